import { DateTime } from 'luxon';
import type { School } from '../routing/directory.ts';
import type { Calendar } from '../routing/school-time.ts';
import { type SchoolEntry, WEEKDAYS } from './schema.ts';

/** The school of an entry, as the rest of the program knows it. */
export const toSchool = ({ id, tenant, name, policy, zone, hours, closed }: SchoolEntry): School => ({
  id,
  tenant,
  name,
  policy,
  calendar: { zone, hours: toHours(hours), closed },
});

function toHours(hours: SchoolEntry['hours']): Calendar['hours'] {
  const days = WEEKDAYS.map((weekday, index) => [index + 1, hours[weekday]?.map(toBlock) ?? []] as const);
  return Object.fromEntries(days.filter(([, blocks]) => blocks.length > 0));
}

function toBlock(block: string): readonly [string, string] {
  const [from = '', until = ''] = block.split('-');
  return [from, until];
}

/** The id of the team leader on duty at a moment: by date, else by weekday, else whoever it is otherwise. */
export function findOnDuty({ teamLeaderOnDuty: duty, zone }: SchoolEntry, at: Date): string | undefined {
  const dated = duty?.dates.find((span) => isWithin(span, at, zone));
  const weekday = WEEKDAYS[DateTime.fromJSDate(at, { zone }).weekday - 1];
  return dated?.person ?? (weekday && duty?.weekdays[weekday]) ?? duty?.otherwise;
}

/** Whether a moment is on one of the days of a span, first and last included, as the clocks of a zone tell them. */
export function isWithin(
  { from, until }: { readonly from: string; readonly until: string },
  at: Date,
  zone: string,
): boolean {
  const day = DateTime.fromJSDate(at, { zone }).toISODate() ?? '';
  return from <= day && day <= until;
}
