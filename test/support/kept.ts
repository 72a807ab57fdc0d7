import { openDatabase } from '../../src/storage/database.ts';

/** What the database of a bot that has stopped holds, in the words of its tables. */
export type Kept = Awaited<ReturnType<typeof readKept>>;

/** Reads the tables of cases and groups; events and messages oldest first. */
export async function readKept(folder: string) {
  const { db, close } = await openDatabase({ kind: 'pglite', folder });
  try {
    return {
      cases: await db.selectFrom('escalation_case').selectAll().execute(),
      events: await db.selectFrom('case_event').selectAll().orderBy('id').execute(),
      parties: await db.selectFrom('case_party').selectAll().execute(),
      groups: await db.selectFrom('group_chat').selectAll().orderBy('created_at').execute(),
      groupEvents: await db.selectFrom('group_event').selectAll().orderBy('id').execute(),
      groupParties: await db.selectFrom('group_party').selectAll().execute(),
      messages: await db.selectFrom('outbox').selectAll().orderBy('id').execute(),
      drafts: await db.selectFrom('draft').selectAll().execute(),
    };
  } finally {
    await close();
  }
}
