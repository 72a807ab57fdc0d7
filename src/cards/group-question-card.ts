import { ATTESTED, FACT_QUESTIONS } from '../flows/group-chat/model.ts';
import type { GroupQuestionReply } from '../flows/group-chat/reply.ts';
import { isOneOf } from './case-words.ts';
import { type ExecuteButton, plainButton, sendButton } from './execute.ts';
import { guidesOf } from './group-guide.ts';
import {
  choiceInputs,
  countInputs,
  dayInputs,
  isDraft,
  personPickers,
  questionTexts,
  toggleInputs,
} from './group-inputs.ts';
import { typedWarnings } from './group-typed.ts';
import { consenters } from './group-words.ts';
import { policyText, type Say } from './parts.ts';
import { LIMITS } from './plain.ts';
import { warn } from './problems.ts';
import { routeLines } from './route.ts';

/** Data of `cards/group-question.json`: one question of the guide, with what was typed before. */
export function groupQuestionData(say: Say, reply: GroupQuestionReply) {
  const { question, progress, language, requirement } = reply;
  return {
    summary: say('group-question.summary'),
    warnings: warningsOf(say, reply),
    progress: progress ? say('group-question.progress', { ...progress }) : '',
    title: say(`group-question.${question}.title`),
    rule: requirement
      ? {
          text: policyText(requirement.text[language], LIMITS.sentence),
          id: ` (${say('group-chat.rule', { id: requirement.article })})`,
        }
      : { text: '', id: '' },
    hint: hintOf(say, reply),
    guides: guidesOf(say, reply),
    choices: choiceInputs(say, reply),
    pickers: personPickers(say, reply),
    texts: questionTexts(say, reply),
    textHint: question === 'participants' ? say('group-question.participants.text-hint') : '',
    numbers: countInputs(say, reply),
    dates: dayInputs(say, reply),
    toggles: toggleInputs(say, reply),
    routes: routesOf(say, reply),
    buttons: buttonsOf(say, reply),
  };
}

const warningsOf = (say: Say, reply: GroupQuestionReply) => [
  ...(reply.stale ? [warn(say('group-question.stale'))] : []),
  ...(reply.contradicted ? [warn(say('group-question.admin-only-posting.contradicted'))] : []),
  ...typedWarnings(say, reply, reply.question),
];

function hintOf(say: Say, { question, requirement }: GroupQuestionReply): string {
  if (question === 'consent') {
    const asked = requirement?.kind === 'consent' ? requirement : undefined;
    return [
      say('group-question.consent.hint'),
      ...(asked ? [say(`group-question.consent.by.${consenters(asked.by)}`)] : []),
      ...(asked?.yearly ? [say('group-question.consent.yearly')] : []),
    ].join(' ');
  }
  if (isOneOf(ATTESTED, question))
    return question === 'minimum-age' ? say('group-question.minimum-age.hint') : '';
  const hint = say(`group-question.${question}.hint`);
  // where the rules do not ask for a second member of staff it is advice, and must not look like a rule
  return question === 'second-staff' && !requirement
    ? `${hint} ${say('group-question.second-staff.advice')}`
    : hint;
}

/** Who is asked for the permission, in turn. */
function routesOf(say: Say, reply: GroupQuestionReply) {
  if (reply.question !== 'permission') return [];
  const lines = routeLines(say, reply, reply.route, {
    now: 'group-question.permission.now',
    own: 'group-question.permission.own',
  });
  const nobody = { lead: '', text: say('group-question.permission.nobody'), quiet: false };
  return [{ title: say('group-question.permission.route'), route: lines.length === 0 ? [nobody] : lines }];
}

/** Whatever is pressed, what was typed goes along; only stopping leaves it behind. */
function buttonsOf(say: Say, { group, question, progress }: GroupQuestionReply): ExecuteButton[] {
  const { id, version } = group;
  const answer = { do: 'group-answer', id, version, question } as const;
  const next = sendButton(say('group-question.next'), answer);
  if (!isDraft(group)) return [next, plainButton(say('group-question.back'), { do: 'group-refresh', id })];
  const isFirst = progress?.step === 1;
  return [
    next,
    ...(isOneOf(FACT_QUESTIONS, question)
      ? []
      : [sendButton(say('group-question.later'), { ...answer, later: true })]),
    ...(isFirst ? [] : [sendButton(say('group-question.back'), { do: 'group-back', id, version })]),
    plainButton(say('group-question.stop'), { do: 'group-cancel', id, version }),
  ];
}
