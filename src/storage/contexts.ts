import type { Asker, Context, Contexts } from '../flows/answering/ports.ts';
import type { Db } from './database.ts';
import { isWords } from './shapes.ts';

/** How long an answer can be followed up, in milliseconds (30 minutes). Older rows go when somebody asks again. */
const LIFETIME = 30 * 60 * 1000;

/** Keeps what was last answered, in the table `context`: a topic and facts, never words of a question. */
export function createContexts(db: Db, now: () => Date): Contexts {
  const oldest = () => new Date(now().getTime() - LIFETIME);
  return {
    find: (asker) => findContext(db, asker, oldest()),
    save: async (asker, context) => {
      await db.deleteFrom('context').where('at', '<', oldest()).execute();
      await saveContext(db, asker, context, now());
    },
    clear: async ({ tenant, id, conversation }) => {
      await db
        .deleteFrom('context')
        .where('tenant', '=', tenant)
        .where('person', '=', id)
        .where('conversation', '=', conversation)
        .execute();
    },
    forget: async ({ tenant, id }) => {
      await db.deleteFrom('context').where('tenant', '=', tenant).where('person', '=', id).execute();
    },
  };
}

async function findContext(db: Db, asker: Asker, oldest: Date): Promise<Context | undefined> {
  const row = await db
    .selectFrom('context')
    .select(['topic', 'slots'])
    .where('tenant', '=', asker.tenant)
    .where('person', '=', asker.id)
    .where('conversation', '=', asker.conversation)
    .where('at', '>=', oldest)
    .executeTakeFirst();
  return row && isWords(row.slots) ? row : undefined;
}

async function saveContext(db: Db, asker: Asker, { topic, slots }: Context, at: Date): Promise<void> {
  const values = { topic, slots: JSON.stringify(slots), at };
  await db
    .insertInto('context')
    .values({ tenant: asker.tenant, person: asker.id, conversation: asker.conversation, ...values })
    .onConflict((conflict) => conflict.columns(['tenant', 'person', 'conversation']).doUpdateSet(values))
    .execute();
}
