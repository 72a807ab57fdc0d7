import type { Periods } from '../routing/absences.ts';
import type { Db } from './database.ts';

/** Keeps when people are away in `absence`, one row a person. */
export const createPeriods = (db: Db): Periods => ({
  find: async ({ tenant, id }) => {
    const row = await db
      .selectFrom('absence')
      .select(['first_day', 'last_day', 'deputy'])
      .where('tenant', '=', tenant)
      .where('person', '=', id)
      .executeTakeFirst();
    return row && { from: row.first_day, until: row.last_day, deputy: row.deputy };
  },
  save: async ({ tenant, id }, { from, until, deputy }) => {
    const row = { first_day: from, last_day: until, deputy };
    await db
      .insertInto('absence')
      .values({ tenant, person: id, ...row })
      .onConflict((conflict) => conflict.columns(['tenant', 'person']).doUpdateSet(row))
      .execute();
  },
  drop: async ({ tenant, id }) => {
    await db.deleteFrom('absence').where('tenant', '=', tenant).where('person', '=', id).execute();
  },
});
