/** First and last day, both counted, such as `2026-11-21`. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** The weeks that end today. */
export const lastWeeks = (weeks: number, today: Date): Period => ({
  from: dayOf(new Date(today.getTime() - weeks * WEEK)),
  until: dayOf(today),
});

/** The school year that runs today: it begins on the first of August. */
export function schoolYear(today: Date): Period {
  const year = today.getMonth() >= 7 ? today.getFullYear() : today.getFullYear() - 1;
  return { from: `${year}-08-01`, until: dayOf(today) };
}

/** Whether both days are filled in, in order. */
export const isPeriod = ({ from, until }: Period): boolean => from !== '' && until !== '' && from <= until;

const dayOf = (moment: Date): string => {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
};
