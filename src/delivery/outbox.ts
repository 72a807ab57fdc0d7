import type { PersonRef } from '../routing/person.ts';
import { type AttemptParts, createAttempts } from './attempt.ts';
import { LANES, type Lane, type Line, type OutboxStore, type Settlement } from './store.ts';
import { createWorkers, type Workers } from './workers.ts';

export interface OutboxParts extends AttemptParts {
  readonly store: OutboxStore;
  /** Waits between two messages to one person, in milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Waits for what takes too long, in milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

export interface Outbox {
  /** Begins to send what can be sent, in one lane or in all. */
  wake(lane?: Lane): void;
  /** Sends what a person has coming, in order, until there is no more or it must wait; gives how many were looked at. */
  deliver(person: PersonRef): Promise<number>;
  /** Sends what anybody has coming, and ends when there is no more or it must wait. */
  deliverAll(): Promise<void>;
  /** Begins no attempt any more, gives those under way some seconds, and hands back what they could not end. */
  stop(): Promise<void>;
}

/**
 * Between two messages to one person, in milliseconds: Teams takes 60 in 30 seconds for a conversation
 * (Teams documentation, "Rate limiting"). Range 500 to 2000.
 */
const SPACING = 500;

/**
 * To how many people is sent at a time. A chat that hung before is tried by others, which are few, so that those that hang
 * at every attempt hold up nobody. Teams takes 50 requests a second for a tenant; one takes some 200 ms.
 */
const PLACES: readonly (Line & { readonly places: number })[] = [
  { lane: 'urgent', hangs: false, places: 128 },
  { lane: 'urgent', hangs: true, places: 16 },
  { lane: 'normal', hangs: false, places: 32 },
  { lane: 'normal', hangs: true, places: 4 },
];

/**
 * How long a chat that did not hang before may keep the next person waiting, in milliseconds; mostly it takes a few hundred.
 * It goes on beside. Five hundred that begin to hang hold up an urgent message for 500 / 128 times as long.
 */
const PATIENCE = 1_000;

/** How long what is under way at a stop may take to end, in milliseconds. */
const GRACE = 3_000;

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, reportFailure, now, pause, wait } = parts;
  const stopping = new AbortController();
  const attempt = createAttempts(parts, stopping.signal);
  const workers = PLACES.map((line) => ({ lane: line.lane, ...createFor(line) }));
  const direct = new Set<Promise<number>>();
  let count = 0;
  let isClosed = false;

  return {
    wake(lane) {
      for (const one of workers) if (lane === undefined || one.lane === lane) one.wake();
    },
    async deliver(person) {
      const delivering = deliverNow(person);
      direct.add(delivering);
      return delivering.finally(() => direct.delete(delivering));
    },
    async deliverAll() {
      // somebody out of reach makes a message for somebody else, so it looks again until there was nothing to send
      for (let before = -1; before !== count; ) {
        before = count;
        await Promise.all(workers.map((one) => one.finish()));
      }
    },
    async stop() {
      isClosed = true;
      for (const one of workers) one.close();
      const ended = Promise.allSettled([...workers.map((one) => one.finish()), ...direct]);
      await Promise.race([ended, wait(GRACE)]);
      stopping.abort();
      await ended;
    },
  };

  function createFor({ places, ...line }: (typeof PLACES)[number]): Workers {
    return createWorkers({
      places,
      list: (limit) => store.listReady(line, now(), limit),
      serve: async (person) => (await deliverNext(person, line.lane)) !== undefined,
      // the few for chats that hang wait for them: they have nothing else to do
      patience: () => (line.hangs ? new Promise(() => undefined) : wait(PATIENCE)),
      reportFailure,
    });
  }

  async function deliverNow(person: PersonRef): Promise<number> {
    let looked = 0;
    for (const lane of LANES) {
      while (await deliverNext(person, lane)) looked += 1;
    }
    return looked;
  }

  /** Attempts to send the next item of a person and keeps what became of it; nothing when there is none. */
  async function deliverNext(person: PersonRef, lane: Lane): Promise<Settlement | undefined> {
    const item = isClosed ? undefined : await store.claim(person, lane, now());
    if (!item) return undefined;
    count += 1;
    const { settlement, afterwards } = await attempt(item);
    await store.settle(item, settlement);
    await afterwards?.().catch(reportFailure);
    if (!UNSENT.includes(settlement.state)) await pause(SPACING);
    return settlement;
  }
}

/** Nothing came of these in the chat, or it will take longer anyway. */
const UNSENT: readonly Settlement['state'][] = ['superseded', 'pending', 'interrupted', 'set-aside'];
