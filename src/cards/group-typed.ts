import type { Question } from '../flows/group-chat/model.ts';
import type { GroupFormAct, GroupQuestionReply } from '../flows/group-chat/reply.ts';
import type { Problem } from '../flows/typed.ts';
import type { Say } from './parts.ts';
import { sizeOf } from './plain.ts';
import { problemWarnings, type Warning } from './problems.ts';

/** What the questions and the forms of a group share: how typed values come back, and what is wrong with them. */

/** What a form gives back of a text, in characters of its JSON: 20,000 arrive at most. */
export const ROOM = 22_000;

/** A toggle: data of `cards/part-toggle.json`. */
export interface Toggle {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly value: 'true' | 'false';
}

type Field =
  | 'choice'
  | 'text'
  | 'name'
  | 'why'
  | 'date'
  | 'person'
  | 'asked'
  | 'given'
  | 'refused'
  | 'people';

export const missing = (say: Say, field: Field): string =>
  say('problem.missing', { field: say(`problem.field.${field}`) });

/** Data of `cards/part-date.json`. A value that is no date shows nothing, and breaks the input of some clients. */
export const dayInput = (say: Say, label: string, date: string | undefined) => ({
  label,
  missing: missing(say, 'date'),
  value: date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : '',
});

export const toggled = (value: string | undefined): 'true' | 'false' => (value === 'true' ? 'true' : 'false');

/** What the text of a question or a form is called where something is wrong with it. */
export const textField = (asked: Question | GroupFormAct): 'name' | 'why' | 'text' => {
  if (asked === 'participants' || asked === 'change') return 'name';
  return asked === 'permission' ? 'why' : 'text';
};

/** What is wrong with what was typed, and whether the card shows all of it. */
export function typedWarnings(
  say: Say,
  { language, typed, problems }: Pick<GroupQuestionReply, 'language' | 'typed' | 'problems'>,
  asked: Question | GroupFormAct,
): Warning[] {
  if (asked === 'review' && problems.some(isFar))
    return [{ title: say('problem.title'), lines: [{ text: say('group-form.review.far') }] }];
  const field = textField(asked);
  const named = problems.map((one) => (one.field === 'text' ? { ...one, field } : one));
  return problemWarnings(say, language, named, sizeOf(typed.text ?? '') > ROOM ? [field] : []);
}

/** A day that leaves too much time until then; of a text it would be its characters. */
const isFar = ({ field, problem }: Problem): boolean => field === 'date' && problem === 'too-long';
