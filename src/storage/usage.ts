import { sql } from 'kysely';
import type { UseCounter } from '../flows/limits.ts';
import type { Db } from './database.ts';

const HOUR = 60 * 60 * 1000;

/** Counts in the table `usage` how often somebody does a thing in an hour of the clock; never what. */
export const createUsage = (db: Db, now: () => Date): UseCounter => ({
  async count({ tenant, id }, kind) {
    const at = new Date(Math.floor(now().getTime() / HOUR) * HOUR);
    const row = await db
      .insertInto('usage')
      .values({ tenant, person: id, kind, at, times: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant', 'person', 'kind', 'at'])
          .doUpdateSet({ times: sql<number>`usage.times + 1` }),
      )
      .returning('times')
      .executeTakeFirstOrThrow();
    return row.times;
  },
});
