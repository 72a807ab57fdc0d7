import type { Lane } from '../delivery/store.ts';
import type { Db } from './database.ts';

/** Messages that could not be made, for the administrator; without a word of what they are about. */

export interface SetAside {
  readonly id: string;
  readonly lane: Lane;
  readonly about: string;
  /** The id of the case or group. */
  readonly subject: string;
  readonly notice: string;
  readonly code: string | null;
  readonly tries: number;
  readonly since: Date;
}

export async function listSetAside(db: Db): Promise<SetAside[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'lane', 'about', 'subject', 'notice', 'code', 'tries', 'created_at as since'])
    .where('state', '=', 'set-aside')
    .orderBy('lane', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, id: String(row.id) }));
}

export async function countSetAside(db: Db): Promise<Readonly<Record<Lane, number>>> {
  const rows = await db
    .selectFrom('outbox')
    .select(({ fn }) => ['lane', fn.countAll().as('count')])
    .where('state', '=', 'set-aside')
    .groupBy('lane')
    .execute();
  const counts = new Map(rows.map(({ lane, count }) => [lane, Number(count)]));
  return { urgent: counts.get('urgent') ?? 0, normal: counts.get('normal') ?? 0 };
}

/** Lets what was set aside be tried once more, at the next sweep; gives how many. */
export async function retrySetAside(db: Db, at: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ state: 'pending', next_at: at, first_tried_at: null })
    .where('state', '=', 'set-aside')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
