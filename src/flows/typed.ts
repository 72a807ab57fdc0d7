import { z } from 'zod';

/** What people type into cards, and what can be wrong with it. */

/** Above this a text is cut off before it is looked at, in characters. A card must stay below 80 KB. */
const MOST = 20_000;
/** The same for a value of a list, or a date. */
const MOST_CHOSEN = 100;

/**
 * Inputs of a card. Clients leave inputs out, or send null, a number, a boolean or a list where a text is expected: what
 * can be read as a text is, and anything else did not come. So nothing that stands in an input makes a press worthless.
 */
const input = (most: number) =>
  z
    .unknown()
    .optional()
    .transform((value) => tidy(toText(value), most));

/** A text; absent where it did not come, which means: as it was before. */
export const typedIfSent = input(MOST);
/** A value of a list, or a date; absent where it did not come. */
export const chosenIfSent = input(MOST_CHOSEN);
/** A text that was not there before. */
export const typed = typedIfSent.transform((text) => text ?? '');
export const chosen = chosenIfSent.transform((text) => text ?? '');

/** A toggle. Absent where neither yes nor no came: nothing else is taken for one of them. */
export const toggle = chosenIfSent.transform((value) => {
  const said = value?.trim().toLowerCase();
  return said === 'true' || said === 'false' ? said : undefined;
});

/** The version that a card shows; where it is none, the card is out of date. */
export const version = z.coerce.number().int().min(0).catch(-1);

function toText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.flatMap((one) => toWord(one) ?? []).join(',');
  return toWord(value);
}

const toWord = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

/** Without what a database refuses to keep: the character zero, and half a character where the text was cut off. */
const tidy = (text: string | undefined, most: number): string | undefined =>
  text?.slice(0, most).replaceAll('\0', '').toWellFormed();

/** What came, without what did not. */
export const sentOf = <T extends object>(inputs: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  }; // entries of that very object

/** A fault in what somebody typed. `length` is what they typed, `most` or `least` what is allowed, in characters. */
export interface Problem {
  readonly field: string;
  readonly problem:
    | 'missing'
    | 'too-short'
    | 'too-long'
    | 'no-link'
    | 'past'
    | 'unknown-person'
    | 'unreachable'
    | 'unknown-article'
    | 'not-a-number'
    | 'too-many'
    | 'self'
    | 'too-often'
    | 'not-staff';
  readonly length?: number | undefined;
  readonly limit?: number | undefined;
}

/** Whether a text stays within a limit, in characters. */
export function checkLength(field: string, text: string, limit: number): Problem[] {
  const { length } = text.trim();
  return length > limit ? [{ field, problem: 'too-long', length, limit }] : [];
}
