import { MINUTE } from './fast-clock.ts';
import type { Kept, Ledger } from './ledger.ts';
import * as run from './stories.ts';
import { tally } from './tally.ts';

const { buildEvent, buildKept, buildLedger, buildMessage, buildReceipt, CASE, crowd, DUE } = run;
const { EVENTS, FIRST, MESSAGES, past, RECEIPTS, SECOND } = run;

/** How many faults of each kind are found. */
function count(ledger: Partial<Ledger>, kept: Partial<Kept> = {}) {
  const { lost, misdirected, duplicated, late, excused } = tally(buildLedger(ledger), buildKept(kept), crowd);
  return {
    ...(lost.length > 0 && { lost: lost.length }),
    ...(misdirected.length > 0 && { misdirected: misdirected.length }),
    ...(duplicated.length > 0 && { duplicated: duplicated.length }),
    ...(late.length > 0 && { late: late.length }),
    ...(excused > 0 && { excused }),
  };
}

const stranger = crowd.reporters[7] ?? '';

describe('The tally', () => {
  test('finds nothing where everything went well', () => {
    expect(count({})).toEqual({});
  });

  describe('counts as lost', () => {
    test('a case that was taken and is not kept', () => {
      const others = { cases: [], events: [], messages: [] };
      expect(count({ receipts: [] }, others)).toEqual({ lost: 1 });
    });

    test('a step that never happened', () => {
      const early = EVENTS.slice(0, 2);
      const messages = MESSAGES.slice(0, 1);
      expect(count({ receipts: RECEIPTS.slice(0, 1) }, { events: early, messages })).toEqual({ lost: 1 });
    });

    test('a message that still waits to be sent', () => {
      const last = buildMessage(past(60), { notice: 'closed', doneAt: undefined, state: 'sending' });
      expect(count({}, { messages: [...MESSAGES, last] })).toEqual({ lost: 1 });
    });

    test('a message that is kept as sent and never came', () => {
      expect(count({ receipts: RECEIPTS.filter(({ person }) => person !== CASE.reporter) })).toEqual({
        lost: 1,
      });
    });

    test('a step of which nobody was to be told', () => {
      const messages = MESSAGES.filter(({ person }) => person !== CASE.reporter);
      expect(
        count({ receipts: RECEIPTS.filter(({ person }) => person !== CASE.reporter) }, { messages }),
      ).toEqual({
        lost: 1,
      });
    });

    test('a case whose leader got no message', () => {
      const messages = MESSAGES.map((one) =>
        one.person === SECOND.person ? { ...one, state: 'superseded' } : one,
      );
      const receipts = RECEIPTS.filter(({ person }) => person !== SECOND.person);
      expect(count({ receipts }, { messages })).toEqual({ lost: 1 });
    });
  });

  describe('counts as misdirected', () => {
    test('a card in the chat of somebody without a part', () => {
      const receipt = buildReceipt(past(50), { person: stranger, method: 'PUT' });
      expect(count({ receipts: [...RECEIPTS, receipt] })).toEqual({ misdirected: 1 });
    });

    test('a card that came before its reader was asked', () => {
      const receipt = buildReceipt(past(5), { person: SECOND.person, method: 'PUT' });
      expect(count({ receipts: [...RECEIPTS, receipt] })).toEqual({ misdirected: 1 });
    });

    test('a card of the reporter with somebody else', () => {
      const receipt = buildReceipt(past(50), { method: 'PUT', acts: ['withdraw'] });
      expect(count({ receipts: [...RECEIPTS, receipt] })).toEqual({ misdirected: 1 });
    });

    test('the words of a report in a message', () => {
      const receipt = buildReceipt(past(50), { method: 'PUT', body: `"${CASE.mark}"` });
      expect(count({ receipts: [...RECEIPTS, receipt] })).toEqual({ misdirected: 1 });
    });

    test('a step to somebody who is not in the chain', () => {
      const events = EVENTS.map((one) =>
        one.subject === SECOND.person ? { ...one, subject: stranger } : one,
      );
      expect(count({}, { events }).misdirected).toBeGreaterThan(0);
    });

    test('an acknowledgement by somebody who is not in the chain', () => {
      const events = EVENTS.map((one) => (one.kind === 'acknowledged' ? { ...one, actor: stranger } : one));
      expect(count({}, { events }).misdirected).toBeGreaterThan(0);
    });

    test('a card of a case that nobody reported', () => {
      const receipt = buildReceipt(past(50), { caseId: 'another' });
      expect(count({ receipts: [...RECEIPTS, receipt] })).toEqual({ misdirected: 1 });
    });
  });

  describe('counts as duplicated', () => {
    const again = buildReceipt(past(0.2));
    const repeated = [buildMessage(past(0), { repeated: true }), ...MESSAGES.slice(1)];

    test('somebody who is asked twice', () => {
      const event = buildEvent({ at: past(80), version: 4, kind: 'passed-on' });
      const twice = buildEvent({ at: past(80), version: 4, subject: FIRST.person });
      const message = buildMessage(past(80), { version: 4 });
      const receipts = [...RECEIPTS, buildReceipt(past(80))];
      const kept = { events: [...EVENTS, event, twice], messages: [...MESSAGES, message] };
      expect(count({ receipts }, kept).duplicated).toBe(1);
    });

    test('a case that is taken up by two people', () => {
      const event = buildEvent({ at: past(45), version: 4, kind: 'acknowledged', actor: FIRST.person });
      const message = buildMessage(past(45), { version: 4, person: CASE.reporter, notice: 'acknowledged' });
      const receipts = [...RECEIPTS, buildReceipt(past(45), { person: CASE.reporter, acts: [] })];
      expect(count({ receipts }, { events: [...EVENTS, event], messages: [...MESSAGES, message] })).toEqual({
        duplicated: 1,
      });
    });

    test('a version that two changes made', () => {
      const event = buildEvent({
        at: DUE + 2 * MINUTE,
        version: 2,
        kind: 'passed-on',
        subject: FIRST.person,
      });
      expect(count({}, { events: [...EVENTS, event] }).duplicated).toBe(1);
    });

    test('a message that came twice', () => {
      expect(count({ receipts: [...RECEIPTS, again] })).toEqual({ duplicated: 1 });
    });

    test('a message that came twice though no process was killed in between', () => {
      const receipts = [...RECEIPTS, again];
      expect(count({ receipts, kills: [past(20)] }, { messages: repeated })).toEqual({ duplicated: 1 });
    });

    test('a message that came twice about a kill, when the outbox knows of no second attempt', () => {
      expect(count({ receipts: [...RECEIPTS, again], kills: [past(0.6)] })).toEqual({ duplicated: 1 });
    });

    test('what came a third time about one kill, and not what came twice', () => {
      const kills = [past(0.6)];
      expect(count({ receipts: [...RECEIPTS, again], kills }, { messages: repeated })).toEqual({
        excused: 1,
      });
      const receipts = [...RECEIPTS, again, buildReceipt(past(0.1))];
      expect(count({ receipts, kills }, { messages: repeated })).toEqual({ duplicated: 1, excused: 1 });
    });

    test('what came twice long before a kill', () => {
      const kills = [past(0.99)];
      const message = { messages: repeated };
      expect(count({ receipts: [...RECEIPTS, again], kills, flight: MINUTE / 8 }, message)).toEqual({
        duplicated: 1,
      });
    });

    test('what came twice to more people than a process can send to at a time', () => {
      const readers = ['p', 'q', 'r'];
      const messages = readers.map((person) =>
        buildMessage(past(0), { person, notice: 'x', repeated: true }),
      );
      const receipts = readers.flatMap((person) => [
        buildReceipt(past(0), { person, caseId: CASE.id }),
        buildReceipt(past(0.2), { person, caseId: CASE.id }),
      ]);
      const ledger = { receipts: [...RECEIPTS, ...receipts], kills: [past(0.6)], senders: 2 };
      const { duplicated, excused } = count(ledger, { messages: [...MESSAGES, ...messages] });
      expect({ duplicated, excused }).toEqual({ duplicated: 1, excused: 2 });
    });
  });

  describe('counts as late', () => {
    test('a step that a sweep passed over', () => {
      const sweep = { from: DUE + MINUTE / 2, until: DUE + MINUTE - 1 };
      expect(count({ sweeps: [...buildLedger().sweeps, sweep] })).toEqual({ late: 1 });
    });

    test('a step for which a process had all the time', () => {
      expect(count({ allowed: MINUTE / 2 })).toEqual({ late: 1 });
    });

    test('no step for which no process lived long enough', () => {
      const lives = [0, 0.4, 0.8].map((from) => ({
        readyAt: DUE + from * MINUTE,
        endedAt: DUE + (from + 0.3) * MINUTE,
      }));
      expect(count({ lives, allowed: MINUTE / 2 })).toEqual({});
    });

    test('a step before its time', () => {
      const events = EVENTS.map((one) => (one.version === 2 ? { ...one, at: DUE - 1 } : one));
      const receipts = RECEIPTS;
      expect(count({ receipts }, { events })).toEqual({ late: 1 });
    });
  });
});
