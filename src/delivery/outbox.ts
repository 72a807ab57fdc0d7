import type { PersonRef } from '../routing/person.ts';
import type { Address, Addresses, Content, DeliveryOutcome, DeliveryState, Sender } from './model.ts';

/** What a message can be about; each is the matter of one flow. */
export type About = 'case' | 'group';

/** Something to be told to somebody. Holds no words: they are made when it is sent. */
export interface OutboxItem {
  readonly id: string;
  readonly person: PersonRef;
  readonly about: About;
  /** The id of the case or group that it is about. */
  readonly subject: string;
  readonly notice: string;
  /** Attempts so far, this one included. */
  readonly tries: number;
  readonly createdAt: Date;
}

/** What becomes of an item after an attempt. */
export type Settlement =
  | { readonly state: 'delivered'; readonly conversation: string; readonly activity: string }
  /** No longer true, or already seen; nothing was sent. */
  | { readonly state: 'superseded' }
  | { readonly state: 'pending'; readonly nextAt: Date; readonly code: string }
  /** The person cannot be reached; it is sent when they are next seen. */
  | { readonly state: 'waiting'; readonly code: 'blocked' | 'not-installed' }
  | { readonly state: 'failed'; readonly code: string };

/** The table of what is to be told. Of one person only the oldest item can be claimed, so that order is kept. */
export interface OutboxStore {
  /** Takes the next item of a person, for some seconds; nothing when it is not yet time or somebody else has it. */
  claim(person: PersonRef, at: Date): Promise<OutboxItem | undefined>;
  settle(item: OutboxItem, settlement: Settlement): Promise<void>;
  /** People who have an item that can be claimed. */
  listReady(at: Date): Promise<readonly PersonRef[]>;
  /** Makes what waited for a person sendable again, and has it sent soon. */
  wake(person: PersonRef, at: Date): Promise<void>;
}

/** A message that was sent before, and what it should show now. */
export interface Former {
  readonly conversation: string;
  readonly activity: string;
  readonly content: Content;
}

/** What is sent: a new message, a change of the one before it, or both. */
export interface Composed {
  readonly content: Content | undefined;
  readonly former: Former | undefined;
}

export interface OutboxParts {
  readonly store: OutboxStore;
  readonly addresses: Addresses;
  readonly sender: Sender;
  /** Makes the message of an item, as things are now; nothing when it is no longer true. */
  readonly compose: (item: OutboxItem) => Promise<Composed | undefined>;
  /** Told before an outcome is kept, so that it is told again when the process dies in between. */
  readonly unreachable: (item: OutboxItem, why: 'blocked' | 'not-installed' | 'failed') => Promise<void>;
  /** Logs what went wrong with an item; it is tried again. */
  readonly reportFailure: (error: unknown) => unknown;
  /** Told that a new message arrived, or that it did not at the first attempt or for good. */
  readonly attempted: (item: OutboxItem, outcome: DeliveryState) => Promise<void>;
  readonly now: () => Date;
  /** Waits between two messages to one person, in milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export interface Outbox {
  /** Sends what a person has coming, in order, until there is no more or it must wait; gives how many were looked at. */
  deliver(person: PersonRef): Promise<number>;
  /** Sends what anybody has coming. `between` is called after each person. */
  deliverAll(between?: () => Promise<void>): Promise<void>;
}

/**
 * Between two messages to one person, in milliseconds: Teams takes 60 in 30 seconds for a conversation
 * (Teams documentation, "Rate limiting"). Range 500 to 2000.
 */
const SPACING = 500;

/** The first wait after a failure and the longest, in seconds; in between it doubles. */
const BACKOFF = { first: 2, most: 300 };

/** What could not be sent for so long is given up, in milliseconds (24 hours). The clock of its subject has long moved on. */
const GIVE_UP = 24 * 60 * 60 * 1000;

/** What becomes of an item, and what can wait until that is kept: the shorter the time before, the less is sent twice. */
interface Attempted {
  readonly settlement: Settlement;
  readonly afterwards?: () => Promise<void>;
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, addresses, sender, compose, reportFailure, now, pause } = parts;

  return {
    deliver,
    async deliverAll(between = async () => undefined) {
      for (let sent = 1; sent > 0; ) {
        sent = 0;
        // somebody out of reach makes a message for somebody else, so it looks again until there was nothing to send
        for (const person of await store.listReady(now())) {
          sent += await deliverOrReport(person);
          await between();
        }
      }
    },
  };

  /** A fault with what is for one person must not hold up the others; that item has a lease, so the round ends. */
  async function deliverOrReport(person: PersonRef): Promise<number> {
    try {
      return await deliver(person);
    } catch (error) {
      reportFailure(error);
      return 0;
    }
  }

  async function deliver(person: PersonRef): Promise<number> {
    let count = 0;
    for (let item = await store.claim(person, now()); item; item = await store.claim(person, now())) {
      count += 1;
      const { settlement, afterwards } = await attempt(item).catch(
        async (error: unknown): Promise<Attempted> => {
          reportFailure(error);
          return { settlement: await later(item, 'fault') };
        },
      );
      await store.settle(item, settlement);
      await afterwards?.().catch(reportFailure);
      if (settlement.state === 'pending') return count;
      if (settlement.state !== 'superseded') await pause(SPACING);
    }
    return count;
  }

  async function attempt(item: OutboxItem): Promise<Attempted> {
    const composed = await compose(item);
    if (!composed) return { settlement: { state: 'superseded' } };
    const { content, former } = composed;
    const address = await addresses.find(item.person);
    if (!content) return { settlement: await change(item, address, former) };
    const outcome = await sender.send(item.person, address, content);
    const settlement = await settlementOf(item, outcome);
    const isWorthTelling = settlement.state !== 'pending' || item.tries === 1;
    return {
      settlement,
      afterwards: async () => {
        if (isWorthTelling) await parts.attempted(item, outcome.kind);
        if (outcome.kind === 'delivered' && address)
          await keepConversation(item.person, address, outcome.conversation);
        // at best: a card that stays behind brings itself up to date when it is pressed
        if (outcome.kind === 'delivered' && address && former) await replace(address, former);
      },
    };
  }

  /** The conversation was made anew: the next message goes there at once. */
  async function keepConversation(person: PersonRef, address: Address, conversation: string): Promise<void> {
    if (address.conversation !== conversation) await addresses.save(person, { ...address, conversation }, '');
  }

  async function change(
    item: OutboxItem,
    address: Address | undefined,
    former: Former | undefined,
  ): Promise<Settlement> {
    if (!address || !former) return { state: 'superseded' };
    const outcome = await replace(address, former);
    const { conversation, activity } = former;
    switch (outcome.kind) {
      case 'delivered':
        return { state: 'delivered', conversation, activity };
      case 'throttled':
        return later(item, 'throttled', outcome.retryAfter);
      case 'failed':
        return outcome.again ? later(item, outcome.code) : { state: 'superseded' };
      default:
        // somebody who cannot be reached needs no change of a card
        return { state: 'superseded' };
    }
  }

  function replace(address: Address, { conversation, activity, content }: Former) {
    return sender.update(address, conversation, activity, content);
  }

  async function settlementOf(item: OutboxItem, outcome: DeliveryOutcome): Promise<Settlement> {
    switch (outcome.kind) {
      case 'delivered':
        return { state: 'delivered', conversation: outcome.conversation, activity: outcome.activity };
      case 'throttled':
        return later(item, 'throttled', outcome.retryAfter);
      case 'blocked':
      case 'not-installed':
        await parts.unreachable(item, outcome.kind);
        return { state: 'waiting', code: outcome.kind };
      case 'failed':
        return outcome.again ? later(item, outcome.code) : fail(item, outcome.code);
      default:
        return outcome satisfies never;
    }
  }

  async function later(item: OutboxItem, code: string, atLeast = 0): Promise<Settlement> {
    if (now().getTime() - item.createdAt.getTime() > GIVE_UP) return fail(item, code);
    const wait = Math.min(BACKOFF.most, BACKOFF.first * 2 ** (item.tries - 1)) * (0.5 + parts.random() / 2);
    const seconds = Math.max(atLeast, wait);
    return { state: 'pending', nextAt: new Date(now().getTime() + seconds * 1000), code };
  }

  async function fail(item: OutboxItem, code: string): Promise<Settlement> {
    await parts.unreachable(item, 'failed');
    return { state: 'failed', code };
  }
}
