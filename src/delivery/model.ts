import type { PersonRef } from '../routing/person.ts';

/** How to reach somebody in their own chat; refreshed at each turn of theirs. */
export interface Address {
  /** Base address of the channel's connector service. */
  readonly serviceUrl: string;
  /** The channel's own id of the person, such as `29:…`. */
  readonly channelId: string;
  /** The channel's id of the bot, such as `28:…`. */
  readonly botId: string;
  /** Their personal conversation with the bot; absent when they were only met in a group, or when it is gone. */
  readonly conversation: string | undefined;
}

/** What became of an attempt to reach somebody (Teams documentation, "Send proactive messages", "Rate limiting"). */
export type DeliveryOutcome =
  | { readonly kind: 'delivered'; readonly conversation: string; readonly activity: string }
  /** Too busy; try again not before `retryAfter`, in seconds, where the service says so. */
  | { readonly kind: 'throttled'; readonly retryAfter: number | undefined }
  /** The person blocked or removed the app, or an administrator switched it off. */
  | { readonly kind: 'blocked' }
  /** The app is not installed for the person, or was never met. */
  | { readonly kind: 'not-installed' }
  /** `again`: it may work later (a fault of the network or the service); else the message itself was refused. */
  | { readonly kind: 'failed'; readonly again: boolean; readonly code: string };

export type DeliveryState = DeliveryOutcome['kind'];

/** A card or line of text as a channel sends it. */
export type Content =
  | { readonly kind: 'card'; readonly card: object; readonly summary: string }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Sends to people; the channel implements it. Never throws for what the service answers. Each call ends within ten
 * seconds, all that it asks of the service included, and earlier when `stopped` says so: then it failed, perhaps after the
 * service took the message.
 */
export interface Sender {
  /** Sends a new message. `undefined`: the person was never met. A conversation that is gone is made anew. */
  send(
    to: PersonRef,
    address: Address | undefined,
    content: Content,
    stopped?: AbortSignal,
  ): Promise<DeliveryOutcome>;
  /** Puts content in the place of a message that was sent before. */
  update(
    address: Address,
    conversation: string,
    activity: string,
    content: Content,
    stopped?: AbortSignal,
  ): Promise<DeliveryOutcome>;
}

/** Remembers how to reach people. */
export interface Addresses {
  find(person: PersonRef): Promise<Address | undefined>;
  /** Keeps what a turn showed; an absent conversation leaves the known one. */
  save(person: PersonRef, address: Address, name: string): Promise<void>;
  /** The name that the channel last gave. */
  findName(person: PersonRef): Promise<string | undefined>;
  /** Somebody removed the app: their conversation goes, and the rest too, unless an open case or a running group may need it. */
  forget(person: PersonRef): Promise<void>;
}
