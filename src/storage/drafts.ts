import type { Drafts } from '../flows/escalation/ports.ts';
import type { PersonRef } from '../routing/person.ts';
import type { Db } from './database.ts';
import { isDraft } from './shapes.ts';

/** How many drafts of one person are shown; older ones go when their term is over. */
const MANY = 50;

/** Keeps the reports that somebody is writing, in the table `draft`. */
export function createDrafts(db: Db, now: () => Date): Drafts {
  const ofPerson = ({ tenant, id }: PersonRef) =>
    db.selectFrom('draft').select('content').where('tenant', '=', tenant).where('person', '=', id);
  const removed = ({ tenant, id }: PersonRef) =>
    db.deleteFrom('draft').where('tenant', '=', tenant).where('person', '=', id);
  return {
    list: async (person) => {
      const rows = await ofPerson(person).orderBy('at', 'desc').orderBy('id').limit(MANY).execute();
      return rows.map(({ content }) => content).filter(isDraft);
    },
    find: async (person, id) => {
      const row = await ofPerson(person).where('id', '=', id).executeTakeFirst();
      return isDraft(row?.content) ? row.content : undefined;
    },
    isOfAnother: async ({ tenant, id: person }, id) => {
      const row = await db
        .selectFrom('draft')
        .select('id')
        .where('id', '=', id)
        .where(({ eb, or }) => or([eb('tenant', '!=', tenant), eb('person', '!=', person)]))
        .executeTakeFirst();
      return row !== undefined;
    },
    save: async ({ tenant, id: person }, draft) => {
      const values = { content: JSON.stringify(draft), at: now() };
      await db
        .insertInto('draft')
        .values({ tenant, person, id: draft.id, ...values })
        .onConflict((conflict) => conflict.columns(['tenant', 'person', 'id']).doUpdateSet(values))
        .execute();
    },
    drop: async (person, id) => {
      await removed(person).where('id', '=', id).execute();
    },
    dropAll: async (person) => {
      await removed(person).execute();
    },
  };
}
