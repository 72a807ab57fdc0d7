import type { PersonRef } from '../routing/person.ts';
import type { Address, Addresses, Content, DeliveryOutcome, DeliveryState, Sender } from './model.ts';
import type { OutboxItem, Settlement } from './store.ts';
import { isGivenUp, isSetAside, waitAfter } from './terms.ts';

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

export interface AttemptParts {
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
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** What becomes of an item, and what can wait until that is kept: the shorter the time before, the less is sent twice. */
export interface Attempted {
  readonly settlement: Settlement;
  readonly afterwards?: () => Promise<void>;
}

/** Makes attempts to send an item. @param stopped ends those that are under way. */
export function createAttempts(parts: AttemptParts, stopped: AbortSignal) {
  const { addresses, sender, compose, reportFailure, now } = parts;

  return async (item: OutboxItem): Promise<Attempted> => {
    try {
      return await attempt(item);
    } catch (error) {
      reportFailure(error);
      return { settlement: await afterFault(item) };
    }
  };

  async function attempt(item: OutboxItem): Promise<Attempted> {
    const composed = await compose(item);
    if (!composed) return { settlement: { state: 'superseded' } };
    const { content, former } = composed;
    const address = await addresses.find(item.person);
    if (!content) return { settlement: await change(item, address, former) };
    const outcome = await sender.send(item.person, address, content, stopped);
    const settlement = await settlementOf(item, outcome);
    const isWorthTelling =
      settlement.state !== 'interrupted' && (settlement.state !== 'pending' || item.tries === 1);
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
    return sender.update(address, conversation, activity, content, stopped);
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

  async function later(item: OutboxItem, code: string, asked?: number): Promise<Settlement> {
    if (stopped.aborted) return { state: 'interrupted' };
    if (isGivenUp(item, now())) return fail(item, code);
    const nextAt = new Date(now().getTime() + waitAfter(item, parts.random(), asked));
    return { state: 'pending', nextAt, code };
  }

  async function fail(item: OutboxItem, code: string): Promise<Settlement> {
    await parts.unreachable(item, 'failed');
    return { state: 'failed', code };
  }

  /** A fault of our own: the message could not be made, or what came of it could not be passed on. */
  async function afterFault(item: OutboxItem): Promise<Settlement> {
    if (!isSetAside(item)) return later(item, 'fault');
    // so that the next one is asked; where not even that can be done, the clock of the case sees to it
    await parts.unreachable(item, 'failed').catch(reportFailure);
    return { state: 'set-aside', code: 'fault' };
  }
}
