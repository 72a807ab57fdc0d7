import { referenceOf } from '../flows/escalation/model.ts';
import type { CaseFormReply } from '../flows/escalation/reply.ts';
import { caseEmergency } from './case-emergency.ts';
import { choicesAfter, choicesBefore, dateInputs, pickers, textInputs } from './case-form-inputs.ts';
import { seenState } from './case-standing.ts';
import { plainButton, sendButton } from './execute.ts';
import type { Say } from './parts.ts';
import { sizeOf, whole } from './plain.ts';
import { problemWarnings, warn } from './problems.ts';

/**
 * What the form gives back of a text, in characters of its JSON: 20,000 arrive at most. Beside a list of rules there is
 * less room; an agreement holds 2000.
 */
const ROOM = 22_000;
const ROOM_BESIDE_RULES = 10_000;

/** Room for a question; it holds 2000 characters. */
const QUESTION = 3000;

/** Data of `cards/case-form.json`: the form of an act, with what was typed before. */
export function caseFormData(say: Say, reply: CaseFormReply) {
  const { case: one, act, language, typed, stale } = reply;
  const problems = reply.problems.map((problem) => ({ ...problem, field: fieldOf(reply, problem.field) }));
  const room = act === 'close' ? ROOM_BESIDE_RULES : ROOM;
  const cut = sizeOf(typed.text ?? '') > room ? (['text'] as const) : [];
  const state = say(`case.state.${seenState(one)}`);
  return {
    summary: say('case-form.summary'),
    emergency: caseEmergency(say, reply, false),
    warnings: [
      ...(stale ? [warn(say('case-form.stale'))] : []),
      ...problemWarnings(say, language, problems, cut),
    ],
    title: say(`case-form.${act}.title`),
    about: `${say('case.reference', { reference: referenceOf(one) })} · ${state}`,
    help: say(`case-form.${act}.help`),
    question: questionOf(say, reply),
    links: linksOf(say, reply),
    before: choicesBefore(say, reply),
    picker: pickers(say, reply),
    dates: dateInputs(say, reply),
    texts: textInputs(say, reply, room),
    after: choicesAfter(say, reply),
    buttons: [
      sendButton(say(`case-form.${act}.submit`), { do: 'case-act', id: one.id, version: one.version, act }),
      plainButton(say('case-form.back'), { do: 'case-refresh', id: one.id }),
    ],
  };
}

/** The text of a closing is its agreement. */
const fieldOf = ({ act }: CaseFormReply, field: string): string =>
  act === 'close' && field === 'text' ? 'agreement' : field;

function questionOf(say: Say, { act, case: { question } }: CaseFormReply) {
  if (act !== 'answer' || question === undefined) return [];
  return [{ title: say('case.question-for-you'), text: whole(question, QUESTION) }];
}

/** Into a chat or a meeting with the reporter. */
function linksOf(say: Say, { links }: CaseFormReply) {
  if (!links) return [];
  return [
    { title: say('case-form.open-chat'), url: links.chat },
    { title: say('case-form.open-meeting'), url: links.meeting },
  ];
}
