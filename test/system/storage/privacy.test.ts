import { sql } from 'kysely';
import type { Case, CaseEvent } from '../../../src/flows/escalation/model.ts';
import type { Cases } from '../../../src/flows/escalation/ports.ts';
import { ERASED, type Named } from '../../../src/routing/person.ts';
import { createAddresses } from '../../../src/storage/addresses.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { createContexts } from '../../../src/storage/contexts.ts';
import { createDrafts } from '../../../src/storage/drafts.ts';
import { erasePerson } from '../../../src/storage/erasure.ts';
import { createProfiles } from '../../../src/storage/people.ts';
import { exportPerson, findTenants } from '../../../src/storage/privacy.ts';
import { clearCase } from '../../../src/storage/purge.ts';
import {
  at,
  buildCase,
  buildCaseIn,
  buildChange,
  buildDraft,
  buildEvent,
  buildReport,
  CHAIN,
  NOW,
} from '../../support/cases.ts';
import { DIALECTS, describeOnPostgres } from '../../support/database.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { openStore, type TestStore, tablesWith } from '../../support/store.ts';

/** Whose data it is about; their id stands nowhere else. */
const WHO = { tenant: TENANT, id: 'somebody-leaving' };
const THEM = named(WHO.id);
const reporter = { ...THEM, role: 'staff', language: 'nl' } as const;

/** The chain with somebody as its line manager. */
const withFirst = (person: Named) => CHAIN.map((step, index) => (index === 0 ? { ...step, person } : step));

/** Words by who wrote them; each is found nowhere else. */
const WORDS = { own: 'woorden-van-zichzelf', other: 'woorden-van-een-ander' } as const;

describe.each(DIALECTS)('On %s', (dialect) => {
  let store: TestStore;
  let cases: Cases;
  beforeAll(async () => {
    store = await openStore(dialect);
    cases = createCases(store.db, store.jobs, () => NOW);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.clear();
    for (const table of ['person', 'context', 'address'] as const) await store.db.deleteFrom(table).execute();
  });

  /** Gives somebody a row in each table about people. */
  const meet = async (person = WHO): Promise<void> => {
    const now = () => NOW;
    await createProfiles(store.db, now).save(person, { audience: 'staff', policy: 'svok', language: 'en' });
    const asker = { ...person, conversation: 'a:chat' };
    await createContexts(store.db, now).save(asker, {
      topic: 'follow-student',
      slots: { platform: 'insta' },
    });
    const address = { serviceUrl: 'https://smba.example/', channelId: `29:${person.id}`, botId: '28:bot' };
    await createAddresses(store.db, now).save(person, { ...address, conversation: 'a:chat' }, THEM.name);
    await createDrafts(store.db, now).save(person, buildDraft({ text: WORDS.own }));
  };
  const keep = async (one: Case, ...events: Partial<CaseEvent>[]): Promise<Case> => {
    await cases.create(buildChange(one, { events: events.map(buildEvent) }));
    return one;
  };
  const keepReported = (overrides: Partial<Case> = {}): Promise<Case> =>
    keep(
      buildCaseIn('closed', { reporter, report: buildReport({ text: WORDS.own }), ...overrides }),
      { kind: 'reported', actor: THEM },
      { kind: 'notified', actor: undefined, subject: named('manager') },
      { kind: 'closed', actor: named('manager'), text: WORDS.other },
    );
  /** A case of a teacher that the person took up, handed over and got back. */
  const keepActed = (overrides: Partial<Case> = {}): Promise<Case> =>
    keep(
      buildCaseIn('closed', {
        report: buildReport({ text: WORDS.other }),
        asked: [named('manager'), THEM],
        holder: { ...THEM, since: NOW },
        closing: { outcome: 'agreed', agreement: WORDS.own, article: 'III.B.10' },
        ...overrides,
      }),
      { kind: 'reported', actor: named('teacher') },
      { kind: 'notified', actor: undefined, subject: THEM },
      { kind: 'offered', actor: named('manager'), subject: THEM, text: WORDS.other },
      { kind: 'answered', actor: named('teacher'), text: WORDS.other },
      { kind: 'offered', actor: THEM, subject: named('deputy'), text: WORDS.own },
      { kind: 'closed', actor: THEM, text: WORDS.own, reason: 'agreed' },
    );
  /** A case that skipped the person, who was never told of it. */
  const keepUntold = (): Promise<Case> =>
    keep(buildCase({ chain: withFirst(THEM) }), {
      kind: 'skipped',
      actor: undefined,
      subject: THEM,
      reason: 'involved',
    });
  /** All that the tables hold, to see whether anything changed. */
  const everything = async () => {
    const tables = ['person', 'context', 'address', 'draft', 'outbox', 'case_party'] as const;
    const rows = await Promise.all(tables.map((table) => store.db.selectFrom(table).selectAll().execute()));
    const kept = await store.db.selectFrom('escalation_case').selectAll().orderBy('id').execute();
    return {
      rows,
      kept,
      events: await store.db.selectFrom('case_event').selectAll().orderBy('id').execute(),
    };
  };
  const eventsOf = (one: Case) => cases.listEvents(one);
  const get = async (one: Case): Promise<Case> => {
    const found = await cases.find(one);
    if (!found) throw new Error('the case is gone');
    return found;
  };

  describe('findTenants', () => {
    it('lists each tenant once', async () => {
      await meet();
      await meet({ ...WHO, tenant: 'two' });
      await keepReported();
      expect(await findTenants(store.db, WHO.id)).toEqual([TENANT, 'two'].sort());
    });

    it('finds somebody whom nothing but the history of a case names', async () => {
      await keep(buildCase(), { kind: 'skipped', actor: undefined, subject: THEM, reason: 'absent' });
      expect(await findTenants(store.db, WHO.id)).toEqual([TENANT]);
    });

    it('lists none for an id that is nowhere, nor for a part of one', async () => {
      await meet();
      await keepActed();
      expect(await findTenants(store.db, 'somebody')).toEqual([]);
    });
  });

  describe('an export', () => {
    it('holds what somebody told, where they are reached, and what they are writing', async () => {
      await meet();
      const { document, untold } = await exportPerson(store.db, WHO);
      expect(document).toMatchObject({
        person: WHO,
        profile: { audience: 'staff', policy: 'svok', language: 'en' },
        contexts: [{ topic: 'follow-student', slots: { platform: 'insta' }, conversation: 'a:chat' }],
        address: { name: THEM.name, channel_id: `29:${WHO.id}`, seen_at: NOW },
        drafts: [{ content: { text: WORDS.own } }],
      });
      expect(untold).toBe(0);
    });

    it('holds their own reports in full, with what others wrote to them', async () => {
      const one = await keepReported({ question: 'Waar was dat?', rating: 'partly' });
      const { document } = await exportPerson(store.db, WHO);
      expect(document.reported).toEqual([
        expect.objectContaining({
          id: one.id,
          state: 'closed',
          report: one.report,
          question: one.question,
          closing: one.closing,
          rating: 'partly',
          events: await eventsOf(one),
        }),
      ]);
      expect(document.acted).toEqual([]);
    });

    it('holds of their own reports no note that one colleague wrote to another', async () => {
      await keep(
        buildCaseIn('closed', { reporter }),
        { kind: 'offered', actor: named('manager'), subject: named('deputy'), text: 'overdrijft vaak' },
        { kind: 'asked', actor: named('manager'), text: 'Wie was erbij?' },
      );
      const { document } = await exportPerson(store.db, WHO);
      expect(JSON.stringify(document)).not.toContain('overdrijft vaak');
      expect(document.reported[0]?.events).toMatchObject([
        { kind: 'offered', text: undefined },
        { kind: 'asked', text: 'Wie was erbij?' },
      ]);
    });

    it('holds of cases of others what they did and what happened to them', async () => {
      const one = await keepActed();
      const { document } = await exportPerson(store.db, WHO);
      expect(document.acted).toMatchObject([{ id: one.id, part: 'holder', closedAt: NOW }]);
      expect(document.acted[0]?.events.map(({ kind, role, text }) => [kind, role, text])).toEqual([
        ['notified', 'about', undefined],
        ['offered', 'about', undefined],
        ['offered', 'did', WORDS.own],
        ['closed', 'did', WORDS.own],
      ]);
      expect(document.reported).toEqual([]);
    });

    it('holds neither words nor names of others from a case that is not their own', async () => {
      await keepActed();
      const text = JSON.stringify((await exportPerson(store.db, WHO)).document);
      expect(text).toContain(WORDS.own);
      for (const other of [WORDS.other, 'teacher', 'manager', 'deputy', 'conflict-parent'])
        expect(text).not.toContain(other);
    });

    it('holds a case that they no longer have a part in', async () => {
      const one = await keepActed({ asked: [named('manager')], holder: undefined, offer: THEM });
      await cases.save(buildChange({ ...one, offer: undefined, version: one.version + 1 }));
      const { document } = await exportPerson(store.db, WHO);
      expect(document.acted).toMatchObject([{ id: one.id, part: 'former' }]);
    });

    it('leaves out a case that was never brought to them, and counts it', async () => {
      const one = await keepUntold();
      const { document, untold } = await exportPerson(store.db, WHO);
      expect(untold).toBe(1);
      expect(JSON.stringify(document)).not.toContain(one.id);
      expect(JSON.stringify(document)).not.toContain('involved');
    });

    it('holds the messages that go to them and their jobs', async () => {
      const one = await keep(buildCase({ asked: [THEM] }));
      const { document } = await exportPerson(store.db, WHO);
      expect(document.outbox).toMatchObject([{ subject: one.id, notice: 'assigned', state: 'pending' }]);
      expect(document.jobs).toMatchObject([{ queue: 'deliver', state: 'created' }]);
    });

    it('holds nothing of the same id in another tenant', async () => {
      await meet();
      await keepReported();
      await keepActed();
      const { document, untold } = await exportPerson(store.db, { ...WHO, tenant: 'two' });
      expect(untold).toBe(0);
      expect(document).toEqual({
        person: { ...WHO, tenant: 'two' },
        profile: null,
        contexts: [],
        usage: [],
        address: null,
        drafts: [],
        reported: [],
        acted: [],
        absence: null,
        outbox: [],
        jobs: [],
        groups: [],
        groupsOfOthers: [],
        newer: [],
      });
    });
  });

  describe('an erasure', () => {
    it('leaves no table with the id or the name, whatever it was in', async () => {
      await keepReported();
      await keepActed();
      await keepUntold();
      await keep(buildCaseIn('closed', { guard: THEM, asked: [THEM] }), { kind: 'exhausted', subject: THEM });
      await keep(buildCase({ asked: [THEM, named('manager')] }), { kind: 'passed-on', subject: THEM });
      await meet();
      const tables = [
        'address',
        'case_event',
        'case_party',
        'context',
        'draft',
        'escalation_case',
        'outbox',
        'person',
      ];
      expect(await tablesWith(store.db, WHO.id)).toEqual(expect.arrayContaining(tables));
      expect(await erasePerson(store.db, WHO, NOW)).toMatchObject({ kind: 'erased' });
      expect(await tablesWith(store.db, WHO.id)).toEqual([]);
    });

    it('counts what it did', async () => {
      await keepReported();
      await keepReported();
      await keepActed();
      await meet();
      expect(await erasePerson(store.db, WHO, NOW)).toEqual({
        kind: 'erased',
        counts: {
          person: 1,
          context: 1,
          address: 1,
          draft: 1,
          outbox: 1,
          jobs: 1,
          case_party: 3,
          group_party: 0,
          absence: 0,
          usage: 0,
          newer: 0,
          reported: 2,
          others: 1,
          unregistered: 0,
          owned: 0,
          shared: 0,
          events: 2 + 4,
        },
      });
    });

    it('of somebody unknown does nothing', async () => {
      await meet();
      await keepActed();
      const before = await everything();
      const erasure = await erasePerson(store.db, { ...WHO, id: 'nobody' }, NOW);
      expect(erasure).toMatchObject({
        kind: 'erased',
        counts: { reported: 0, others: 0, events: 0, person: 0 },
      });
      expect(await everything()).toEqual(before);
    });

    it('takes the words out of closed and withdrawn reports, and leaves a record of them', async () => {
      const closed = await keepReported({ rating: 'partly' });
      const withdrawn = await keepReported({ ...buildCaseIn('withdrawn'), reporter });
      await erasePerson(store.db, WHO, at('12:00'));
      expect(await tablesWith(store.db, WORDS.own)).toEqual([]);
      expect(await tablesWith(store.db, WORDS.other)).toEqual([]);
      const { report, closing, question, ...rest } = await get(closed);
      expect([report, closing, question]).toEqual([undefined, undefined, undefined]);
      expect(rest).toMatchObject({
        reporter: { ...ERASED, role: 'staff', language: 'nl' },
        kind: 'conflict-parent',
        state: 'closed',
        closedAt: NOW,
        rating: 'partly',
        asked: [named('manager')],
      });
      expect((await eventsOf(closed)).map(({ kind, actor }) => [kind, actor])).toEqual([
        ['reported', ERASED],
        ['notified', undefined],
        ['closed', named('manager')],
        ['purged', undefined],
      ]);
      expect((await get(withdrawn)).reporter).toMatchObject(ERASED);
    });

    it('does not take words out that went before', async () => {
      const one = await keepReported();
      await clearCase(store.db, one.id, NOW);
      await erasePerson(store.db, WHO, NOW);
      expect((await get(one)).reporter).toMatchObject(ERASED);
      expect((await eventsOf(one)).filter(({ kind }) => kind === 'purged')).toHaveLength(1);
    });

    it('leaves cases of others with all their words, and without the person', async () => {
      const one = await keepActed();
      const events = await eventsOf(one);
      await erasePerson(store.db, WHO, NOW);
      const { chain, ...rest } = await get(one);
      expect(rest).toMatchObject({
        report: one.report,
        closing: one.closing,
        reporter: one.reporter,
        asked: [named('manager')],
        holder: undefined,
      });
      expect(chain).toEqual(one.chain);
      expect((await eventsOf(one)).map(({ text }) => text)).toEqual(events.map(({ text }) => text));
      expect((await eventsOf(one)).filter(({ actor }) => actor?.id === ERASED.id)).toHaveLength(2);
      expect((await eventsOf(one)).filter(({ subject }) => subject?.id === ERASED.id)).toHaveLength(2);
    });

    it('takes the person out of the steps of an open case that are still to come', async () => {
      const steps = CHAIN.map((step, index) => (index === 1 ? { ...step, person: THEM } : step));
      const one = await keep(buildCase({ chain: steps }));
      await erasePerson(store.db, WHO, NOW);
      const { chain, ...rest } = await get(one);
      expect(chain).toEqual(
        CHAIN.map(({ person, ...step }, index) => (index === 1 ? step : { ...step, person })),
      );
      expect(rest).toMatchObject({ state: 'notified', next: one.next, asked: one.asked });
    });

    it('makes a change fail that was decided before it, and the next one succeed', async () => {
      const one = await keep(buildCase({ asked: [THEM, named('manager')] }));
      await erasePerson(store.db, WHO, NOW);
      const late = buildChange({ ...one, version: one.version + 1 }, { events: [], messages: [] });
      expect(await cases.save(late)).toBe(false);
      const current = await get(one);
      expect(await cases.save({ ...late, case: { ...current, version: current.version + 1 } })).toBe(true);
      expect(await tablesWith(store.db, WHO.id)).toEqual([]);
    });

    it('stands a change of a case at the same moment', async () => {
      for (let time = 0; time < 10; time++) {
        const one = await keep(buildCase({ asked: [THEM, named('manager')] }));
        const change = buildChange({ ...one, version: one.version + 1 }, { messages: [] });
        const [erasure] = await Promise.all([erasePerson(store.db, WHO, NOW), cases.save(change)]);
        expect(erasure).toMatchObject({ kind: 'erased' });
        expect(await tablesWith(store.db, WHO.id)).toEqual([]);
      }
    });

    it('leaves everybody else and every other tenant as they were', async () => {
      await meet({ ...WHO, id: 'colleague' });
      await meet({ ...WHO, tenant: 'two' });
      await keepReported({ tenant: 'two' });
      await keepActed({ tenant: 'two' });
      await keep(buildCase());
      const before = await everything();
      await meet();
      expect(await erasePerson(store.db, WHO, NOW)).toMatchObject({ counts: { person: 1, events: 0 } });
      expect(await everything()).toEqual(before);
    });

    it.each<[string, Partial<Case>, string]>([
      ['reported', { reporter }, 'reported'],
      ['has', { holder: { ...THEM, since: NOW }, asked: [THEM] }, 'held'],
      ['was asked last to take up', { asked: [named('deputy'), THEM] }, 'asked'],
      ['was asked to take over', { holder: { ...named('manager'), since: NOW }, offer: THEM }, 'asked'],
      ['is involved in', { report: buildReport({ involved: true }), chain: withFirst(THEM) }, 'involved'],
      ['guards after the alarm', { exhausted: true, guard: THEM }, 'asked'],
    ])('does nothing as long as a case is open that the person %s', async (_, overrides, why) => {
      await meet();
      await keepReported();
      const open = await keep(buildCase(overrides));
      const before = await everything();
      expect(await erasePerson(store.db, WHO, NOW)).toEqual({
        kind: 'blocked',
        holds: [{ case: await get(open), why }],
      });
      expect(await everything()).toEqual(before);
    });

    it('that fails half-way has done nothing', async () => {
      await meet();
      await keepReported();
      await keepActed();
      const before = await everything();
      // the last table that it takes rows from
      await sql`create or replace function planted() returns trigger language plpgsql as $$
        begin raise exception 'planted'; end $$`.execute(store.db);
      await sql`create trigger planted before delete on case_party
        for each row execute function planted()`.execute(store.db);
      try {
        await expect(erasePerson(store.db, WHO, NOW)).rejects.toThrow('planted');
      } finally {
        await sql`drop trigger planted on case_party`.execute(store.db);
      }
      expect(await everything()).toEqual(before);
    });
  });
});

describeOnPostgres('An erasure on PostgreSQL', () => {
  it('builds on a change of a case that was under way when it began', async () => {
    const store = await openStore('PostgreSQL');
    const one = buildCase({ asked: [THEM, named('manager')] });
    await createCases(store.db, store.jobs, () => NOW).create(buildChange(one));
    const holder = JSON.stringify({ ...named('manager'), since: NOW });
    let erasure: Promise<unknown> = Promise.resolve();
    await store.db.transaction().execute(async (trx) => {
      await trx.updateTable('escalation_case').set({ holder }).execute();
      erasure = erasePerson(store.db, WHO, NOW);
      // it must have begun before this change is done, and it waits for it
      for (let waits = false; !waits; ) waits = await isSomebodyWaiting(store.db);
    });
    await erasure;
    const [row] = await store.db.selectFrom('escalation_case').select(['holder', 'asked']).execute();
    await store.close();
    expect(row).toMatchObject({ holder: named('manager'), asked: [named('manager')] });
  });
});

/** Whether a transaction on this database waits for a row that another has. */
async function isSomebodyWaiting(db: TestStore['db']): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    db,
  );
  return rows.length > 0;
}
