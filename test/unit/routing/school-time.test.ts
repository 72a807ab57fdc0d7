import {
  addMinutes,
  addSchoolMinutes,
  afterDay,
  type Calendar,
  isSchoolTime,
  nextOpening,
  today,
} from '../../../src/routing/school-time.ts';

const LESSONS: [string, string][] = [
  ['08:30', '12:15'],
  ['13:00', '16:30'],
];
const onWeekdays = (blocks: [string, string][]): Calendar['hours'] =>
  Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, blocks]));
const onAllDays = (blocks: [string, string][]): Calendar['hours'] => ({
  ...onWeekdays(blocks),
  6: blocks,
  7: blocks,
});

/** Lessons on weekdays, 435 minutes a day; closed on some days and in the vacations of a school. */
const buildCalendar = (overrides: Partial<Calendar> = {}): Calendar => ({
  zone: 'Europe/Amsterdam',
  hours: onWeekdays(LESSONS),
  closed: [
    { from: '2026-12-19', until: '2027-01-03', name: 'Winter' },
    { from: '2027-05-05', until: '2027-05-05' },
    { from: '2027-07-03', until: '2027-08-29', name: 'Summer' },
  ],
  ...overrides,
});
const SCHOOL = buildCalendar();
const NIGHTS = buildCalendar({ hours: onAllDays([['01:00', '04:00']]) });
const ALWAYS = buildCalendar({
  hours: onAllDays([['00:00', '24:00']]),
  closed: [{ from: '2026-12-25', until: '2026-12-25' }],
});
const NEVER = buildCalendar({ hours: {} });

const shown = (moment: Date | undefined) => moment?.toISOString();
const moment = (text: string) => new Date(text).toISOString();

describe('A deadline in school time', () => {
  it.each<[when: string, from: string, minutes: number, until: string]>([
    ['inside a block', '2026-11-23T09:00+01:00', 30, '2026-11-23T09:30+01:00'],
    ['over the lunch break', '2026-11-23T12:00+01:00', 30, '2026-11-23T13:15+01:00'],
    ['from the lunch break', '2026-11-23T12:30+01:00', 30, '2026-11-23T13:30+01:00'],
    ['from the end of a block', '2026-11-23T12:15+01:00', 30, '2026-11-23T13:30+01:00'],
    ['at the end of a block', '2026-11-23T11:45+01:00', 30, '2026-11-23T12:15+01:00'],
    ['a minute past the end of a block', '2026-11-23T11:45+01:00', 31, '2026-11-23T13:01+01:00'],
    ['at the end of a week', '2026-11-27T16:00+01:00', 30, '2026-11-27T16:30+01:00'],
    ['from before school', '2026-11-23T05:00+01:00', 30, '2026-11-23T09:00+01:00'],
    ['from after school', '2026-11-23T22:00+01:00', 30, '2026-11-24T09:00+01:00'],
    ['over a night', '2026-11-23T16:20+01:00', 30, '2026-11-24T08:50+01:00'],
    ['over a weekend', '2026-11-27T16:15+01:00', 30, '2026-11-30T08:45+01:00'],
    ['from a Friday evening', '2026-11-27T20:00+01:00', 30, '2026-11-30T09:00+01:00'],
    ['from a Sunday', '2026-11-29T12:00+01:00', 30, '2026-11-30T09:00+01:00'],
    ['of a whole day', '2026-11-23T08:30+01:00', 435, '2026-11-23T16:30+01:00'],
    ['of a day and a minute', '2026-11-23T08:30+01:00', 436, '2026-11-24T08:31+01:00'],
    ['of a whole week', '2026-11-23T08:30+01:00', 2175, '2026-11-27T16:30+01:00'],
    ['over a vacation that ends on a Sunday', '2026-12-18T16:20+01:00', 30, '2027-01-04T08:50+01:00'],
    ['from a vacation', '2026-12-28T10:00+01:00', 30, '2027-01-04T09:00+01:00'],
    ['from the last day of a vacation', '2027-01-03T23:59+01:00', 30, '2027-01-04T09:00+01:00'],
    ['over a vacation of eight weeks', '2027-07-02T16:20+02:00', 30, '2027-08-30T08:50+02:00'],
    ['over a day off in mid-week', '2027-05-04T16:20+02:00', 30, '2027-05-06T08:50+02:00'],
    ['from a day off in mid-week', '2027-05-05T10:00+02:00', 30, '2027-05-06T09:00+02:00'],
    ['over the weekend on which summer time begins', '2026-03-27T16:15+01:00', 30, '2026-03-30T08:45+02:00'],
    ['over the weekend on which summer time ends', '2026-10-23T16:15+02:00', 30, '2026-10-26T08:45+01:00'],
    ['of no minutes, inside a block', '2026-11-23T09:00+01:00', 0, '2026-11-23T09:00+01:00'],
    ['of no minutes, at an opening', '2026-11-23T08:30+01:00', 0, '2026-11-23T08:30+01:00'],
    ['of no minutes, at the end of a block', '2026-11-23T12:15+01:00', 0, '2026-11-23T13:00+01:00'],
    ['of no minutes, in a weekend', '2026-11-28T09:00+01:00', 0, '2026-11-30T08:30+01:00'],
    ['from within a minute', '2026-11-23T16:29:59.001+01:00', 1, '2026-11-24T08:30:59.001+01:00'],
  ])('is right %s', (_, from, minutes, until) => {
    expect(shown(addSchoolMinutes(SCHOOL, new Date(from), minutes))).toBe(moment(until));
  });

  it.each<[when: string, from: string, minutes: number, until: string]>([
    ['within a night of two hours', '2026-03-29T01:00+01:00', 61, '2026-03-29T03:01+02:00'],
    ['at the end of a night of two hours', '2026-03-29T01:00+01:00', 120, '2026-03-29T04:00+02:00'],
    ['past a night of two hours', '2026-03-29T01:00+01:00', 121, '2026-03-30T01:01+02:00'],
    ['past a night of two hours in 2027', '2027-03-28T01:00+01:00', 121, '2027-03-29T01:01+02:00'],
    ['in the first of two same hours', '2026-10-25T01:00+02:00', 90, '2026-10-25T02:30+02:00'],
    ['in the second of two same hours', '2026-10-25T01:00+02:00', 150, '2026-10-25T02:30+01:00'],
    ['at the end of a night of four hours', '2026-10-25T01:00+02:00', 240, '2026-10-25T04:00+01:00'],
    ['past a night of four hours', '2026-10-25T01:00+02:00', 241, '2026-10-26T01:01+01:00'],
    ['past a night of four hours in 2027', '2027-10-31T01:00+02:00', 241, '2027-11-01T01:01+01:00'],
    ['from the second of two same hours', '2026-10-25T02:30+01:00', 91, '2026-10-26T01:01+01:00'],
  ])('counts minutes as they pass %s', (_, from, minutes, until) => {
    expect(shown(addSchoolMinutes(NIGHTS, new Date(from), minutes))).toBe(moment(until));
  });

  it('opens at the first of two same times, whatever the season is now', () => {
    const calendar = buildCalendar({ hours: onAllDays([['02:30', '04:00']]) });
    const opening = nextOpening(calendar, new Date('2026-10-25T00:00+02:00'));
    expect(shown(opening)).toBe(moment('2026-10-25T02:30+02:00'));
  });

  it('may lie more than a year ahead', () => {
    const calendar = buildCalendar({ closed: [] });
    const until = addSchoolMinutes(calendar, new Date('2026-11-23T08:30+01:00'), 60 * 5 * 435);
    expect(shown(until)).toBe(moment('2028-01-14T16:30+01:00'));
  });

  it('takes days off by the date at the school', () => {
    const from = new Date('2026-12-24T23:30+01:00');
    expect(shown(addSchoolMinutes(ALWAYS, from, 30))).toBe(moment('2026-12-25T00:00+01:00'));
    expect(shown(addSchoolMinutes(ALWAYS, from, 31))).toBe(moment('2026-12-26T00:01+01:00'));
  });
});

describe('A calendar that never opens', () => {
  const from = '2026-11-28T10:00+01:00';
  const years = { from: '2026-11-28', until: '2036-11-28' };

  it.each<[why: string, calendar: Calendar]>([
    ['it has no hours', NEVER],
    ['it is closed for years', buildCalendar({ closed: [years] })],
    ['its zone is none', buildCalendar({ zone: 'Nowhere/None' })],
  ])('lets the clock count when %s', (_, calendar) => {
    expect(shown(addSchoolMinutes(calendar, new Date(from), 30))).toBe(moment('2026-11-28T10:30+01:00'));
    expect(shown(nextOpening(calendar, new Date(from)))).toBe(moment(from));
    expect(isSchoolTime(calendar, new Date(from))).toBe(false);
  });

  it('lets the clock count only from its last end', () => {
    const last = new Date('2026-11-27T16:20+01:00');
    const calendar = buildCalendar({ closed: [years] });
    expect(shown(addSchoolMinutes(calendar, last, 30))).toBe(moment('2026-11-27T16:50+01:00'));
  });

  it('is not one that is closed for a year', () => {
    const calendar = buildCalendar({ closed: [{ from: '2026-11-28', until: '2027-11-28' }] });
    expect(shown(addSchoolMinutes(calendar, new Date(from), 30))).toBe(moment('2027-11-29T09:00+01:00'));
  });

  it('lets a day end when it ends', () => {
    expect(shown(afterDay(NEVER, '2026-11-23'))).toBe(moment('2026-11-24T00:00+01:00'));
  });
});

describe('School time', () => {
  it.each<[when: string, at: string]>([
    ['at an opening', '2026-11-23T08:30+01:00'],
    ['just before an end', '2026-11-23T12:14:59.999+01:00'],
    ['in the second block', '2026-11-23T15:00+01:00'],
  ])('is now %s', (_, at) => {
    expect(isSchoolTime(SCHOOL, new Date(at))).toBe(true);
    expect(shown(nextOpening(SCHOOL, new Date(at)))).toBe(moment(at));
  });

  it.each<[when: string, at: string, next: string]>([
    ['just before an opening', '2026-11-23T08:29:59.999+01:00', '2026-11-23T08:30+01:00'],
    ['at an end', '2026-11-23T12:15+01:00', '2026-11-23T13:00+01:00'],
    ['in the lunch break', '2026-11-23T12:40+01:00', '2026-11-23T13:00+01:00'],
    ['on a Saturday', '2026-11-28T10:00+01:00', '2026-11-30T08:30+01:00'],
    ['in a vacation', '2027-07-05T10:00+02:00', '2027-08-30T08:30+02:00'],
    ['on a day off', '2027-05-05T10:00+02:00', '2027-05-06T08:30+02:00'],
  ])('is not now, but comes, %s', (_, at, next) => {
    expect(isSchoolTime(SCHOOL, new Date(at))).toBe(false);
    expect(shown(nextOpening(SCHOOL, new Date(at)))).toBe(moment(next));
  });
});

describe('Time around the clock', () => {
  it.each([
    ['2026-11-28T23:55+01:00', 10, '2026-11-29T00:05+01:00'],
    ['2026-03-29T01:55+01:00', 10, '2026-03-29T03:05+02:00'],
    ['2026-10-25T02:55+02:00', 10, '2026-10-25T02:05+01:00'],
  ])('goes from %s by %i minutes to %s', (from, minutes, until) => {
    expect(shown(addMinutes(new Date(from), minutes))).toBe(moment(until));
  });
});

describe('The end of a day', () => {
  it.each<[date: string, calendar: Calendar, opening: string]>([
    ['2026-11-23', SCHOOL, '2026-11-24T08:30+01:00'],
    ['2026-11-27', SCHOOL, '2026-11-30T08:30+01:00'],
    ['2026-12-18', SCHOOL, '2027-01-04T08:30+01:00'],
    ['2026-03-29', SCHOOL, '2026-03-30T08:30+02:00'],
    ['2026-10-24', NIGHTS, '2026-10-25T01:00+02:00'],
    ['2026-10-25', NIGHTS, '2026-10-26T01:00+01:00'],
    ['2026-10-25', ALWAYS, '2026-10-26T00:00+01:00'],
  ])('of %s is followed by an opening', (date, calendar, opening) => {
    expect(shown(afterDay(calendar, date))).toBe(moment(opening));
  });

  it.each(['', '2026-02-30', '23-11-2026', '2026-11-23T10:00', '2026-W48-1', 'morgen'])(
    'is nothing when "%s" is no day',
    (date) => {
      expect(afterDay(SCHOOL, date)).toBeUndefined();
    },
  );
});

describe('Today', () => {
  it.each([
    ['2026-11-22T22:59:59Z', '2026-11-22'],
    ['2026-11-22T23:00:00Z', '2026-11-23'],
    ['2026-07-01T22:00:00Z', '2026-07-02'],
  ])('at %s is %s at the school', (now, date) => {
    expect(today(SCHOOL, new Date(now))).toBe(date);
  });

  it('is empty without a zone', () => {
    expect(today(buildCalendar({ zone: 'Nowhere/None' }), new Date('2026-11-22T12:00Z'))).toBe('');
  });
});
