import { DateTime, Duration } from 'luxon';
import type { Language } from '../policy/model.ts';
import type { Say } from './parts.ts';

/** Where and when a card is read: the time zone of the school, and what "today" is. */
export interface Clock {
  readonly language: Language;
  /** IANA time zone. */
  readonly zone: string;
  readonly now: Date;
}

/** Dutch writes a time with a full stop and without a leading zero: 8.30. */
const LOOKS = {
  nl: { locale: 'nl-NL', time: 'H.mm' },
  en: { locale: 'en-GB', time: 'H:mm' },
} as const;

/** Words for yesterday, today and tomorrow, by their distance to today in days. */
const NEAR = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' } as const;

/** Says a moment as people at that school do: "morgen om 8.30", "maandag 23 november om 8.30". */
export function sayMoment(say: Say, clock: Clock, at: Date): string {
  const { locale, time } = LOOKS[clock.language];
  const local = DateTime.fromJSDate(at, { zone: clock.zone }).setLocale(locale);
  const today = DateTime.fromJSDate(clock.now, { zone: clock.zone });
  const distance = String(local.startOf('day').diff(today.startOf('day'), 'days').days);
  const said = { time: local.toFormat(time) };
  return isNear(distance)
    ? say(`moment.${NEAR[distance]}`, said)
    : say('moment.day', { ...said, day: dayOf(local, today) });
}

const isNear = (distance: string): distance is keyof typeof NEAR => Object.hasOwn(NEAR, distance);

/** Says a calendar day, such as `2026-11-23`; what is no such day comes back as it is. */
export function sayDay({ language, zone, now }: Clock, isoDate: string): string {
  const day = DateTime.fromFormat(isoDate, 'yyyy-MM-dd', { zone, locale: LOOKS[language].locale });
  return day.isValid ? dayOf(day, DateTime.fromJSDate(now, { zone })) : isoDate;
}

/** The year is said only when it is another one. */
const dayOf = (day: DateTime, today: DateTime): string =>
  day.toFormat(day.year === today.year ? 'cccc d LLLL' : 'cccc d LLLL yyyy');

/** Says a moment that somebody else wrote down; empty when it cannot be read. */
export function sayWritten(say: Say, clock: Clock, iso: string): string {
  const at = new Date(iso);
  return iso === '' || Number.isNaN(at.getTime()) ? '' : sayMoment(say, clock, at);
}

/** Says how long it still takes until a moment, or how long ago it was: "nog 25 minuten", "10 minuten te laat". */
export function sayLeft(say: Say, { language, now }: Clock, at: Date): string {
  const left = DateTime.fromJSDate(at).diff(DateTime.fromJSDate(now));
  const time = sayLength(language, left.toMillis() < 0 ? left.negate() : left);
  return say(left.toMillis() < 0 ? 'moment.late' : 'moment.left', { time });
}

/** In the largest unit that still tells enough: minutes, hours with minutes for less than ten, days from two on. */
function sayLength(language: Language, length: Duration): string {
  const whole = length.as('minutes') < 1 ? Duration.fromObject({ minutes: 1 }) : length;
  const hours = whole.as('hours');
  const parts =
    hours < 1
      ? whole.shiftTo('minutes').mapUnits(Math.floor)
      : hours < HOURS_WITH_MINUTES
        ? whole.shiftTo('hours', 'minutes').mapUnits(Math.floor)
        : hours < HOURS_IN_DAYS
          ? whole.shiftTo('hours').mapUnits(Math.round)
          : whole.shiftTo('days').mapUnits(Math.round);
  return parts.removeZeros().reconfigure({ locale: LOOKS[language].locale }).toHuman({ listStyle: 'long' });
}

const HOURS_WITH_MINUTES = 10;
const HOURS_IN_DAYS = 48;

/** A number of characters with the marks of its language: 4.321. */
export const sayCount = (language: Language, count: number): string =>
  new Intl.NumberFormat(LOOKS[language].locale).format(count);
