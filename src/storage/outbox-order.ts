import { type ExpressionBuilder, sql } from 'kysely';
import type { Lane } from '../delivery/store.ts';
import { longestWait } from '../delivery/terms.ts';
import type { Schema } from './schema.ts';

/** Which item of the outbox comes next, and when. */

/**
 * How long an attempt has an item for itself, by the clock of the database. Three times as long as sending may take; a
 * process that dies holds up its message so long.
 */
export const LEASE = sql`interval '30 seconds'`;

/** A message goes on until it arrived, also when others came in whose turn it is: so nothing passes it in its chat. */
export const wasTried = sql<boolean>`tries > 0`;

/**
 * By the clock of the database, which may be put back: a lease that is much longer than any is none. Much, because `now()`
 * of whoever waited for the row is the earlier one.
 */
export const isFree = sql<boolean>`
  (leased_until is null or leased_until < now() or leased_until > now() + 2 * ${LEASE})`;

/** A clock that is put back delays nothing by more than the longest wait, and nothing that is new. */
export const isDue = (lane: Lane, at: Date) => sql<boolean>`
  (tries = 0 or next_at <= ${at} or next_at > ${new Date(at.getTime() + 2 * longestWait(lane))})`;

/** What must be sent in a lane, in order. What could not be made lets others pass until it is tried again. */
export const isInLane =
  (lane: Lane, at: Date) =>
  ({ and, eb }: ExpressionBuilder<Schema, 'outbox'>) =>
    and([
      eb('lane', '=', lane),
      eb('done_at', 'is', null),
      eb('state', 'not in', ['waiting', 'set-aside']),
      sql<boolean>`(state <> 'pending' or code is distinct from 'fault' or ${isDue(lane, at)})`,
    ]);
