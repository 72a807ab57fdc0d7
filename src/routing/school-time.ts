import { DateTime, type DateTimeMaybeValid, Duration, Interval } from 'luxon';

/** When a school is open. */
export interface Calendar {
  /** IANA time zone, such as `Europe/Amsterdam`. */
  readonly zone: string;
  /** Blocks of a weekday, ISO numbers (1 is Monday, 7 Sunday), each in local time: `['08:30', '12:15']`. In order. */
  readonly hours: Readonly<
    Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, readonly (readonly [string, string])[]>>
  >;
  /** Vacations and holidays, first and last day included, as ISO dates. */
  readonly closed: readonly {
    readonly from: string;
    readonly until: string;
    readonly name?: string | undefined;
  }[];
}

/** A calendar without an opening for this many days on end is taken to have none: more than a year, whatever its holidays. */
const LONGEST_CLOSURE = 366;

/**
 * Moves on by minutes of school time: only those inside the blocks of open days count, as they really pass, so a night
 * in which the clock changes is an hour shorter or longer. Minutes that run out at the end of a block give that end; 0
 * minutes outside school time give the next opening. `minutes` is finite and 0 or more.
 *
 * A calendar that stays shut for more than a year is wrong or forgotten. Then the clock counts: somebody waits for
 * help, and a step that comes in the night is better than one that never comes.
 */
export function addSchoolMinutes(calendar: Calendar, from: Date, minutes: number): Date {
  // Whole milliseconds add up exactly; fractions of minutes do not.
  let rest = Duration.fromObject({ minutes }).toMillis();
  let reached = from;
  for (const { start, end } of openings(calendar, inZone(calendar, from))) {
    const length = end.diff(start).toMillis();
    if (rest <= length) return start.plus(rest).toJSDate();
    rest -= length;
    reached = end.toJSDate();
  }
  return DateTime.fromJSDate(reached, { zone: 'utc' }).plus(rest).toJSDate();
}

/** Moves on by minutes around the clock. */
export const addMinutes = (from: Date, minutes: number): Date =>
  DateTime.fromJSDate(from, { zone: 'utc' }).plus({ minutes }).toJSDate();

/** Tells whether the school is open. Its opening belongs to a block, its end does not. */
export function isSchoolTime(calendar: Calendar, at: Date): boolean {
  const moment = inZone(calendar, at);
  return blocksOf(calendar, moment, moment).some((block) => block.contains(moment));
}

/** The moment itself when the school is open, else when it opens; the moment too when it never does. */
export const nextOpening = (calendar: Calendar, at: Date): Date => addSchoolMinutes(calendar, at, 0);

/** The first opening after the end of a local day, given as `2026-11-23`; nothing when there is no such day. */
export function afterDay(calendar: Calendar, isoDate: string): Date | undefined {
  const day = DateTime.fromFormat(isoDate, 'yyyy-MM-dd', { zone: calendar.zone });
  return day.isValid ? nextOpening(calendar, nextDay(day).toJSDate()) : undefined;
}

/** The midnight that begins a local day, given as `2026-11-23`; nothing when there is no such day. */
export function startOfDay(calendar: Calendar, isoDate: string): Date | undefined {
  const day = DateTime.fromFormat(isoDate, 'yyyy-MM-dd', { zone: calendar.zone });
  return day.isValid ? day.toJSDate() : undefined;
}

/**
 * The last day of the school year, as `2027-07-31`: by law it runs from 1 August to 31 July (Wet voortgezet onderwijs
 * 2020, article 1.1).
 */
export function endOfSchoolYear(calendar: Calendar, now: Date): string {
  const local = inZone(calendar, now);
  return `${local.month < 8 ? local.year : local.year + 1}-07-31`;
}

/** The date at the school a year on, as `2027-11-23`; that of 29 February is the 28th. Empty as for `today`. */
export const yearOn = (calendar: Calendar, now: Date): string =>
  inZone(calendar, now).plus({ years: 1 }).toISODate() ?? '';

/** The date at the school, as `2026-11-23`; empty when its zone or the moment is none. */
export const today = (calendar: Calendar, now: Date): string => inZone(calendar, now).toISODate() ?? '';

/** The blocks from a moment on, the first one cut off at it; ends where the calendar stays shut. */
function* openings(calendar: Calendar, from: DateTimeMaybeValid): Generator<Interval<true>> {
  let day = from;
  for (let shut = 0; shut <= LONGEST_CLOSURE; shut++) {
    const blocks = blocksOf(calendar, day, from);
    yield* blocks;
    if (blocks.length > 0) shut = 0;
    day = nextDay(day);
  }
}

/** What is left of the blocks of a day after a moment. */
function blocksOf(calendar: Calendar, day: DateTimeMaybeValid, after: DateTime): Interval<true>[] {
  if (!day.isValid) return [];
  const date = day.toISODate();
  // ISO dates sort as text.
  if (calendar.closed.some(({ from, until }) => from <= date && date <= until)) return [];
  return (calendar.hours[day.weekday] ?? [])
    .map(([opens, closes]) =>
      Interval.fromDateTimes(DateTime.max(after, timeOf(day, opens)), timeOf(day, closes)),
    )
    .filter((block) => block.isValid)
    .filter((block) => !block.isEmpty());
}

/**
 * A time of the clock on a day; `24:00` is the midnight that ends it. Set from the start of the day, because Luxon reads
 * a time that comes twice (the night in October) by the offset that it starts from, and by that of now without one.
 */
function timeOf(day: DateTime, time: string): DateTime {
  const { hours, minutes } = Duration.fromISOTime(time);
  return day.startOf('day').set({ hour: hours, minute: minutes });
}

const nextDay = (day: DateTimeMaybeValid): DateTimeMaybeValid => day.startOf('day').plus({ days: 1 });

const inZone = ({ zone }: Calendar, at: Date): DateTimeMaybeValid => DateTime.fromJSDate(at, { zone });
