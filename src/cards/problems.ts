import type { Problem } from '../flows/typed.ts';
import type { Language } from '../policy/model.ts';
import type { Say } from './parts.ts';
import { sayCount } from './times.ts';

const FIELDS = [
  'text',
  'platform',
  'group',
  'kind',
  'severity',
  'reach',
  'links',
  'date',
  'person',
  'outcome',
  'agreement',
  'article',
  'rating',
  'name',
  'why',
  'choice',
  'asked',
  'given',
  'refused',
  'attested',
  'people',
  'done',
] as const;
type Field = (typeof FIELDS)[number];

/** A box on top of a card that tells what is wrong; one line each. */
export interface Warning {
  readonly title: string;
  readonly lines: readonly { readonly text: string }[];
}

/** A warning without further lines. */
export const warn = (title: string): Warning => ({ title, lines: [] });

/** Names each field that is wrong, and each of which the card shows only the beginning; nothing when all is right. */
export function problemWarnings(
  say: Say,
  language: Language,
  problems: readonly Problem[],
  cut: readonly Field[],
): Warning[] {
  const lines = [
    ...problems.map((problem) => sayProblem(say, language, problem)),
    ...cut.map((field) => say('problem.cut', { field: capital(say(`problem.field.${field}`)) })),
  ];
  return lines.length === 0 ? [] : [{ title: say('problem.title'), lines: lines.map((text) => ({ text })) }];
}

function sayProblem(say: Say, language: Language, { field, problem, length, limit }: Problem): string {
  const name = say(`problem.field.${isField(field) ? field : 'other'}`);
  if (field === 'people' && (problem === 'too-long' || problem === 'unknown-person')) {
    return say(`problem.people.${problem}`, { length: length ?? 0, limit: limit ?? 0 });
  }
  const counted = problem === 'too-short' || problem === 'too-long';
  if (counted && length !== undefined && limit !== undefined) {
    return say(`problem.${problem}`, {
      field: capital(name),
      length: sayCount(language, length),
      limit: sayCount(language, limit),
    });
  }
  if (counted) return say('problem.wrong', { field: capital(name) });
  return say(`problem.${problem}`, { field: problem === 'missing' ? name : capital(name) });
}

const isField = (field: string): field is Field => (FIELDS as readonly string[]).includes(field);

/** A sentence with a capital, whatever it begins with. */
export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
