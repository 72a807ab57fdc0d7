import { sql } from 'kysely';
import { DateTime } from 'luxon';
import { isNeeded } from './addresses.ts';
import type { Db } from './database.ts';
import { allowPurge } from './events.ts';
import { clearClosed, dropUnregistered } from './group-purge.ts';
import { dropWaiting } from './messages.ts';

/** How long what is no case is kept, in days. A draft that nobody came back to, a message that went, what a keeper read. */
const DAYS = { draft: 14, context: 1, usage: 1, outbox: 30, feedback: 400, gap_decision: 400 } as const;

/** How long after they were last seen it is known how to reach somebody without a chat with the bot, in days. */
const ADDRESS_DAYS = 30;

/**
 * How long groups are kept, in days: one that nobody registered after its last change, and the words and names of a closed
 * one (a school year and the holidays after it).
 */
const GROUP_DAYS = { unregistered: 60, closed: 400 } as const;

/** How many cases of one policy and kind one purge takes; the next night takes the rest. */
const MANY = 500;

/** How long the words of a closed case are kept, in days. */
export type KeptDays = (policy: string, kind: string) => number;

/** Counts of what was taken away. */
export type Purged = Readonly<
  Record<'cases' | 'groups' | 'unregistered' | 'address' | 'absence' | keyof typeof DAYS, number>
>;

/**
 * Makes the purge. Of a case a record without words stays: its kind, its times, and who did what when. Of a group in the
 * register one stays without words and names. Everything else goes as a whole.
 */
export function createPurge(db: Db, keptDays: KeptDays, now: () => Date): () => Promise<Purged> {
  const daysAgo = (days: number) => DateTime.fromJSDate(now()).minus({ days }).toJSDate();

  return async () => ({
    cases: await purgeCases(),
    groups: await clearClosed(db, daysAgo(GROUP_DAYS.closed)),
    unregistered: await dropUnregistered(db, daysAgo(GROUP_DAYS.unregistered)),
    address: await purgeAddresses(),
    draft: await remove('draft', 'at', DAYS.draft),
    context: await remove('context', 'at', DAYS.context),
    usage: await remove('usage', 'at', DAYS.usage),
    outbox: await remove('outbox', 'done_at', DAYS.outbox),
    feedback: await remove('feedback', 'at', DAYS.feedback),
    gap_decision: await remove('gap_decision', 'at', DAYS.gap_decision),
    absence: await purgePeriods(),
  });

  async function remove(table: keyof typeof DAYS, column: 'at' | 'done_at', days: number): Promise<number> {
    const { numAffectedRows } =
      await sql`delete from ${sql.table(table)} where ${sql.ref(column)} < ${daysAgo(days)}`.execute(db);
    return Number(numAffectedRows ?? 0);
  }

  /** A day later than it ends anywhere. */
  async function purgePeriods(): Promise<number> {
    const { numDeletedRows } = await db
      .deleteFrom('absence')
      .where('last_day', '<', DateTime.fromJSDate(now(), { zone: 'utc' }).minus({ days: 1 }).toISODate())
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  /** Somebody without a chat removed the app, or was met in a group only. */
  async function purgeAddresses(): Promise<number> {
    const { numDeletedRows } = await db
      .deleteFrom('address')
      .where('conversation', 'is', null)
      .where('seen_at', '<', daysAgo(ADDRESS_DAYS))
      .where(sql<boolean>`not ${isNeeded}`)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  /** Each term is looked up by itself, so that cases with a long one never stand before those with a short one. */
  async function purgeCases(): Promise<number> {
    const terms = await db
      .selectFrom('escalation_case')
      .select(['policy', 'kind'])
      .distinct()
      .where('report', 'is not', null)
      .execute();
    let cleared = 0;
    for (const { policy, kind } of terms) {
      const over = await listClosed(policy, kind, daysAgo(keptDays(policy, kind)));
      for (const { id } of over) if (await clearCase(db, id, now())) cleared += 1;
    }
    return cleared;
  }

  function listClosed(policy: string, kind: string, before: Date) {
    return db
      .selectFrom('escalation_case')
      .select('id')
      .where('policy', '=', policy)
      .where('kind', '=', kind)
      .where('closed_at', '<', before)
      .where('report', 'is not', null)
      .orderBy('closed_at')
      .limit(MANY)
      .execute();
  }
}

/** Takes all words out of a closed case and its history, as a whole; false when it was opened again in the meantime. */
export const clearCase = (db: Db, id: string, at: Date): Promise<boolean> =>
  db.transaction().execute((trx) => clearWords(trx, id, at));

/** As `clearCase`, in a transaction that does more. The history says that it happened. */
export async function clearWords(trx: Db, id: string, at: Date): Promise<boolean> {
  const row = await trx
    .updateTable('escalation_case')
    .set({ report: null, question: null, closing: null, version: sql`version + 1` })
    .where('id', '=', id)
    .where('closed_at', 'is not', null)
    .returning('version')
    .executeTakeFirst();
  if (!row) return false;
  await allowPurge(trx);
  await trx
    .updateTable('case_event')
    .set({ text: null })
    .where('case_id', '=', id)
    .where('text', 'is not', null)
    .execute();
  await trx
    .insertInto('case_event')
    .values({ case_id: id, at, kind: 'purged', version: row.version })
    .execute();
  await dropWaiting(trx, id);
  return true;
}
