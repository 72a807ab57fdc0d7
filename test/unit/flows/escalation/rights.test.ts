import { CASE_STATES, type Case, type CaseState } from '../../../../src/flows/escalation/model.ts';
import type { Part } from '../../../../src/flows/escalation/reply.ts';
import { actsOf, partiesOf, partOf } from '../../../../src/flows/escalation/rights.ts';
import { buildCase, buildCaseIn, NOW } from '../../../support/cases.ts';
import { named } from '../../../support/routing/people.ts';

const holding = (id: string) => ({ ...named(id), since: NOW });

describe('A part', () => {
  it.each<[string, Partial<Case>, Part | undefined]>([
    ['whoever reported it', { reporter: { ...named('x'), role: 'staff', language: 'nl' } }, 'reporter'],
    ['whoever holds it', { holder: holding('x') }, 'holder'],
    ['whoever is asked to take over', { offer: named('x') }, 'offered'],
    ['whoever is asked now', { asked: [named('manager'), named('x')] }, 'asked'],
    ['whoever was asked before', { asked: [named('x'), named('manager')] }, 'asked'],
    ['whoever the alarm told', { guard: named('x') }, 'guard'],
    ['nobody else', {}, undefined],
  ])('is what somebody has in a case: %s', (_, overrides, part) => {
    expect(partOf(buildCase(overrides), 'x')).toBe(part);
  });

  it('is none of those in the chain who have not been asked', () => {
    expect(partOf(buildCase(), 'deputy')).toBeUndefined();
    expect(partOf(buildCase(), 'head')).toBeUndefined();
  });

  it('is none of somebody without an id', () => {
    expect(partOf(buildCase(), '')).toBeUndefined();
  });

  it('is that with the most to do, of several', () => {
    const all = {
      holder: holding('x'),
      offer: named('x'),
      asked: [named('x')],
      guard: named('x'),
    };
    const partWith = (overrides: Partial<Case>) => partOf(buildCase({ ...all, ...overrides }), 'x');
    const reporter = { ...named('x'), role: 'staff', language: 'nl' } as const;
    expect(partWith({ reporter })).toBe('reporter');
    expect(partWith({})).toBe('holder');
    expect(partWith({ holder: undefined })).toBe('offered');
    expect(partWith({ holder: undefined, offer: undefined })).toBe('asked');
    expect(partWith({ holder: undefined, offer: undefined, asked: [] })).toBe('guard');
  });

  it('belongs to everybody who may see the case, each once', () => {
    const one = buildCase({
      holder: holding('manager'),
      offer: named('second'),
      asked: [named('manager'), named('head')],
      guard: named('head'),
    });
    expect(partiesOf(one).sort()).toEqual(['head', 'manager', 'second', 'teacher']);
    expect(partiesOf(one).every((id) => partOf(one, id))).toBe(true);
  });
});

/** What each part can do in each state, in the order of importance. */
const TABLE: Readonly<Record<CaseState, Readonly<Record<Part, string>>>> = {
  reported: {
    reporter: 'open add correct withdraw',
    holder: 'open plan ask hand-over close',
    offered: 'accept decline open',
    asked: 'acknowledge open',
    guard: 'acknowledge open',
  },
  notified: {
    reporter: 'open add correct withdraw',
    holder: 'open plan ask hand-over close',
    offered: 'accept decline open',
    asked: 'acknowledge open',
    guard: 'acknowledge open',
  },
  acknowledged: {
    reporter: 'open add correct withdraw',
    holder: 'open plan ask hand-over close',
    offered: 'accept decline open',
    asked: 'open',
    guard: 'open',
  },
  'in-progress': {
    reporter: 'open add correct withdraw',
    holder: 'open plan ask hand-over close',
    offered: 'accept decline open',
    asked: 'open',
    guard: 'open',
  },
  'follow-up': {
    reporter: 'open add correct withdraw',
    holder: 'open plan ask hand-over close',
    offered: 'accept decline open',
    asked: 'open',
    guard: 'open',
  },
  reopened: {
    reporter: 'open add correct withdraw',
    holder: 'open plan ask hand-over close',
    offered: 'accept decline open',
    asked: 'acknowledge open',
    guard: 'acknowledge open',
  },
  closed: { reporter: 'open rate reopen', holder: 'open', offered: 'open', asked: 'open', guard: 'open' },
  withdrawn: { reporter: 'open', holder: 'open', offered: 'open', asked: 'open', guard: 'open' },
};

const PARTS: readonly Part[] = ['reporter', 'holder', 'offered', 'asked', 'guard'];
const OPEN_STATES = CASE_STATES.filter((state) => state !== 'closed' && state !== 'withdrawn');

describe('What can be done', () => {
  const table = PARTS.flatMap((part) => CASE_STATES.map((state) => [part, state] as const));
  it.each(table)('by the %s of a case that is %s is what the table says', (part, state) => {
    expect(actsOf(buildCaseIn(state), part)).toEqual(TABLE[state][part].split(' '));
  });

  it.each(OPEN_STATES)('by the reporter starts with the answer to a question, when it is %s', (state) => {
    const acts = actsOf(buildCaseIn(state, { question: 'Waar was dat?' }), 'reporter');
    expect(acts).toEqual(['answer', ...TABLE[state].reporter.split(' ')]);
  });

  it('by the reporter of a closed case is no second rating', () => {
    expect(actsOf(buildCaseIn('closed', { rating: 'helped' }), 'reporter')).toEqual(['open', 'reopen']);
  });

  it.each(PARTS)('by the %s of a case without words is to look', (part) => {
    expect(actsOf(buildCaseIn('closed', { report: undefined }), part)).toEqual(['open']);
  });

  it.each(['asked', 'guard'] as const)(
    'by somebody else who is %s is to look, once somebody has it',
    (part) => {
      expect(actsOf(buildCaseIn('acknowledged'), part)).toEqual(['open']);
    },
  );

  it('by the safety coordinator after the alarm is to take it up', () => {
    const one = buildCase({ exhausted: true, guard: named('safety'), step: 4 });
    expect(actsOf(one, 'guard')).toEqual(['acknowledge', 'open']);
  });
});
