import type { Drafts } from '../flows/escalation/ports.ts';
import type { Db } from './database.ts';

/** Keeps the report that somebody is writing, in the table `draft`. */
export function createDrafts(db: Db, now: () => Date): Drafts {
  return {
    find: async ({ tenant, id }) => {
      const row = await db
        .selectFrom('draft')
        .select('content')
        .where('tenant', '=', tenant)
        .where('person', '=', id)
        .executeTakeFirst();
      return row?.content;
    },
    save: async ({ tenant, id }, draft) => {
      const values = { content: JSON.stringify(draft), at: now() };
      await db
        .insertInto('draft')
        .values({ tenant, person: id, ...values })
        .onConflict((conflict) => conflict.columns(['tenant', 'person']).doUpdateSet(values))
        .execute();
    },
    drop: async ({ tenant, id }) => {
      await db.deleteFrom('draft').where('tenant', '=', tenant).where('person', '=', id).execute();
    },
  };
}
