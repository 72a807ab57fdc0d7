import { createCrowd } from './crowd.ts';
import { chainOf, endOfMinutes } from './expected.ts';
import { MINUTE } from './fast-clock.ts';
import type { Accepted, Kept, Ledger, Receipt, StoredEvent, StoredMessage } from './ledger.ts';

/** A run of chaos in which everything went well, made by hand, for tests that spoil it. */

export const crowd = createCrowd();

/** Monday, 3 March 2025, 10:00. */
export const START = Date.UTC(2025, 2, 3, 10);

/** A moment of the run, in minutes after its start. */
export const past = (minutes: number): number => START + minutes * MINUTE;

const reporter = crowd.reporters[0] ?? '';

export const CASE: Accepted = {
  id: '00000000-0000-4000-8000-00000000000a',
  reporter,
  severity: '2',
  involved: false,
  mark: 'kenmerk-a',
};

const chain = chainOf(crowd, CASE);
/** Who is asked first and next. */
export const [FIRST = { person: '', minutes: 0 }, SECOND = { person: '', minutes: 0 }] = chain;

/** When the first step is over. */
export const DUE = endOfMinutes(past(0), FIRST.minutes, CASE);

export const buildEvent = (overrides: Partial<StoredEvent>): StoredEvent => ({
  caseId: CASE.id,
  at: past(0),
  kind: 'notified',
  version: 1,
  actor: undefined,
  subject: undefined,
  ...overrides,
});

/** A message that was sent within a minute. */
export const buildMessage = (at: number, overrides: Partial<StoredMessage>): StoredMessage => ({
  person: FIRST.person,
  caseId: CASE.id,
  version: 1,
  notice: 'assigned',
  state: 'delivered',
  repeated: false,
  doneAt: at + MINUTE,
  ...overrides,
});

export const buildReceipt = (at: number, overrides: Partial<Receipt> = {}): Receipt => ({
  at: at + MINUTE / 2,
  method: 'POST',
  person: FIRST.person,
  caseId: CASE.id,
  acts: ['acknowledge', 'open'],
  body: '{}',
  ...overrides,
});

/** A minute after the first step is over a sweep hands the case on. */
const HANDED = DUE + MINUTE;
const TAKEN = HANDED + 10 * MINUTE;

export const EVENTS: readonly StoredEvent[] = [
  buildEvent({ kind: 'reported', actor: reporter }),
  buildEvent({ subject: FIRST.person }),
  buildEvent({ at: HANDED, kind: 'passed-on', version: 2, subject: FIRST.person }),
  buildEvent({ at: HANDED, version: 2, subject: SECOND.person }),
  buildEvent({ at: TAKEN, kind: 'acknowledged', version: 3, actor: SECOND.person }),
  buildEvent({ at: TAKEN, kind: 'read', version: 3, actor: SECOND.person }),
];

export const MESSAGES: readonly StoredMessage[] = [
  buildMessage(past(0), {}),
  buildMessage(HANDED, { version: 2, person: SECOND.person }),
  buildMessage(HANDED, { version: 2, notice: 'passed-on' }),
  buildMessage(TAKEN, { version: 3, notice: 'acknowledged', person: reporter }),
  buildMessage(TAKEN, { version: 3, notice: 'refresh' }),
];

export const RECEIPTS: readonly Receipt[] = [
  buildReceipt(past(0)),
  buildReceipt(HANDED, { person: SECOND.person }),
  buildReceipt(HANDED),
  buildReceipt(TAKEN, { person: reporter, acts: ['open', 'add', 'withdraw'] }),
  buildReceipt(TAKEN, { method: 'PUT', acts: ['open'] }),
];

export const buildKept = (overrides: Partial<Kept> = {}): Kept => ({
  cases: [{ id: CASE.id, reporter, state: 'acknowledged' }],
  events: EVENTS,
  messages: MESSAGES,
  ...overrides,
});

/** One process worked until the case was handed on, the next one from then on; nobody came to harm. */
export const buildLedger = (overrides: Partial<Ledger> = {}): Ledger => ({
  cases: [CASE],
  receipts: RECEIPTS,
  kills: [],
  lives: [{ readyAt: past(-5), endedAt: past(90) }],
  sweeps: [
    { from: past(-5), until: past(-4) },
    { from: DUE, until: HANDED },
    { from: past(85), until: past(86) },
  ],
  allowed: 20 * MINUTE,
  lag: MINUTE / 4,
  flight: MINUTE,
  senders: 2,
  ...overrides,
});
