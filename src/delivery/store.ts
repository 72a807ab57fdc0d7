import type { PersonRef } from '../routing/person.ts';

/** What a message can be about; each is the matter of one flow. */
export type About = 'case' | 'group';

/** What is about a report of the third level is `urgent`: it never waits for anything else. */
export type Lane = 'urgent' | 'normal';

export const LANES: readonly Lane[] = ['urgent', 'normal'];

/** Something to be told to somebody. Holds no words: they are made when it is sent. */
export interface OutboxItem {
  readonly id: string;
  readonly person: PersonRef;
  readonly lane: Lane;
  readonly about: About;
  /** The id of the case or group that it is about. */
  readonly subject: string;
  readonly notice: string;
  /** Attempts so far, this one included. */
  readonly tries: number;
  /** When it was attempted for the first time, or for the first time since the person was seen again. */
  readonly firstTriedAt: Date;
}

/** What becomes of an item after an attempt. */
export type Settlement =
  | { readonly state: 'delivered'; readonly conversation: string; readonly activity: string }
  /** No longer true, or already seen; nothing was sent. */
  | { readonly state: 'superseded' }
  | { readonly state: 'pending'; readonly nextAt: Date; readonly code: string }
  /** The process stopped during the attempt; the next one makes it again at once. */
  | { readonly state: 'interrupted' }
  /** The person cannot be reached; it is sent when they are next seen. */
  | { readonly state: 'waiting'; readonly code: 'blocked' | 'not-installed' }
  /** It could not be made, time after time: it holds up nobody, and is shown to the administrator. */
  | { readonly state: 'set-aside'; readonly code: string }
  | { readonly state: 'failed'; readonly code: string };

/** People with something to send now: those whose chat answers, or those whose chat hung at the last attempt. */
export interface Line {
  readonly lane: Lane;
  readonly hangs: boolean;
}

/**
 * The table of what is to be told. In a lane one item of a person can be claimed at a time: what was attempted before,
 * oldest first, and then the reporters in turn, each with their oldest.
 */
export interface OutboxStore {
  /** Takes the next item of a person, for some seconds; nothing when it is not yet time or somebody else has it. */
  claim(person: PersonRef, lane: Lane, at: Date): Promise<OutboxItem | undefined>;
  settle(item: OutboxItem, settlement: Settlement): Promise<void>;
  /** People who have an item that can be claimed, those whose turn it is first. */
  listReady(line: Line, at: Date, limit: number): Promise<readonly PersonRef[]>;
  /** Makes what waited for a person sendable again, and has it sent soon. */
  wake(person: PersonRef, at: Date): Promise<void>;
}
