import { sql } from 'kysely';
import {
  AWAITED,
  CASE_STATES,
  type Case,
  type CaseEvent,
  EVENT_KINDS,
  SEVERITIES,
} from '../flows/escalation/model.ts';
import type { CaseRef, Cases, Change } from '../flows/escalation/ports.ts';
import { isReadable, isUnreadable, type Unreadable } from '../flows/unreadable.ts';
import { CASE_KINDS } from '../policy/model.ts';
import type { PersonRef } from '../routing/person.ts';
import { keepCasePlaces } from './case-places.ts';
import { readCase, toCase, toRow } from './case-rows.ts';
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
    listFor: async (person) => (await listCases(db, person)).filter(isReadable),
    listUnreadable: async (person) => (await listCases(db, person)).filter(isUnreadable),
    listAwaiting: async (person) => (await listAwaiting(db, person)).filter(isReadable),
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

async function listCases(db: Db, { tenant, id }: PersonRef): Promise<(Case | Unreadable)[]> {
  const rows = await db
    .selectFrom('escalation_case')
    .innerJoin('case_party', 'case_party.case_id', 'escalation_case.id')
    .selectAll('escalation_case')
    .where('case_party.tenant', '=', tenant)
    .where('case_party.person', '=', id)
    .orderBy('escalation_case.created_at', 'desc')
    .limit(MANY)
    .execute();
  return rows.map(readCase);
}

/** How many cases that wait for one person are looked at when they type. */
const AWAITING = 20;

async function listAwaiting(db: Db, { tenant, id }: PersonRef) {
  const rows = await db
    .selectFrom('case_party as party')
    .innerJoin('escalation_case as one', 'one.id', 'party.case_id')
    .selectAll('one')
    .where('party.tenant', '=', tenant)
    .where('party.person', '=', id)
    .where('party.part', 'is not', null)
    .where('party.is_open', '=', true)
    .where(
      sql<boolean>`(party.part = 'offered' or (party.part = 'reporter' and one.question is not null)
        or (party.part = 'holder' and one.reminded) or (party.part in ('asked', 'guard') and one.holder is null))`,
    )
    .orderBy(sql`party.urgency, party.due_at, party.case_id`)
    .limit(AWAITING)
    .execute();
  return rows.map(readCase);
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
  const { id, tenant, next, severity, reporter } = change.case;
  await keepCasePlaces(trx, change);
  await insertEvents(trx, id, change.events);
  const lane = severity === '3' ? 'urgent' : 'normal';
  const subject = { ...change.case, about: 'case', lane, source: reporter.id } as const;
  await insertMessages(trx, jobs, subject, change.messages, at);
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

/** Those of a newer version are left to it: they would come first at each sweep, and never be done. */
const OPEN = CASE_STATES.filter((state) => state !== 'closed' && state !== 'withdrawn');

async function listDue(db: Db, at: Date): Promise<CaseRef[]> {
  return db
    .selectFrom('escalation_case')
    .select(['tenant', 'id'])
    .where('state', 'in', OPEN)
    .where('kind', 'in', CASE_KINDS)
    .where('severity', 'in', SEVERITIES)
    .where(({ eb, or }) => or([eb('awaited', 'is', null), eb('awaited', 'in', AWAITED)]))
    .where((expression) => expression.or([expression('due_at', '<=', at), expression('due_at', 'is', null)]))
    .orderBy(sql`due_at nulls first`)
    .limit(MANY)
    .execute();
}
