import type { Named } from '../routing/person.ts';

/** Something that happened to a case or a group; never changed, and gone only with the words of what it is about. */
export interface HistoryEvent<Kind extends string> {
  readonly at: Date;
  readonly kind: Kind;
  /** Version of the case or group after it. */
  readonly version: number;
  /** Who did it; absent: the clock, or Teams. */
  readonly actor: Named | undefined;
  /** Whom it is about: who was told, skipped, asked to take over. */
  readonly subject?: Named | undefined;
  /** Why, from a closed list: a reason to skip, an outcome of a delivery, a rating, a kind of requirement. */
  readonly reason?: string | undefined;
  /** Words that somebody typed. */
  readonly text?: string | undefined;
}
