import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { DateTime } from 'luxon';
import type { Case } from '../src/flows/escalation/model.ts';
import type { Group } from '../src/flows/group-chat/model.ts';
import { createTexts } from '../src/locale/locale.ts';
import { createCases } from '../src/overview/cases.ts';
import { createGroupRegister } from '../src/overview/groups.ts';
import type { Identify } from '../src/overview/viewers.ts';
import { loadLibrary } from '../src/policy/load.ts';
import { CASE_KINDS } from '../src/policy/model.ts';
import { createCaseLists } from '../src/storage/case-lists.ts';
import { keepCasePlaces } from '../src/storage/case-places.ts';
import { toRow as toCaseRow } from '../src/storage/case-rows.ts';
import { type Db, openDatabase } from '../src/storage/database.ts';
import { createGroupLists } from '../src/storage/group-lists.ts';
import { keepGroupPlaces } from '../src/storage/group-places.ts';
import { toRow as toGroupRow } from '../src/storage/group-rows.ts';

/** A database full of cases and groups that came to one leader, and the lists of the tab on top of it. */

const TENANT = 'bench';
const NOW = new Date('2026-11-18T09:00:00Z');
const LEADER = { id: 'leader', name: 'Lea de Leider' };
const POLICY = 'svok';

const momentsBefore = (minutes: number): Date => DateTime.fromJSDate(NOW).minus({ minutes }).toJSDate();
const momentsAfter = (minutes: number): Date => DateTime.fromJSDate(NOW).plus({ minutes }).toJSDate();

export async function openBoard(
  folder: string,
  { cases, groups }: { readonly cases: number; readonly groups: number },
) {
  const { db, close } = await openDatabase({ kind: 'pglite', folder });
  await fillCases(db, cases);
  await fillGroups(db, groups);
  await sql`analyze`.execute(db);
  const library = loadLibrary('policies');
  const texts = createTexts();
  const policy = library.policies.get(POLICY);
  if (!policy) throw new Error('no policy to bench with');
  const identify: Identify = async ({ language }) => ({
    person: { ...LEADER, tenant: TENANT, role: 'staff', school: 'school' },
    policy,
    language,
    school: undefined,
    source: 'directory' as const,
    say: (key, params) => texts(language, key, params),
  });
  const shared = { identify, now: () => NOW };
  return {
    close,
    leader: { tenant: TENANT, id: LEADER.id, language: 'nl' } as const,
    ...createCases({ ...shared, caseLists: createCaseLists(db) }),
    ...createGroupRegister({
      ...shared,
      library,
      groupLists: createGroupLists(db),
      groupChats: { remind: async () => ({ kind: 'nobody' }) },
    }),
    selectOne: () => sql`select 1`.execute(db),
    /** How often each index was used until now. */
    async countIndexUse(): Promise<ReadonlyMap<string, number>> {
      await sql`select pg_stat_force_next_flush()`.execute(db);
      const { rows } = await sql<{ name: string; used: string }>`
        select indexrelname as name, idx_scan as used from pg_stat_user_indexes
        where relname in ('case_party', 'group_party')`.execute(db);
      return new Map(rows.map(({ name, used }) => [name, Number(used)]));
    },
  };
}

async function fillCases(db: Db, count: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (let index = 0; index < count; index++) {
      const one = makeCase(index);
      await trx.insertInto('escalation_case').values(toCaseRow(one)).execute();
      await keepCasePlaces(trx, { case: one, events: [], messages: [] });
    }
  });
}

/** Two of three are open; the leader holds one of nine. */
function makeCase(index: number): Case {
  const isEnded = index % 3 === 0;
  const isHeld = index % 9 === 1;
  const asked = [{ id: `colleague-${index % 40}`, name: `Collega ${index % 40}` }, LEADER];
  return {
    id: randomUUID(),
    tenant: TENANT,
    school: 'school',
    policy: POLICY,
    reporter: {
      id: `teacher-${index % 300}`,
      name: `Kees Jansen ${index % 300}`,
      role: 'staff',
      language: 'nl',
    },
    kind: CASE_KINDS[index % CASE_KINDS.length] ?? 'other',
    severity: (['1', '2', '3'] as const)[index % 3] ?? '1',
    report: {
      text: 'Een ouder scheldt mij uit in de groepsapp van de klas. '.repeat(20),
      platform: 'whatsapp',
      group: 'Klas 3B',
      involved: false,
      reach: 'Bel mij in de pauze',
      links: ['https://example.org/bericht/1'],
    },
    state: isEnded ? 'closed' : isHeld ? 'acknowledged' : 'notified',
    version: 3,
    chain: asked.map((person) => ({ role: 'team-leader', minutes: 30, person })),
    step: 1,
    asked,
    holder: isHeld ? { ...LEADER, since: NOW } : undefined,
    offer: undefined,
    next: isEnded
      ? undefined
      : { awaited: isHeld ? 'progress' : 'acknowledgement', at: momentsAfter(index % 977) },
    reminded: false,
    exhausted: false,
    guard: undefined,
    question: undefined,
    closing: undefined,
    rating: undefined,
    createdAt: momentsBefore(index),
    closedAt: isEnded ? NOW : undefined,
  };
}

async function fillGroups(db: Db, count: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (let index = 0; index < count; index++) {
      const group = makeGroup(index);
      await trx
        .insertInto('group_chat')
        .values({ ...toGroupRow(group), updated_at: NOW })
        .execute();
      await keepGroupPlaces(trx, group);
    }
  });
}

/** One of four waits for a second member of staff. */
function makeGroup(index: number): Group {
  const at = momentsBefore(index).toISOString();
  const person = { id: `colleague-${index % 40}`, name: `Collega ${index % 40}` };
  return {
    id: randomUUID(),
    tenant: TENANT,
    school: 'school',
    policy: POLICY,
    owner: { id: `teacher-${index % 300}`, name: `Kees Jansen ${index % 300}`, language: 'nl' },
    leader: LEADER,
    state: index % 4 === 0 ? 'waiting' : 'active',
    version: 3,
    answers: {
      purpose: 'trip',
      medium: 'whatsapp',
      participants: 'students',
      age: 'under-16',
      'managed-by': 'staff',
      name: `Klas ${index}`,
      until: '2027-07-31',
    },
    at: 'check',
    wentOn: false,
    later: [],
    second: { person, state: index % 4 === 0 ? 'asked' : 'confirmed', at, reminded: false },
    permission: undefined,
    consent: undefined,
    proofs: { 'minimum-age': { by: 'attested', who: person, at } },
    informedAt: at,
    chat: undefined,
    unattended: undefined,
    told: [],
    reviewOn: '2027-07-31',
    waits: [{ awaited: 'review', at: '2027-07-31T06:00:00.000Z' }],
    createdAt: at,
    registeredAt: at,
    closedAt: '',
  };
}
