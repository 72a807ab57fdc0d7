import { createHash } from 'node:crypto';
import { addSchoolMinutes, type Calendar, isSchoolTime } from '../../../src/routing/school-time.ts';

const QUARTER = 15 * 60_000;
const FIRST = Date.parse('2026-01-01T00:00Z');
const QUARTERS = (Date.parse('2028-01-01T00:00Z') - FIRST) / QUARTER;
const CLOCK_CHANGES = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z'];

/** Open in the same blocks on all days up to one of the week; closed in a long and a short vacation and for a day. */
const buildCalendar = (lastDay: number, ...blocks: [string, string][]): Calendar => ({
  zone: 'Europe/Amsterdam',
  hours: Object.fromEntries(Array.from({ length: lastDay }, (_, index) => [index + 1, blocks])),
  closed: [
    { from: '2026-04-27', until: '2026-04-27' },
    { from: '2026-12-19', until: '2027-01-03' },
    { from: '2027-07-03', until: '2027-08-29' },
  ],
});

describe.each<[name: string, calendar: Calendar, seed: string]>([
  ['with lessons on weekdays', buildCalendar(5, ['08:30', '12:15'], ['13:00', '16:30']), 'a'],
  ['at night', buildCalendar(7, ['01:00', '04:00']), 'b'],
  ['around the clock', buildCalendar(7, ['00:00', '24:00']), 'c'],
])('Sums of school time %s', (_, calendar, seed) => {
  const random = createRandom(seed);
  const inputs = Array.from({ length: 150 }, () => ({
    start: drawStart(random),
    a: 1 + random(900),
    b: 1 + random(900),
    offset: random(QUARTER),
  }));

  it('grow with their minutes, and can be made in two steps', () => {
    for (const { start, offset, a, b } of inputs) {
      const from = new Date(start + offset);
      const half = addSchoolMinutes(calendar, from, a);
      const whole = addSchoolMinutes(calendar, from, a + b);
      expect({ from, a, b, grows: from < half && half < whole }).toEqual({ from, a, b, grows: true });
      expect({ from, a, b, whole: addSchoolMinutes(calendar, half, b) }).toEqual({ from, a, b, whole });
    }
  });

  it('never lie outside school time, unless at the end of a block', () => {
    for (const { start, a, offset } of inputs) {
      const from = new Date(start + offset);
      const until = addSchoolMinutes(calendar, from, a);
      const justBefore = new Date(until.getTime() - 1);
      const right = isSchoolTime(calendar, until) || isSchoolTime(calendar, justBefore);
      expect({ from, a, until, right }).toEqual({ from, a, until, right: true });
    }
  });

  it('hold as many quarters as a wall clock shows in school time', () => {
    const isOpen = createWallClock(calendar);
    for (const { start, a } of inputs) {
      const quarters = 1 + (a % 100);
      const until = addSchoolMinutes(calendar, new Date(start), quarters * 15).getTime();
      let open = 0;
      for (let at = start; at < until; at += QUARTER) open += isOpen(at) ? 1 : 0;
      const last = isOpen(until - QUARTER);
      expect({ start, quarters, open, last }).toEqual({ start, quarters, open: quarters, last: true });
    }
  });
});

/** Whole numbers from 0 to just below a limit, the same ones for the same seed. */
function createRandom(seed: string): (limit: number) => number {
  let count = 0;
  return (limit) => createHash('sha256').update(`${seed} ${count++}`).digest().readUInt32BE() % limit;
}

/** Looks at the clock and calendar on the wall, without any counting: another way to know when a school is open. */
function createWallClock({ zone, hours, closed }: Calendar): (at: number) => boolean {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (at) => {
    const [date = '', time = ''] = format.format(at).split(' ');
    const weekday = ((new Date(date).getUTCDay() + 6) % 7) + 1;
    const blocks = Object.entries(hours).find(([day]) => day === String(weekday))?.[1] ?? [];
    const off = closed.some(({ from, until }) => from <= date && date <= until);
    return !off && blocks.some(([opens, closes]) => opens <= time && time < closes);
  };
}

/** A quarter of an hour in two years; half of them within half a day of a change of the clock. */
function drawStart(random: (limit: number) => number): number {
  const change = CLOCK_CHANGES[random(2 * CLOCK_CHANGES.length)];
  return change === undefined
    ? FIRST + random(QUARTERS) * QUARTER
    : Date.parse(change) + (random(96) - 48) * QUARTER;
}
