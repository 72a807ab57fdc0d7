import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Case } from '../../../src/flows/escalation/model.ts';
import type { Group } from '../../../src/flows/group-chat/model.ts';
import type { CaseLists, GroupLists, WantedCases } from '../../../src/overview/ports.ts';
import { createCaseLists } from '../../../src/storage/case-lists.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { createGroupLists } from '../../../src/storage/group-lists.ts';
import { createGroups } from '../../../src/storage/groups.ts';
import { up as overview } from '../../../src/storage/migrations/0005-overview.ts';
import { at, buildCase, buildCaseIn, buildChange, buildEvent, NOW } from '../../support/cases.ts';
import { DIALECTS } from '../../support/database.ts';
import {
  buildGroup,
  buildGroupChange,
  buildGroupEvent,
  buildGroupIn,
  buildPermission,
  buildSecond,
} from '../../support/groups.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { openStore, type TestStore } from '../../support/store.ts';

const person = (id: string) => ({ tenant: TENANT, id });
const minutesOn = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

describe.each(DIALECTS)('What the tab lists on %s', (dialect) => {
  let store: TestStore;
  let lists: CaseLists;
  let register: GroupLists;
  beforeAll(async () => {
    store = await openStore(dialect);
    lists = createCaseLists(store.db);
    register = createGroupLists(store.db);
  });
  afterAll(() => store.close());
  beforeEach(() => store.clear());

  const cases = () => createCases(store.db, store.jobs, () => NOW);
  const groups = () => createGroups(store.db, store.jobs, () => NOW);
  const keep = async (one: Case, events = [buildEvent()]): Promise<Case> => {
    expect(await cases().create(buildChange(one, { events }))).toBe(true);
    return one;
  };
  const change = (one: Case, changes: Partial<Case>) =>
    cases().save(buildChange({ ...one, ...changes, version: one.version + 1 }, { messages: [] }));
  const keepGroup = async (group: Group): Promise<Group> => {
    expect(await groups().create(buildGroupChange(group))).toBe(true);
    return group;
  };
  const idsOf = async (id: string, wanted: Partial<WantedCases> = {}): Promise<string[]> =>
    (await lists.list(person(id), { scope: 'open', at: NOW, ...wanted }))?.rows.map((one) => one.id) ?? [];
  /** All rows, page after page. */
  async function idsOnPages(id: string, wanted: Partial<WantedCases>): Promise<string[][]> {
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const page = await lists.list(person(id), {
        scope: 'open',
        at: NOW,
        ...wanted,
        ...(after !== undefined && { after }),
      });
      pages.push(page?.rows.map((one) => one.id) ?? []);
      after = page?.next;
    } while (after !== undefined);
    return pages;
  }

  describe('of cases', () => {
    /** 120 cases, many of them due or made at the same moment. */
    async function keepMany(): Promise<Case[]> {
      const many = Array.from({ length: 120 }, (_, index) =>
        buildCase({
          severity: (['1', '2', '3'] as const)[index % 3] ?? '1',
          next: { awaited: 'acknowledgement', at: minutesOn((index * 7) % 10) },
          createdAt: minutesOn(-(index % 4)),
        }),
      );
      for (const one of many) await keep(one);
      return many;
    }

    it.each<[NonNullable<WantedCases['sort']>, (one: Case) => readonly number[]]>([
      ['due', (one) => [Number(one.next?.at)]],
      ['new', (one) => [-Number(one.createdAt)]],
      ['severity', (one) => [-Number(one.severity), Number(one.next?.at)]],
    ])('give every row once and in order, sorted by %s', async (sort, keyOf) => {
      const many = await keepMany();
      const pages = await idsOnPages('manager', { sort });
      expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
      const ids = pages.flat();
      expect(new Set(ids)).toEqual(new Set(many.map(({ id }) => id)));
      const keys = ids.map((id) => keyOf(many.find((one) => one.id === id) ?? buildCase()));
      expect(keys).toEqual(keys.toSorted(compare));
    });

    it('miss nothing that stays when something ended between two pages', async () => {
      await keepMany();
      const first = await lists.list(person('manager'), { scope: 'open', at: NOW });
      const [gone] = first?.rows ?? [];
      await change((gone as Case | undefined) ?? buildCase(), {
        state: 'closed',
        next: undefined,
        closedAt: NOW,
      });
      const rest = await idsOnPages('manager', { after: first?.next ?? '' });
      expect(rest.flat()).toHaveLength(70);
    });

    it('have no word of a report', async () => {
      await keep(buildCase({ question: 'Wanneer was dat?' }));
      const page = await lists.list(person('manager'), { scope: 'open', at: NOW });
      expect(page?.rows[0]).toMatchObject({ report: undefined, question: undefined, closing: undefined });
    });

    it.each(['rubbish', 'W10', Buffer.from('["due","x","y"]').toString('base64url')])(
      'begin nowhere after %s',
      async (after) => {
        expect(await lists.list(person('manager'), { scope: 'open', at: NOW, after })).toBeUndefined();
      },
    );

    it('do not take the end of another order for one of theirs', async () => {
      await keepMany();
      const page = await lists.list(person('manager'), { scope: 'open', at: NOW, sort: 'new' });
      const after = page?.next ?? '';
      expect(
        await lists.list(person('manager'), { scope: 'open', at: NOW, sort: 'due', after }),
      ).toBeUndefined();
    });

    it('show each part what belongs to it, with the counts', async () => {
      const open = await keep(buildCase());
      const held = await keep(
        buildCaseIn('acknowledged', { next: { awaited: 'progress', at: at('09:00') } }),
      );
      const ended = await keep(buildCaseIn('closed'));
      const scopes = ['open', 'overdue', 'mine', 'deputised', 'reported', 'ended'] as const;
      const found = async (id: string) =>
        Object.fromEntries(
          await Promise.all(
            scopes.map(async (scope) => [scope, (await idsOf(id, { scope })).sort()] as const),
          ),
        );
      const both = [open.id, held.id].sort();
      expect(await found('manager')).toEqual({
        open: both,
        overdue: [held.id],
        mine: [held.id],
        deputised: [],
        reported: [],
        ended: [ended.id],
      });
      expect(await found('teacher')).toMatchObject({ reported: [...both, ended.id].sort(), mine: [] });
      for (const id of ['manager', 'teacher', 'stranger']) {
        const lengths = Object.entries(await found(id)).map(([scope, { length }]) => [scope, length]);
        expect(await lists.count(person(id), NOW)).toEqual(Object.fromEntries(lengths));
      }
      expect(await lists.count({ tenant: 'two', id: 'manager' }, NOW)).toMatchObject({ open: 0, ended: 0 });
    });

    it('count those as late of which the holder is silent, or that nobody took', async () => {
      const reminded = await keep(buildCaseIn('acknowledged', { reminded: true }));
      const alarm = await keep(
        buildCase({ exhausted: true, next: { awaited: 'rescue', at: minutesOn(60) } }),
      );
      await keep(buildCaseIn('acknowledged', { exhausted: true }));
      expect((await idsOf('manager', { scope: 'overdue' })).sort()).toEqual([reminded.id, alarm.id].sort());
    });

    it('know who stands in for somebody', async () => {
      const notified = (id: string) => [
        buildEvent({ kind: 'notified', actor: undefined, subject: named(id) }),
      ];
      const absence = await keep(buildCase({ asked: [named('second')] }), notified('second'));
      const silence = await keep(
        buildCase({ asked: [named('manager'), named('deputy')], step: 1 }),
        notified('deputy'),
      );
      await keep(buildCase(), notified('manager'));
      expect(await idsOf('second', { scope: 'deputised' })).toEqual([absence.id]);
      expect(await idsOf('deputy', { scope: 'deputised' })).toEqual([silence.id]);
      expect(await idsOf('manager', { scope: 'deputised' })).toEqual([]);
      await change(absence, { holder: { ...named('second'), since: NOW }, state: 'acknowledged' });
      expect(await idsOf('second', { scope: 'deputised' })).toEqual([absence.id]);
    });

    it('lose what somebody has no part in any more', async () => {
      const one = await keep(buildCaseIn('acknowledged', { offer: named('second') }));
      expect(await idsOf('second')).toEqual([one.id]);
      await change(one, { offer: undefined });
      expect(await idsOf('second')).toEqual([]);
    });

    it('find references, kinds and names, and nothing else', async () => {
      const one = await keep(buildCaseIn('acknowledged'));
      const found = (text: string, kinds: string[] = []) => idsOf('manager', { search: { text, kinds } });
      expect(await found(one.id.slice(0, 8))).toEqual([one.id]);
      expect(await found('of teach')).toEqual([one.id]);
      expect(await found('name of manager')).toEqual([one.id]);
      expect(await found('zzz', ['conflict-parent'])).toEqual([one.id]);
      for (const text of ['scheldt', '%', '_', '\\', 'zzz', 'name of teacher%name'])
        expect(await found(text)).toEqual([]);
    });
  });

  describe('of groups', () => {
    const list = async (
      id: string,
      scope: 'running' | 'pending' | 'review' | 'draft' | 'closed',
      search = '',
    ) => (await register.list(person(id), { scope, search }))?.rows.map((one) => one.id) ?? [];

    it('show each part what belongs to it, with the counts', async () => {
      const waiting = await keepGroup(buildGroup());
      const review = await keepGroup(buildGroupIn('review'));
      const draft = await keepGroup(buildGroupIn('draft'));
      const closed = await keepGroup(buildGroupIn('closed'));
      await keepGroup(buildGroupIn('dropped'));
      expect((await list('teacher', 'running')).sort()).toEqual([waiting.id, review.id].sort());
      expect(await list('teacher', 'pending')).toEqual([waiting.id]);
      expect(await list('teacher', 'review')).toEqual([review.id]);
      expect(await list('teacher', 'draft')).toEqual([draft.id]);
      expect(await list('teacher', 'closed')).toEqual([closed.id]);
      expect(await register.count(person('teacher'))).toEqual({
        running: 2,
        pending: 1,
        review: 1,
        draft: 1,
        closed: 1,
      });
      expect(await list('manager', 'draft')).toEqual([]);
      expect(await register.count(person('stranger'))).toMatchObject({ running: 0 });
    });

    it('give every row once: the newest first, those to review by their day', async () => {
      for (let index = 0; index < 60; index++)
        await keepGroup(
          buildGroupIn('review', {
            createdAt: minutesOn(index % 5).toISOString(),
            reviewOn: `2027-07-${10 + (index % 7)}`,
          }),
        );
      for (const scope of ['running', 'review'] as const) {
        const first = await register.list(person('teacher'), { scope });
        const second = await register.list(person('teacher'), { scope, after: first?.next ?? '' });
        const rows = [...(first?.rows ?? []), ...(second?.rows ?? [])] as Group[];
        expect([first?.rows.length, second?.rows.length, second?.next]).toEqual([50, 10, undefined]);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(60);
        const keys = rows.map(({ createdAt, reviewOn }) => (scope === 'review' ? reviewOn : createdAt));
        const sorted = keys.toSorted();
        expect(keys).toEqual(scope === 'review' ? sorted : sorted.toReversed());
      }
    });

    it('find names', async () => {
      const group = await keepGroup(buildGroup());
      for (const text of ['2b', 'of TEACHER', 'of second']) {
        expect(await list('manager', 'running', text)).toEqual([group.id]);
      }
      for (const text of ['3b', '%', 'trip']) expect(await list('manager', 'running', text)).toEqual([]);
    });

    it('know who was reminded since a moment', async () => {
      const group = await keepGroup(buildGroup());
      const other = await keepGroup(buildGroup());
      const event = buildGroupEvent({ kind: 'reminded', at: NOW, subject: named('second') });
      await groups().record(group, event);
      const since = async (moment: Date) =>
        (await register.listReminded([group.id, other.id], moment)).map((one) => one.group);
      expect(await since(at('00:00'))).toEqual([group.id]);
      expect(await since(minutesOn(1))).toEqual([]);
      expect(await register.listReminded([], NOW)).toEqual([]);
    });
  });

  it('are filled for what was kept before there were lists', async () => {
    const notified = [buildEvent({ kind: 'notified', actor: undefined, subject: named('deputy') })];
    await keep(buildCase({ asked: [named('manager'), named('deputy')], guard: named('safety') }), notified);
    await keep(buildCaseIn('acknowledged', { offer: named('second'), reminded: true, severity: '3' }));
    await keep(buildCaseIn('closed'));
    await keepGroup(buildGroup({ permission: buildPermission(), told: [named('head')] }));
    await keepGroup(buildGroupIn('active', { second: buildSecond({ state: 'confirmed' }) }));
    await keepGroup(buildGroupIn('draft', { id: randomUUID() }));
    const places = async () => ({
      cases: await store.db
        .selectFrom('case_party')
        .selectAll()
        .orderBy('case_id')
        .orderBy('person')
        .execute(),
      groups: await store.db
        .selectFrom('group_party')
        .selectAll()
        .orderBy('group_id')
        .orderBy('person')
        .execute(),
    });
    const before = await places();
    await forget(store);
    await overview(store.db as unknown as Kysely<unknown>); // a step knows no tables of its own time
    expect(await places()).toEqual(before);
  });
});

/** Takes away what the migration adds. */
async function forget({ db }: TestStore): Promise<void> {
  await sql`alter table escalation_case drop column names`.execute(db);
  await sql`alter table group_chat drop column names`.execute(db);
  await sql`alter table case_party drop column part, drop column deputised, drop column is_open,
    drop column is_late, drop column due_at, drop column urgency, drop column created_at`.execute(db);
  await sql`alter table group_party drop column part, drop column state, drop column is_running,
    drop column review_on, drop column created_at`.execute(db);
}

/** Compares lists of numbers, the first difference first. */
function compare(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((value, place) => value !== other[place]);
  return index === -1 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}
