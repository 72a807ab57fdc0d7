import type { GroupQuestionReply } from '../flows/group-chat/reply.ts';
import { isOneOf } from './case-words.ts';
import { type ExecuteButton, plainButton, sendButton } from './execute.ts';
import type { Say } from './parts.ts';

/** How to let only those who manage a group send messages, in the apps whose settings are known. */

const GUIDED = ['whatsapp', 'signal', 'telegram', 'teams'] as const;
const STEPS = ['first', 'second', 'third'] as const;

/** Steps, when they were written, and what can be pressed beside them; none for other questions. */
export function guidesOf(say: Say, reply: GroupQuestionReply) {
  const { question, group } = reply;
  if (question !== 'admin-only-posting') return [];
  const { medium } = group.answers;
  const app = isOneOf(GUIDED, medium) ? medium : undefined;
  return [
    {
      note: noteOf(say, reply, app),
      steps: app
        ? STEPS.map((step, index) => ({
            number: `${index + 1}`,
            text: say(`group-guide.${app}.${step}`),
            rule: '',
          }))
        : [],
      check: app ? say('group-guide.check') : '',
      dated: app ? say('group-guide.dated') : '',
      buttons: buttonsOf(say, reply, app !== undefined),
    },
  ];
}

/** A group chat in Teams knows no such setting; channels do. */
function noteOf(say: Say, { group }: GroupQuestionReply, app: string | undefined): string {
  if (app === undefined) return say('group-guide.none');
  return app === 'teams' && group.chat?.kind !== 'channel' ? say('group-guide.teams-chat') : '';
}

function buttonsOf(say: Say, { group, canSet }: GroupQuestionReply, hasSteps: boolean): ExecuteButton[] {
  const { id, version } = group;
  return [
    ...(canSet
      ? [
          sendButton(say('group-question.admin-only-posting.set'), {
            do: 'group-act',
            id,
            version,
            act: 'set-moderation',
          }),
        ]
      : []),
    ...(hasSteps
      ? [plainButton(say('group-question.admin-only-posting.differs'), { do: 'group-differs', id })]
      : []),
  ];
}
