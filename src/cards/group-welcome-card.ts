import type { GroupWelcomeReply } from '../flows/group-chat/reply.ts';
import { nameOf } from './case-words.ts';
import { plainButton, sendButton } from './execute.ts';
import { missing, ROOM } from './group-typed.ts';
import type { Say } from './parts.ts';
import { LIMITS, shorten, sizeOf, within } from './plain.ts';
import { problemWarnings } from './problems.ts';
import { sayDay } from './times.ts';

/** Data of `cards/group-welcome.json`: a message to change, to copy or to post. */
export function groupWelcomeData(say: Say, reply: GroupWelcomeReply) {
  const { group, language, problems, typed, canPost } = reply;
  const { id, version } = group;
  const cut = sizeOf(typed) > ROOM ? (['text'] as const) : [];
  return {
    summary: say('group-welcome.summary'),
    warnings: problemWarnings(say, language, problems, cut),
    title: say('group-welcome.title'),
    hint: say('group-welcome.hint'),
    text: {
      id: 'text',
      label: say('group-welcome.label'),
      readers: say('readers.in-chat'),
      placeholder: '',
      missing: missing(say, 'text'),
      multiline: true,
      value: typed === '' ? messageOf(say, reply) : within(typed, ROOM),
    },
    buttons: [
      ...(canPost
        ? [sendButton(say('group.act.post-welcome'), { do: 'group-act', id, version, act: 'post-welcome' })]
        : []),
      plainButton(say('group-welcome.back'), { do: 'group-refresh', id }),
    ],
  };
}

/** What the group is for, its rules and hours, who reads along, until when it is there, and where to go with trouble. */
function messageOf(say: Say, reply: GroupWelcomeReply): string {
  const { group, plan } = reply;
  const { answers, second } = group;
  const owner = nameOf(say, group.owner);
  const onlyAdmins = plan.requirements.some(({ kind }) => kind === 'admin-only-posting');
  const paragraphs = [
    [
      say('group-welcome.hello', { name: shorten(answers.name, LIMITS.name) }),
      ...(answers.purpose ? [say(`group-welcome.purpose.${answers.purpose}`)] : []),
    ],
    [
      ...(onlyAdmins ? [say('group-welcome.admins')] : []),
      say('group-welcome.rules'),
      say('group-welcome.hours'),
    ],
    [
      second?.state === 'confirmed'
        ? say('group-welcome.both-read', { owner, second: nameOf(say, second.person) })
        : say('group-welcome.reads', { owner }),
      say('group-welcome.private'),
    ],
    [
      ...(answers.until === '' ? [] : [say('group-welcome.until', { day: sayDay(reply, answers.until) })]),
      say('group-welcome.trouble', { owner }),
    ],
  ];
  return paragraphs.map((sentences) => sentences.join(' ')).join('\n\n');
}
