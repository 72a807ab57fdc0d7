import { type DatabaseAddress, openDatabase } from '../../src/storage/database.ts';
import type { Kept } from './ledger.ts';

/** Reads what is kept in the end, once no bot has the database open any more. */
export async function readStore(address: DatabaseAddress): Promise<Kept> {
  const { db, close } = await openDatabase(address);
  try {
    const cases = await db.selectFrom('escalation_case').select(['id', 'reporter', 'state']).execute();
    const events = await db.selectFrom('case_event').selectAll().orderBy('id').execute();
    const messages = await db.selectFrom('outbox').selectAll().orderBy('id').execute();
    return {
      cases: cases.map(({ id, reporter, state }) => ({ id, reporter: reporter.id, state })),
      events: events.map(({ case_id, at, kind, version, actor, subject }) => ({
        caseId: case_id,
        at: at.getTime(),
        kind,
        version,
        actor: actor?.id,
        subject: subject?.id,
      })),
      messages: messages.map(({ person, subject, key, notice, state, repeated, done_at }) => ({
        person,
        caseId: subject,
        version: Number(key.split(':')[1]),
        notice,
        state,
        repeated,
        doneAt: done_at?.getTime(),
      })),
    };
  } finally {
    await close();
  }
}
