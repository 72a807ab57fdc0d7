import { endOfStep, endOfWait } from '../../../../src/flows/escalation/clocks.ts';
import { at, CALENDAR, NOW } from '../../../support/cases.ts';

const FRIDAY = new Date('2026-11-20T16:50:00+01:00');
const monday = (time: string) => new Date(`2026-11-23T${time}:00+01:00`);

describe('A wait', () => {
  it.each([
    ['acknowledgement', '10:30'],
    ['progress', '14:30'],
    ['reminded', '12:00'],
    ['acceptance', '10:30'],
    ['rescue', '14:30'],
  ] as const)(
    'for %s ends in school time at the first and second level: lunch does not count',
    (kind, end) => {
      expect(endOfWait('1', CALENDAR, kind, NOW)).toEqual(at(end));
      expect(endOfWait('2', CALENDAR, kind, NOW)).toEqual(at(end));
    },
  );

  it.each([
    ['acknowledgement', '10:10'],
    ['progress', '11:00'],
    ['reminded', '10:30'],
    ['acceptance', '10:10'],
    ['rescue', '11:00'],
  ] as const)('for %s is short at the third level', (kind, end) => {
    expect(endOfWait('3', CALENDAR, kind, NOW)).toEqual(at(end));
  });

  it('goes on after the weekend, unless it is of the third level', () => {
    expect(endOfWait('2', CALENDAR, 'acknowledgement', FRIDAY)).toEqual(monday('08:20'));
    expect(endOfWait('3', CALENDAR, 'progress', FRIDAY)).toEqual(new Date('2026-11-20T17:50:00+01:00'));
  });
});

describe('A step of the chain', () => {
  it.each([
    ['1', 60, '11:00'],
    ['2', 60, '11:00'],
    ['2', 150, '13:00'],
    ['3', 60, '10:10'],
    ['3', 5, '10:10'],
  ] as const)('of level %s and %i minutes ends at its time', (severity, minutes, end) => {
    expect(endOfStep(severity, CALENDAR, { minutes }, NOW)).toEqual(at(end));
  });

  it('that begins outside school time counts from the next opening, unless it is of the third level', () => {
    const night = new Date('2026-11-21T23:00:00+01:00');
    expect(endOfStep('2', CALENDAR, { minutes: 30 }, night)).toEqual(monday('08:30'));
    expect(endOfStep('3', CALENDAR, { minutes: 30 }, night)).toEqual(new Date('2026-11-21T23:10:00+01:00'));
  });
});
