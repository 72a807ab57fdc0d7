import { z } from 'zod';

/** What people type into cards, and what can be wrong with it. */

/** Above this a text is cut off before it is looked at, in characters. A card must stay below 80 KB. */
const MOST = 20_000;

/** Without what a database refuses to keep: the character zero, and half a character where the text was cut off. */
export const typed = z
  .string()
  .default('')
  .transform((text) => text.replaceAll('\0', '').slice(0, MOST).toWellFormed());
/** A value of a list, or a date. */
export const chosen = z.string().max(100).default('');
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
    | 'unknown-article'
    | 'not-a-number'
    | 'too-many'
    | 'self'
    | 'not-staff';
  readonly length?: number | undefined;
  readonly limit?: number | undefined;
}

/** Whether a text stays within a limit, in characters. */
export function checkLength(field: string, text: string, limit: number): Problem[] {
  const { length } = text.trim();
  return length > limit ? [{ field, problem: 'too-long', length, limit }] : [];
}
