import { OUTCOMES, RATINGS } from '../flows/escalation/model.ts';
import type { CaseFormReply } from '../flows/escalation/reply.ts';
import { CASE_KINDS } from '../policy/model.ts';
import { sayReaders } from './case-readers.ts';
import { type ChoiceInput, choicesOf, severityInput, type TextInput } from './choices.ts';
import { policyText, type Say } from './parts.ts';
import { LIMITS, within } from './plain.ts';

/** The inputs of the forms of a case; their ids are those of `flows/escalation/action.ts`. */

/** How much of a title a choice shows, in characters: a policy may hold a hundred articles. */
const TITLE = 90;

/** The text of an act; a date needs none. */
export function textInputs(say: Say, { act, case: one, typed }: CaseFormReply, room: number): TextInput[] {
  if (act === 'plan') return [];
  return [
    {
      id: 'text',
      label: say(`case-form.${act}.text`),
      readers: sayReaders(say, one, act),
      placeholder: '',
      missing: missing(say, act === 'close' ? 'agreement' : 'text'),
      multiline: true,
      value: within(typed.text ?? '', room),
    },
  ];
}

/** The day of a talk. A value that is no date shows nothing, and breaks the input of some clients. */
export function dateInputs(say: Say, { act, typed: { date = '' } }: CaseFormReply) {
  if (act !== 'plan') return [];
  const value = /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : '';
  return [{ label: say('case-form.plan.date'), missing: missing(say, 'date'), value }];
}

/** A people picker of Teams over the whole organisation, where the directory gives no list to choose from. */
export function pickers(say: Say, { act, colleagues, typed }: CaseFormReply) {
  if (act !== 'hand-over' || colleagues.length > 0) return [];
  const { choices: _, ...picker } = personInput(say, typed.person ?? '', []);
  return [picker];
}

/** What is chosen before the text. */
export function choicesBefore(say: Say, { act, colleagues, typed }: CaseFormReply): ChoiceInput[] {
  if (act === 'hand-over' && colleagues.length > 0) return [personInput(say, typed.person ?? '', colleagues)];
  if (act === 'close') return [expanded(say, 'outcome', typed.outcome ?? '')];
  return act === 'rate' ? [expanded(say, 'rating', typed.rating ?? '')] : [];
}

/** What is chosen after the text. */
export function choicesAfter(say: Say, reply: CaseFormReply): ChoiceInput[] {
  const { act, typed } = reply;
  if (act === 'correct') {
    return [
      {
        ...compact(say, 'kind', typed.kind ?? ''),
        label: say('report-form.kind'),
        placeholder: say('report-form.kind-placeholder'),
        choices: choicesOf(say, CASE_KINDS, (kind) => `kind.${kind}`),
      },
      severityInput(say, typed.severity ?? ''),
    ];
  }
  return act === 'close' ? [articleInput(say, reply)] : [];
}

function personInput(say: Say, value: string, colleagues: CaseFormReply['colleagues']): ChoiceInput {
  return {
    ...compact(say, 'person', value),
    label: say('case-form.hand-over.person'),
    placeholder: say('case-form.hand-over.person-placeholder'),
    choices: colleagues.map(({ id, name }) => ({ title: policyText(name, LIMITS.person), value: id })),
  };
}

const articleInput = (say: Say, { articles, typed, language }: CaseFormReply): ChoiceInput => ({
  ...compact(say, 'article', typed.article ?? ''),
  label: say('case-form.close.article'),
  placeholder: say('case-form.close.article-placeholder'),
  choices: articles.map(({ id, title }) => ({
    title: policyText(`${id} · ${title[language]}`, TITLE),
    value: id,
  })),
});

const compact = (say: Say, id: 'kind' | 'person' | 'article', value: string) => ({
  id,
  style: 'compact' as const,
  missing: missing(say, id),
  value,
});

const expanded = (say: Say, id: 'outcome' | 'rating', value: string): ChoiceInput => ({
  id,
  style: 'expanded',
  label: id === 'outcome' ? say('case-form.close.outcome') : say('case-form.rate.rating'),
  placeholder: '',
  missing: missing(say, id),
  value,
  choices:
    id === 'outcome'
      ? choicesOf(say, OUTCOMES, (outcome) => `outcome.${outcome}`)
      : choicesOf(say, RATINGS, (rating) => `rating.${rating}`),
});

type Field = 'text' | 'agreement' | 'date' | 'kind' | 'person' | 'article' | 'outcome' | 'rating';

const missing = (say: Say, field: Field): string =>
  say('problem.missing', { field: say(`problem.field.${field}`) });
