import type { Say } from '../../../src/cards/parts.ts';
import { type Clock, sayCount, sayDay, sayLeft, sayMoment, sayWritten } from '../../../src/cards/times.ts';
import { createTexts } from '../../../src/locale/locale.ts';
import type { Language } from '../../../src/policy/model.ts';

const texts = createTexts();
const sayIn =
  (language: Language): Say =>
  (key, params) =>
    texts(language, key, params);

const clockOf = (language: Language, now: string): Clock => ({
  language,
  zone: 'Europe/Amsterdam',
  now: new Date(now),
});

const said = (language: Language, now: string, at: string) =>
  sayMoment(sayIn(language), clockOf(language, now), new Date(at));

describe('sayMoment', () => {
  test.each([
    ['2026-11-20T10:45:00+01:00', 'vandaag om 10.45'],
    ['2026-11-21T00:05:00+01:00', 'morgen om 0.05'],
    ['2026-11-19T23:59:00+01:00', 'gisteren om 23.59'],
    ['2026-11-23T08:30:00+01:00', 'maandag 23 november om 8.30'],
    ['2026-11-18T14:00:00+01:00', 'woensdag 18 november om 14.00'],
    ['2027-01-04T08:30:00+01:00', 'maandag 4 januari 2027 om 8.30'],
  ])('calls %s on a Friday "%s"', (at, expected) => {
    expect(said('nl', '2026-11-20T11:00:00+01:00', at)).toBe(expected);
  });

  test('speaks English', () => {
    expect(said('en', '2026-11-20T11:00:00+01:00', '2026-11-20T10:45:00+01:00')).toBe('today at 10:45');
    expect(said('en', '2026-11-20T11:00:00+01:00', '2026-11-23T08:30:00+01:00')).toBe(
      'Monday 23 November at 8:30',
    );
  });

  test('counts days of the school, not of the server or of 24 hours', () => {
    // already Saturday in Amsterdam, still Friday in UTC
    expect(said('nl', '2026-11-20T23:30:00Z', '2026-11-21T07:30:00Z')).toBe('vandaag om 8.30');
    // the clock goes back: this Sunday has 25 hours
    expect(said('nl', '2026-10-25T00:30:00+02:00', '2026-10-26T00:30:00+01:00')).toBe('morgen om 0.30');
    // the clock goes forward: this Sunday has 23 hours
    expect(said('nl', '2027-03-28T00:30:00+01:00', '2027-03-29T00:30:00+02:00')).toBe('morgen om 0.30');
  });

  test('shows the time of the zone on both sides of a change of the clock', () => {
    expect(said('nl', '2026-10-25T12:00:00Z', '2026-10-25T00:30:00Z')).toBe('vandaag om 2.30');
    expect(said('nl', '2026-10-25T12:00:00Z', '2026-10-25T03:30:00Z')).toBe('vandaag om 4.30');
  });
});

describe('sayDay', () => {
  test('names a calendar day, with the year when it is another one', () => {
    const clock = clockOf('nl', '2026-11-20T10:00:00Z');
    expect(sayDay(clock, '2026-11-23')).toBe('maandag 23 november');
    expect(sayDay(clock, '2027-02-01')).toBe('maandag 1 februari 2027');
  });

  test.each(['2026-02-30', 'morgen', ''])('leaves "%s", which is no day', (text) => {
    expect(sayDay(clockOf('nl', '2026-11-20T10:00:00Z'), text)).toBe(text);
  });
});

describe('sayWritten', () => {
  test.each([
    ['2026-11-20T08:12:00Z', 'vandaag om 9.12'],
    ['', ''],
    ['gisteren', ''],
  ])('reads "%s" as "%s"', (iso, expected) => {
    expect(sayWritten(sayIn('nl'), clockOf('nl', '2026-11-20T10:00:00Z'), iso)).toBe(expected);
  });
});

describe('sayLeft', () => {
  test.each([
    ['2026-11-20T10:25:59Z', 'nog 25 minuten', '25 minutes left'],
    ['2026-11-20T10:00:20Z', 'nog 1 minuut', '1 minute left'],
    ['2026-11-20T10:00:00Z', 'nog 1 minuut', '1 minute left'],
    ['2026-11-20T09:50:00Z', '10 minuten te laat', '10 minutes late'],
    ['2026-11-20T11:00:00Z', 'nog 1 uur', '1 hour left'],
    ['2026-11-20T11:50:00Z', 'nog 1 uur en 50 minuten', '1 hour and 50 minutes left'],
    ['2026-11-21T09:40:00Z', 'nog 24 uur', '24 hours left'],
    ['2026-11-17T10:00:00Z', '3 dagen te laat', '3 days late'],
    ['2026-11-25T21:00:00Z', 'nog 5 dagen', '5 days left'],
  ])('tells how long it is until %s', (at, nl, en) => {
    const left = (language: 'nl' | 'en') =>
      sayLeft(sayIn(language), clockOf(language, '2026-11-20T10:00:00Z'), new Date(at));
    expect([left('nl'), left('en')]).toEqual([nl, en]);
  });
});

test('sayCount groups digits as each language does', () => {
  expect([sayCount('nl', 4321), sayCount('en', 4321)]).toEqual(['4.321', '4,321']);
});
