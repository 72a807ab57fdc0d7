import type { Count, Language, PeriodKind } from '../../http/contract.ts';
import type { Say } from '../texts.ts';

/** A count in words: too few is said so. */
export const sayCount = (say: Say, count: Count): string =>
  count === null ? say('insight.few') : String(count);

/** A part of a whole in whole per cents. Absent where one of the two is too few to say. */
export function shareOf(part: Count, whole: Count): number | undefined {
  if (part === null || whole === null || whole === 0) return undefined;
  return Math.round((100 * part) / whole);
}

/** What is known to add up; too few to say where nothing is known and something is hidden. */
export function sumOf(counts: readonly Count[]): Count {
  const sum = counts.reduce<number>((before, count) => before + (count ?? 0), 0);
  return sum === 0 && counts.includes(null) ? null : sum;
}

/** A sum in words: what is hidden may come on top of it. */
export const saySum = (say: Say, counts: readonly Count[]): string => {
  const sum = sumOf(counts);
  if (sum === null) return say('insight.few-questions');
  return counts.includes(null) ? say('insight.at-least', { count: sum }) : String(sum);
};

/** A time in the unit that people would use. */
export function sayMinutes(say: Say, minutes: number | undefined): string {
  if (minutes === undefined) return say('insight.few-cases');
  if (minutes < 120) return say('insight.minutes', { count: Math.round(minutes) });
  if (minutes < 48 * 60) return say('insight.hours', { count: Math.round(minutes / 60) });
  return say('insight.days', { count: Math.round(minutes / 60 / 24) });
}

/** The first day of a week as short as an axis wants it, `23 nov`, or the month, `nov 26`. */
export const sayPeriod = (language: Language, by: PeriodKind, first: string): string =>
  new Date(`${first}T12:00:00Z`).toLocaleDateString(language, {
    ...(by === 'week' ? { day: 'numeric' } : { year: '2-digit' }),
    month: 'short',
    timeZone: 'UTC',
  });
