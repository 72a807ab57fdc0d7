import { sql } from 'kysely';
import { involvedIn } from '../flows/escalation/advance.ts';
import { whoActs } from '../flows/escalation/changes.ts';
import { type Case, isOpen } from '../flows/escalation/model.ts';
import type { Group } from '../flows/group-chat/model.ts';
import { isReadable, isUnreadable, type Unreadable } from '../flows/unreadable.ts';
import { ERASED, type PersonRef } from '../routing/person.ts';
import { readCase, toRow } from './case-rows.ts';
import type { Db } from './database.ts';
import { allowPurge } from './events.ts';
import { eraseFromGroups, findGroupHold, type GroupHold, lockGroups } from './group-erasure.ts';
import { dropJobsOf } from './jobs.ts';
import { isNamed, PERSON_TABLES } from './privacy.ts';
import { clearWords } from './purge.ts';
import { eraseFromCase, eraseFromGroup } from './unreadable-erasure.ts';

/**
 * Why an open case cannot lose somebody: they reported it, have it, are expected to react now, or it must never reach
 * them because they are involved.
 */
export type CaseHold = 'reported' | 'held' | 'asked' | 'involved';

/** What still needs somebody, and why. */
export type Hold =
  | { readonly case: Case; readonly why: CaseHold }
  | { readonly group: Group; readonly why: GroupHold };

/** How many rows, cases or groups of each kind were changed or taken away. */
export type ErasedCounts = Readonly<
  Record<
    | (typeof PERSON_TABLES)[number]
    | 'jobs'
    | 'reported'
    | 'others'
    | 'newer'
    | 'unregistered'
    | 'owned'
    | 'shared'
    | 'events',
    number
  >
>;

export type Erasure =
  /** Open cases or running groups still need the person: nothing was done. */
  | { readonly kind: 'blocked'; readonly holds: readonly Hold[] }
  /**
   * `reported`: their own cases; `others`: cases of others that named them. `newer`: cases and
   * groups that only a newer version can read. `unregistered`: groups that they never
   * registered; `owned`: their closed groups; `shared`: groups of others that named them. `events`: entries in the
   * history of all.
   */
  | { readonly kind: 'erased'; readonly counts: ErasedCounts };

/**
 * Erases somebody: all rows about them, the words of the cases that they reported and of the groups that they own, and
 * their name and id wherever a case or group still names them. Done as a whole or not at all, also while the bot runs.
 */
export const erasePerson = (db: Db, person: PersonRef, at: Date): Promise<Erasure> =>
  db.transaction().execute(async (trx): Promise<Erasure> => {
    const all = await lockCases(trx, person);
    const allGroups = await lockGroups(trx, person);
    const [cases, groups] = [all.filter(isReadable), allGroups.filter(isReadable)];
    const holds = listHolds(cases, groups, person.id);
    if (holds.length > 0) return { kind: 'blocked', holds };

    const reported = cases.filter(({ reporter }) => reporter.id === person.id);
    for (const { id, report } of reported) if (report) await clearWords(trx, id, at);
    for (const one of cases) await replaceInRow(trx, one, person.id);
    const newer = [all.filter(isUnreadable), allGroups.filter(isUnreadable)] as const;
    for (const { id } of newer[0]) await eraseFromCase(trx, id, person.id);
    for (const { id } of newer[1]) await eraseFromGroup(trx, id, person.id);
    return {
      kind: 'erased',
      counts: {
        ...(await removeRows(trx, person)),
        ...(await eraseFromGroups(trx, groups, person.id)),
        jobs: await dropJobsOf(trx, person),
        reported: reported.length,
        others: cases.length - reported.length,
        newer: newer.flat().length,
        events: await replaceInEvents(trx, person),
      },
    };
  });

/** Takes the cases that name somebody, so that nobody writes an older state with the name over them. */
async function lockCases(trx: Db, { tenant, id }: PersonRef): Promise<(Case | Unreadable)[]> {
  const rows = await trx
    .selectFrom('escalation_case')
    .selectAll()
    .where('tenant', '=', tenant)
    .where(isNamed(id))
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(readCase);
}

function listHolds(cases: readonly Case[], groups: readonly Group[], id: string): Hold[] {
  const ofCases = cases.flatMap((one): Hold[] => {
    const why = findHold(one, id);
    return why ? [{ case: one, why }] : [];
  });
  const ofGroups = groups.flatMap((group): Hold[] => {
    const why = findGroupHold(group, id);
    return why ? [{ group, why }] : [];
  });
  return [...ofCases, ...ofGroups];
}

function findHold(one: Case, id: string): CaseHold | undefined {
  if (!isOpen(one)) return undefined;
  if (one.reporter.id === id) return 'reported';
  if (one.holder?.id === id) return 'held';
  if (one.offer?.id === id || whoActs(one).includes(id)) return 'asked';
  return involvedIn(one).some((named) => named.id === id) ? 'involved' : undefined;
}

/** Counts a version further, so that a change that was decided on the case with the name is refused. */
async function replaceInRow(trx: Db, one: Case, person: string): Promise<void> {
  const { reporter, chain, asked, holder, offer, guard } = toRow(withoutPerson(one, person));
  await trx
    .updateTable('escalation_case')
    .set({ reporter, chain, asked, holder, offer, guard, version: sql`version + 1` })
    .where('id', '=', one.id)
    .execute();
}

/**
 * A case that no longer names somebody. Only a reporter leaves a placeholder: the others go without one, so that a case
 * that is opened again never waits for a person who is not there.
 */
function withoutPerson(one: Case, person: string): Case {
  const unlessThem = <T extends { readonly id: string }>(named: T | undefined): T | undefined =>
    named?.id === person ? undefined : named;
  return {
    ...one,
    reporter: one.reporter.id === person ? { ...one.reporter, ...ERASED } : one.reporter,
    chain: one.chain.map((step) => ({ ...step, person: unlessThem(step.person) })),
    asked: one.asked.filter(({ id }) => id !== person),
    holder: unlessThem(one.holder),
    offer: unlessThem(one.offer),
    guard: unlessThem(one.guard),
  };
}

async function replaceInEvents(trx: Db, { tenant, id }: PersonRef): Promise<number> {
  await allowPurge(trx);
  const erased = sql`${JSON.stringify(ERASED)}::jsonb`;
  let count = 0;
  for (const { events, subject, subjects } of HISTORIES) {
    const { numAffectedRows } = await sql`
      update ${sql.table(events)} set
        actor = case when actor->>'id' = ${id} then ${erased} else actor end,
        subject = case when subject->>'id' = ${id} then ${erased} else subject end
      where ${id} in (actor->>'id', subject->>'id')
        and ${sql.ref(subject)} in (select id from ${sql.table(subjects)} where tenant = ${tenant})`.execute(
      trx,
    );
    count += Number(numAffectedRows ?? 0);
  }
  return count;
}

const HISTORIES = [
  { events: 'case_event', subject: 'case_id', subjects: 'escalation_case' },
  { events: 'group_event', subject: 'group_id', subjects: 'group_chat' },
] as const;

async function removeRows(trx: Db, { tenant, id }: PersonRef) {
  const counts = {
    person: 0,
    context: 0,
    address: 0,
    draft: 0,
    outbox: 0,
    case_party: 0,
    group_party: 0,
    absence: 0,
    usage: 0,
  };
  // whoever was to stand in does so no more
  await trx.deleteFrom('absence').where('tenant', '=', tenant).where('deputy', '=', id).execute();
  for (const table of PERSON_TABLES) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where tenant = ${tenant} and person = ${id}`.execute(trx);
    counts[table] = Number(numAffectedRows ?? 0);
  }
  return counts;
}
