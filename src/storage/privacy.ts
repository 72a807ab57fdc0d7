import { sql } from 'kysely';
import type { Case, CaseEvent } from '../flows/escalation/model.ts';
import { referenceOf } from '../flows/escalation/model.ts';
import { readableFor } from '../flows/escalation/readers.ts';
import { partOf } from '../flows/escalation/rights.ts';
import { isReadable, isUnreadable, type Unreadable } from '../flows/unreadable.ts';
import type { PersonRef } from '../routing/person.ts';
import { readCase } from './case-rows.ts';
import { listEvents } from './cases.ts';
import type { Db } from './database.ts';
import { collectGroups, isNamedInGroup } from './group-privacy.ts';
import { listJobsOf } from './jobs.ts';
import { listOwnPart } from './own-part.ts';

/** The tables with a row for a person, by their columns `tenant` and `person`. */
export const PERSON_TABLES = [
  'person',
  'context',
  'address',
  'draft',
  'outbox',
  'case_party',
  'group_party',
  'absence',
  'usage',
] as const;

/** Everything that is kept about somebody, in the shape that they are given it. */
export type PersonExport = Awaited<ReturnType<typeof collect>> & {
  readonly groups: readonly object[];
  readonly groupsOfOthers: readonly object[];
  /** Of a newer version: that there is something, and when it was. */
  readonly newer: readonly object[];
};

export interface Exported {
  readonly document: PersonExport;
  /** Cases and groups that name the person and were never brought to them: for whoever keeps the data to judge, not for the person. */
  readonly untold: number;
}

/** Lists the tenants in which something is kept under the id of a person; mostly one. */
export async function findTenants(db: Db, id: string): Promise<string[]> {
  const found = await Promise.all([
    ...PERSON_TABLES.map((table) =>
      db.selectFrom(table).select('tenant').distinct().where('person', '=', id).execute(),
    ),
    db.selectFrom('escalation_case').select('tenant').distinct().where(isNamed(id)).execute(),
    db.selectFrom('group_chat').select('tenant').distinct().where(isNamedInGroup(id)).execute(),
  ]);
  return [...new Set(found.flat().map(({ tenant }) => tenant))].sort();
}

/** Gathers what is kept about somebody, as it is at one moment. */
export const exportPerson = (db: Db, person: PersonRef): Promise<Exported> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const all = await listNaming(trx, person);
      const told = await listTold(trx, person);
      const cases = all.filter(isReadable);
      const newer = all.filter(isUnreadable).filter(({ id }) => told.has(id));
      const acted = cases.filter((one) => one.reporter.id !== person.id && told.has(one.id));
      const reported = cases.filter((one) => one.reporter.id === person.id);
      const { own, others, newer: newerGroups, untold } = await collectGroups(trx, person);
      return {
        document: {
          ...(await collect(trx, person, reported, acted)),
          groups: own,
          groupsOfOthers: others,
          newer: [...newer, ...newerGroups].map(toNewer),
        },
        untold: all.length - reported.length - acted.length - newer.length + untold,
      };
    });

/** Cases that name somebody anywhere, oldest first. Reads the whole table: it runs seldom, and by hand. */
export async function listNaming(db: Db, { tenant, id }: PersonRef): Promise<(Case | Unreadable)[]> {
  const rows = await db
    .selectFrom('escalation_case')
    .selectAll()
    .where('tenant', '=', tenant)
    .where(isNamed(id))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(readCase);
}

/**
 * Holds for a case where somebody stands in the row itself, in its history, or among those who may see it. It looks
 * everywhere, so that it holds for a case of a newer version too.
 */
export const isNamed = (id: string) => sql<boolean>`(
  jsonb_path_exists(jsonb_build_array(reporter, chain, asked, holder, offer, guard),
    '$.** ? (@ == $person)', ${JSON.stringify({ person: id })}::jsonb)
  or exists (select from case_party where case_id = escalation_case.id and person = ${id})
  or exists (
    select from case_event where case_id = escalation_case.id and ${id} in (actor->>'id', subject->>'id')
  ))`;

/** Ids of the cases that were brought to somebody, then or now. */
async function listTold(trx: Db, { tenant, id }: PersonRef): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('case_party')
    .select('case_id')
    .where('tenant', '=', tenant)
    .where('person', '=', id)
    .execute();
  return new Set(rows.map((row) => row.case_id));
}

async function collect(trx: Db, person: PersonRef, reported: readonly Case[], acted: readonly Case[]) {
  const [profile] = await rowsOf(trx, 'person', person);
  const [address] = await rowsOf(trx, 'address', person);
  const eventsOf = (one: Case) => listEvents(trx, one);
  return {
    person,
    profile: profile ?? null,
    contexts: await rowsOf(trx, 'context', person),
    usage: await rowsOf(trx, 'usage', person),
    address: address ?? null,
    drafts: await rowsOf(trx, 'draft', person),
    reported: await Promise.all(reported.map(async (one) => toReported(one, await eventsOf(one)))),
    acted: await Promise.all(acted.map(async (one) => toActed(one, await eventsOf(one), person.id))),
    absence: (await rowsOf(trx, 'absence', person))[0] ?? null,
    outbox: await rowsOf(trx, 'outbox', person),
    jobs: await listJobsOf(trx, person),
  };
}

/** The rows of a table about somebody, without the two columns that say about whom. */
async function rowsOf<
  Table extends 'person' | 'context' | 'address' | 'draft' | 'outbox' | 'absence' | 'usage',
>(trx: Db, table: Table, person: PersonRef): Promise<Readonly<Record<string, unknown>>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select * from ${sql.table(table)} where tenant = ${person.tenant} and person = ${person.id}`.execute(trx);
  return rows.map(({ tenant: _, person: __, ...rest }) => rest);
}

const toNewer = ({ id, createdAt, closedAt }: Unreadable) => ({ id, createdAt, closedAt: closedAt ?? null });

/** One's own report: all that its card shows its reporter, in full. */
const toReported = (one: Case, events: readonly CaseEvent[]) => ({
  id: one.id,
  reference: referenceOf(one),
  school: one.school,
  policy: one.policy,
  reporter: one.reporter,
  kind: one.kind,
  severity: one.severity,
  state: one.state,
  createdAt: one.createdAt,
  closedAt: one.closedAt ?? null,
  report: one.report ?? null,
  holder: one.holder ?? null,
  question: one.question ?? null,
  closing: one.closing ?? null,
  rating: one.rating ?? null,
  events: readableFor(events, { id: one.reporter.id, part: 'reporter' }),
});

/**
 * A case of somebody else: what the person did there with their own words, and what happened to them. What others wrote,
 * who they are and what the case is about is theirs.
 */
const toActed = (one: Case, events: readonly CaseEvent[], id: string) => ({
  id: one.id,
  reference: referenceOf(one),
  part: partOf(one, id) ?? 'former',
  createdAt: one.createdAt,
  closedAt: one.closedAt ?? null,
  events: listOwnPart(events, id),
});
