import { sql } from 'kysely';
import { createCaseLists } from '../../../src/storage/case-lists.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { createDrafts } from '../../../src/storage/drafts.ts';
import { erasePerson } from '../../../src/storage/erasure.ts';
import { createGroupLists } from '../../../src/storage/group-lists.ts';
import { createGroups } from '../../../src/storage/groups.ts';
import { exportPerson } from '../../../src/storage/privacy.ts';
import { createPurge } from '../../../src/storage/purge.ts';
import { buildCaseIn, buildChange, buildDraft, buildEvent, buildReport, NOW } from '../../support/cases.ts';
import { DIALECTS } from '../../support/database.ts';
import { buildGroup, buildGroupChange } from '../../support/groups.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { openStore, type TestStore, tablesWith } from '../../support/store.ts';

/** Whose rows they are; the id stands nowhere else. */
const WHO = { tenant: TENANT, id: 'somebody-of-yesterday' };
const reporter = { ...named(WHO.id), role: 'staff', language: 'nl' } as const;
const OWN_WORDS = 'woorden-van-gisteren';

/** What a newer version can have written into a row of a case. */
const CASES: Readonly<Record<string, ReturnType<typeof sql>>> = {
  'a state': sql`state = 'parked'`,
  'a kind': sql`kind = 'deepfake'`,
  'a severity': sql`severity = '4'`,
  'something to wait for': sql`awaited = 'hearing', due_at = now() - interval '1 day'`,
  'a rating': sql`rating = 'mixed'`,
  'a report of another shape': sql`report = jsonb_build_object('parts', jsonb_build_array(report))`,
  'a chain of another shape': sql`chain = jsonb_build_object('steps', chain)`,
  'people as ids': sql`asked = jsonb_build_array(${WHO.id}::text)`,
  'a reporter of another shape': sql`reporter = jsonb_build_object('person', reporter)`,
  'a holder without a moment': sql`holder = ${JSON.stringify(named(WHO.id))}::jsonb`,
};

const GROUPS: Readonly<Record<string, ReturnType<typeof sql>>> = {
  'a state': sql`state = 'paused', content = jsonb_set(content, '{state}', '"paused"')`,
  'another shape': sql`content = jsonb_build_object('v', 2, 'group', content)`,
  'people as ids': sql`content = jsonb_set(content, '{told}', '["somebody"]')`,
  'something to wait for': sql`content = jsonb_set(content, '{waits}', '[{"awaited": "vote", "at": "2026-01-01T00:00:00Z"}]')`,
  nothing: sql`content = 'null'::jsonb`,
};

describe.each(DIALECTS)('What a newer version kept on %s', (dialect) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openStore(dialect);
  });
  afterAll(() => store.close());
  beforeEach(() => store.clear());

  const cases = () => createCases(store.db, store.jobs, () => NOW);
  const groups = () => createGroups(store.db, store.jobs, () => NOW);

  const keepCase = async (change: ReturnType<typeof sql>) => {
    const one = buildCaseIn('closed', { reporter, report: buildReport({ text: OWN_WORDS }) });
    await cases().create(buildChange(one, { events: [buildEvent({ actor: reporter, text: OWN_WORDS })] }));
    await sql`update escalation_case set ${change} where id = ${one.id}`.execute(store.db);
    return one;
  };
  const keepGroup = async (change: ReturnType<typeof sql>) => {
    const base = buildGroup({
      owner: { ...named(WHO.id), language: 'nl' },
      state: 'closed',
      closedAt: NOW.toISOString(),
      waits: [],
    });
    const group = { ...base, answers: { ...base.answers, name: OWN_WORDS } };
    await groups().create(buildGroupChange(group));
    await sql`update group_chat set ${change} where id = ${group.id}`.execute(store.db);
    return group;
  };

  it('stands in the lists as such, and beside it all that can be read', async () => {
    const readable = await keepCase(sql`step = step`);
    for (const change of Object.values(CASES)) await keepCase(change);
    const found = await cases().listFor(WHO);
    expect(found.map(({ id }) => id)).toEqual([readable.id]);
    expect(await cases().listUnreadable(WHO)).toHaveLength(Object.keys(CASES).length);
    const page = await createCaseLists(store.db).list(WHO, { scope: 'ended', at: NOW });
    // of a report in another shape a list shows nothing, so that one can be listed as it is
    expect(page?.rows.filter((row) => 'unreadable' in row)).toHaveLength(Object.keys(CASES).length - 2);
    expect(page?.rows).toHaveLength(Object.keys(CASES).length + 1);
  });

  it('is not taken for anything else: a case', async () => {
    for (const [what, change] of Object.entries(CASES)) {
      const one = await keepCase(change);
      const outcome = cases().find(one);
      await expect(outcome.then(() => what)).rejects.toMatchObject({ code: 'record-newer' });
    }
    expect(await cases().listDue(NOW)).toEqual([]);
  });

  it('is not taken for anything else: a group', async () => {
    const readable = await keepGroup(sql`version = version`);
    for (const change of Object.values(GROUPS)) {
      const group = await keepGroup(change);
      await expect(groups().find(group)).rejects.toMatchObject({ code: 'record-newer' });
    }
    expect((await groups().listFor(WHO)).map(({ id }) => id)).toEqual([readable.id]);
    expect(await groups().listUnreadable(WHO)).toHaveLength(Object.keys(GROUPS).length);
    const page = await createGroupLists(store.db).list(WHO, { scope: 'closed' });
    expect(page?.rows).toHaveLength(Object.keys(GROUPS).length + 1);
  });

  it('leaves a history readable, without words that may be for others', async () => {
    const one = await keepCase(sql`step = step`);
    await sql`insert into case_event (case_id, at, kind, version, actor, text)
      values (${one.id}, now(), 'weighed', 2, '["somebody"]', 'for whom?')`.execute(store.db);
    const [, last] = await cases().listEvents(one);
    expect(last).toMatchObject({ kind: 'unknown', actor: undefined });
    expect(last).not.toHaveProperty('text');
  });

  it('counts as no draft', async () => {
    const drafts = createDrafts(store.db, () => NOW);
    await drafts.save(WHO, buildDraft());
    await sql`update draft set content = '{"blocks": []}'`.execute(store.db);
    expect(await drafts.list(WHO)).toEqual([]);
  });

  it('is given to a person with its day alone, and they are erased from it', async () => {
    for (const change of Object.values(CASES)) await keepCase(change);
    for (const change of Object.values(GROUPS)) await keepGroup(change);
    const count = Object.keys(CASES).length + Object.keys(GROUPS).length;
    const { document } = await exportPerson(store.db, WHO);
    expect(document).toMatchObject({ reported: [], acted: [], groups: [] });
    expect(document.newer).toHaveLength(count);
    expect(Object.keys(document.newer[0] ?? {})).toEqual(['id', 'createdAt', 'closedAt']);

    expect(await erasePerson(store.db, WHO, NOW)).toMatchObject({ kind: 'erased', counts: { newer: count } });
    for (const text of [WHO.id, OWN_WORDS]) expect(await tablesWith(store.db, text)).toEqual([]);
  });

  it('does not keep the purge from the rest, and loses its words with its term', async () => {
    for (const change of Object.values(GROUPS)) await keepGroup(change);
    await sql`update group_chat set closed_at = '2020-01-01'`.execute(store.db);
    const purged = await createPurge(
      store.db,
      () => 400,
      () => NOW,
    )();
    expect(purged.groups).toBe(Object.keys(GROUPS).length);
    expect(await tablesWith(store.db, OWN_WORDS)).toEqual([]);
  });
});
