import { sql } from 'kysely';
import { type Case, type CaseEvent, EVENT_KINDS } from '../flows/escalation/model.ts';
import type { CaseRef, Cases, Change } from '../flows/escalation/ports.ts';
import type { PersonRef } from '../routing/person.ts';
import { keepCasePlaces } from './case-places.ts';
import { toCase, toRow } from './case-rows.ts';
import type { Db } from './database.ts';
import { toEvent, toEventRow } from './events.ts';
import type { Jobs } from './jobs.ts';
import { insertMessages } from './messages.ts';
import { findCard, saveCard } from './parties.ts';

/** How many cases one sweep takes up, and one list shows. The next sweep takes the rest. */
const MANY = 200;

/** Keeps cases in `escalation_case`, what happened in `case_event`, and who may see them in `case_party`. */
export function createCases(db: Db, jobs: Jobs, now: () => Date): Cases {
  return {
    find: (ref) => findCase(db, ref),
    listFor: (person) => listCases(db, person),
    create: (change) => db.transaction().execute((trx) => createCase(trx, jobs, change, now())),
    save: (change) => db.transaction().execute((trx) => saveCase(trx, jobs, change, now())),
    record: async ({ id }, event) => insertEvents(db, id, [event]),
    listEvents: (ref) => listEvents(db, ref),
    listDue: (at) => listDue(db, at),
    saveCard: (ref, person, card) => saveCard(db, 'case', ref, person, card),
    findCard: (ref, person) => findCard(db, 'case', ref, person),
  };
}

async function findCase(db: Db, { tenant, id }: CaseRef): Promise<Case | undefined> {
  const row = await db
    .selectFrom('escalation_case')
    .selectAll()
    .where('id', '=', id)
    .where('tenant', '=', tenant)
    .executeTakeFirst();
  return row && toCase(row);
}

async function listCases(db: Db, { tenant, id }: PersonRef): Promise<Case[]> {
  const rows = await db
    .selectFrom('escalation_case')
    .innerJoin('case_party', 'case_party.case_id', 'escalation_case.id')
    .selectAll('escalation_case')
    .where('case_party.tenant', '=', tenant)
    .where('case_party.person', '=', id)
    .orderBy('escalation_case.created_at', 'desc')
    .limit(MANY)
    .execute();
  return rows.map(toCase);
}

async function createCase(trx: Db, jobs: Jobs, change: Change, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('escalation_case')
    .values(toRow(change.case))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return false;
  await trx
    .deleteFrom('draft')
    .where('tenant', '=', change.case.tenant)
    .where('person', '=', change.case.reporter.id)
    .where('id', '=', change.case.id)
    .execute();
  await keepRest(trx, jobs, change, at);
  return true;
}

async function saveCase(trx: Db, jobs: Jobs, change: Change, at: Date): Promise<boolean> {
  const { id, ...row } = toRow(change.case);
  const { numUpdatedRows } = await trx
    .updateTable('escalation_case')
    .set(row)
    .where('id', '=', id)
    .where('version', '=', row.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await keepRest(trx, jobs, change, at);
  return true;
}

/** What goes with a case in the same transaction: who may see it, what happened, who is told, when to look again. */
async function keepRest(trx: Db, jobs: Jobs, change: Change, at: Date): Promise<void> {
  const { id, tenant, next } = change.case;
  await keepCasePlaces(trx, change);
  await insertEvents(trx, id, change.events);
  await insertMessages(trx, jobs, { ...change.case, about: 'case' }, change.messages, at);
  if (next) await jobs.add(trx, 'case-due', { tenant, id }, next.at);
}

async function insertEvents(db: Db, id: string, events: readonly CaseEvent[]): Promise<void> {
  if (events.length === 0) return;
  await db
    .insertInto('case_event')
    .values(events.map((event) => ({ ...toEventRow(event), case_id: id })))
    .execute();
}

/** What happened in a case, oldest first. */
export async function listEvents(db: Db, { tenant, id }: CaseRef): Promise<CaseEvent[]> {
  const rows = await db
    .selectFrom('case_event')
    .innerJoin('escalation_case', 'escalation_case.id', 'case_event.case_id')
    .selectAll('case_event')
    .where('case_id', '=', id)
    .where('tenant', '=', tenant)
    .orderBy('case_event.id')
    .execute();
  return rows.map((row) => toEvent(EVENT_KINDS, row));
}

async function listDue(db: Db, at: Date): Promise<CaseRef[]> {
  return db
    .selectFrom('escalation_case')
    .select(['tenant', 'id'])
    .where('state', 'not in', ['closed', 'withdrawn'])
    .where((expression) => expression.or([expression('due_at', '<=', at), expression('due_at', 'is', null)]))
    .orderBy(sql`due_at nulls first`)
    .limit(MANY)
    .execute();
}
