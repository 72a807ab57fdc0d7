import { randomUUID } from 'node:crypto';
import type { Case, CaseEvent, CaseState, Draft, Report } from '../../src/flows/escalation/model.ts';
import type { Change, Message } from '../../src/flows/escalation/ports.ts';
import type { Step } from '../../src/routing/chain.ts';
import type { Calendar } from '../../src/routing/school-time.ts';
import { CHAINS, named, TENANT } from './routing/people.ts';

/** Builders of cases as the flow makes them, of the people in `test/routing/people.ts`; each takes overrides. */

/** Wednesday 18 November 2026, 10:00 in Amsterdam: school time. */
export const NOW = new Date('2026-11-18T10:00:00+01:00');

/** A moment of that day. */
export const at = (time: string): Date => new Date(`2026-11-18T${time}:00+01:00`);

const DAY = [
  ['08:00', '12:00'],
  ['12:30', '17:00'],
] as const;

export const CALENDAR: Calendar = {
  zone: 'Europe/Amsterdam',
  hours: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY },
  closed: [],
};

/** Line manager, deputy, team leader, school leader. */
export const CHAIN: readonly Step[] = ['manager', 'deputy', 'leader', 'head'].flatMap((id, index) => {
  const rule = CHAINS.staff[index];
  return rule ? [{ ...rule, person: named(id) }] : [];
});

export const buildReport = (overrides: Partial<Report> = {}): Report => ({
  text: 'Een ouder scheldt mij uit in de groepsapp.',
  platform: 'whatsapp',
  group: 'Klas 3B',
  involved: false,
  reach: 'Bel mij in de pauze',
  links: ['https://example.org/bericht/1'],
  ...overrides,
});

/** A case of a teacher that waits for the line manager. */
export const buildCase = (overrides: Partial<Case> = {}): Case => ({
  id: randomUUID(),
  tenant: TENANT,
  school: 'school',
  policy: 'svok',
  reporter: { ...named('teacher'), role: 'staff', language: 'nl' },
  kind: 'conflict-parent',
  severity: '2',
  report: buildReport(),
  state: 'notified',
  version: 1,
  chain: CHAIN,
  step: 0,
  asked: [named('manager')],
  holder: undefined,
  offer: undefined,
  next: { awaited: 'acknowledgement', at: at('10:30') },
  reminded: false,
  exhausted: false,
  guard: undefined,
  question: undefined,
  closing: undefined,
  rating: undefined,
  createdAt: NOW,
  closedAt: undefined,
  ...overrides,
});

const HELD = {
  holder: { ...named('manager'), since: NOW },
  next: { awaited: 'progress', at: at('14:30') },
} as const satisfies Partial<Case>;

const OVER = { next: undefined, closedAt: NOW } as const satisfies Partial<Case>;

const STATES: Readonly<Record<CaseState, Partial<Case>>> = {
  reported: { version: 0, asked: [], next: undefined },
  notified: {},
  acknowledged: HELD,
  'in-progress': HELD,
  'follow-up': { ...HELD, next: { awaited: 'follow-up', at: new Date('2026-11-26T08:00:00+01:00') } },
  closed: { ...HELD, ...OVER, closing: { outcome: 'agreed', agreement: 'Een gesprek', article: 'III.B.10' } },
  withdrawn: { ...HELD, ...OVER },
  reopened: {},
};

/** A case in a state, with what goes with it: the line manager holds it from their acknowledgement on. */
export const buildCaseIn = (state: CaseState, overrides: Partial<Case> = {}): Case =>
  buildCase({ ...STATES[state], state, ...overrides });

export const buildEvent = (overrides: Partial<CaseEvent> = {}): CaseEvent => ({
  at: NOW,
  kind: 'reported',
  version: 1,
  actor: named('teacher'),
  ...overrides,
});

/** The change that makes a case what it is, with an event and a message to whoever was asked last. */
export function buildChange(one: Case, overrides: Partial<Omit<Change, 'case'>> = {}): Change {
  const messages: Message[] = one.asked.slice(-1).map(({ id }) => ({ to: id, notice: 'assigned' }));
  return { case: one, events: [buildEvent({ version: one.version })], messages, ...overrides };
}

export const buildDraft = (overrides: Partial<Draft> = {}): Draft => ({
  id: randomUUID(),
  text: 'Een ouder scheldt mij uit in de groepsapp.',
  platform: 'whatsapp',
  group: 'Klas 3B',
  kind: 'conflict-parent',
  severity: '2',
  involved: false,
  reach: 'Bel mij in de pauze',
  links: 'https://example.org/bericht/1',
  ...overrides,
});
