import { sql } from 'kysely';
import type { Group, GroupEvent } from '../../../src/flows/group-chat/model.ts';
import type { Groups } from '../../../src/flows/group-chat/ports.ts';
import { ERASED } from '../../../src/routing/person.ts';
import { erasePerson } from '../../../src/storage/erasure.ts';
import { createGroups } from '../../../src/storage/groups.ts';
import { exportPerson, findTenants } from '../../../src/storage/privacy.ts';
import { CHAIN, NOW } from '../../support/cases.ts';
import { DIALECTS } from '../../support/database.ts';
import {
  buildChat,
  buildGroup,
  buildGroupChange,
  buildGroupEvent,
  buildGroupIn,
  buildPermission,
  buildSecond,
} from '../../support/groups.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { openStore, type TestStore, tablesWith } from '../../support/store.ts';

/** Whose data it is about; their id stands nowhere else. */
const WHO = { tenant: TENANT, id: 'somebody-leaving' };
const THEM = named(WHO.id);
const owner = { ...THEM, language: 'nl' } as const;

/** Words by who wrote them; each is found nowhere else. */
const WORDS = { own: 'woorden-van-zichzelf', other: 'woorden-van-een-ander' } as const;

/** A chain of which somebody has the last step. */
const chain = CHAIN.map((step, index) => (index === CHAIN.length - 1 ? { ...step, person: THEM } : step));

describe.each(DIALECTS)('The register on %s', (dialect) => {
  let store: TestStore;
  let groups: Groups;
  beforeAll(async () => {
    store = await openStore(dialect);
    groups = createGroups(store.db, store.jobs, () => NOW);
  });
  afterAll(() => store.close());
  beforeEach(() => store.clear());

  const keep = async (group: Group, ...events: Partial<GroupEvent>[]): Promise<Group> => {
    expect(await groups.create(buildGroupChange(group, { events: events.map(buildGroupEvent) }))).toBe(true);
    return group;
  };
  const keepOwn = (overrides: Partial<Group> = {}): Promise<Group> =>
    keep(
      buildGroupIn('closed', {
        owner,
        answers: { purpose: 'trip', medium: 'teams', name: WORDS.own, until: '2027-07-31' },
        permission: buildPermission({
          why: WORDS.own,
          state: 'refused',
          decider: named('manager'),
          words: WORDS.other,
        }),
        proofs: { 'minimum-age': { by: 'attested', who: THEM, at: NOW.toISOString() } },
        chat: buildChat({ staff: [THEM, named('second')] }),
        ...overrides,
      }),
      { kind: 'registered', actor: THEM },
      { kind: 'permission-refused', actor: named('manager'), text: WORDS.other },
      { kind: 'closed', actor: THEM, text: WORDS.own },
    );
  /** A group of a teacher that the person decided on, and left as its second member of staff. */
  const keepOther = (overrides: Partial<Group> = {}): Promise<Group> =>
    keep(
      buildGroup({
        state: 'active',
        leader: THEM,
        told: [THEM],
        second: buildSecond({ person: THEM, state: 'left' }),
        permission: buildPermission({
          chain,
          state: 'conditional',
          asked: [named('manager'), THEM],
          decider: THEM,
          words: WORDS.own,
        }),
        proofs: { 'no-student-admin': { by: 'attested', who: THEM, at: NOW.toISOString() } },
        chat: buildChat({ staff: [named('teacher'), THEM] }),
        ...overrides,
      }),
      { kind: 'registered', actor: named('teacher') },
      { kind: 'permission-asked', actor: named('teacher'), subject: THEM, text: WORDS.other },
      { kind: 'permission-conditional', actor: THEM, text: WORDS.own },
      { kind: 'second-left', actor: THEM, reason: 'step-back', text: WORDS.own },
      { kind: 'attended', actor: named('deputy'), text: WORDS.other },
    );
  const get = async (group: Group): Promise<Group> => {
    const found = await groups.find(group);
    if (!found) throw new Error('the group is gone');
    return found;
  };
  const everything = async () => ({
    groups: await store.db.selectFrom('group_chat').selectAll().orderBy('id').execute(),
    parties: await store.db
      .selectFrom('group_party')
      .selectAll()
      .orderBy('group_id')
      .orderBy('person')
      .execute(),
    events: await store.db.selectFrom('group_event').selectAll().orderBy('id').execute(),
    messages: await store.db.selectFrom('outbox').selectAll().orderBy('id').execute(),
  });

  describe('in an export', () => {
    it('gives own groups in full with their history, drafts and dropped ones too', async () => {
      const closed = await keepOwn();
      const draft = await keep(buildGroupIn('draft', { owner }));
      const dropped = await keep(buildGroupIn('dropped', { owner }));
      const { document, untold } = await exportPerson(store.db, WHO);
      expect(untold).toBe(0);
      expect(document.groupsOfOthers).toEqual([]);
      expect(document.groups).toHaveLength(3);
      for (const group of [closed, draft, dropped])
        expect(document.groups).toContainEqual({ ...group, events: await groups.listEvents(group) });
    });

    it('gives of groups of others what they did and what happened to them', async () => {
      const group = await keepOther();
      const { document } = await exportPerson(store.db, WHO);
      expect(document.groups).toEqual([]);
      expect(document.groupsOfOthers).toEqual([
        {
          id: group.id,
          part: 'approver',
          createdAt: NOW.toISOString(),
          closedAt: '',
          events: [
            { at: NOW, kind: 'permission-asked', role: 'about', reason: undefined },
            { at: NOW, kind: 'permission-conditional', role: 'did', text: WORDS.own },
            { at: NOW, kind: 'second-left', role: 'did', reason: 'step-back', text: WORDS.own },
          ],
        },
      ]);
    });

    it('gives neither words nor names of others from a group that is not their own', async () => {
      await keepOther();
      const text = JSON.stringify((await exportPerson(store.db, WHO)).document);
      for (const other of [WORDS.other, 'teacher', 'manager', 'deputy', '2B', 'excursie', '19:chat'])
        expect(text).not.toContain(other);
    });

    it('gives a group that they no longer have a part in', async () => {
      const group = await keep(buildGroup({ second: buildSecond({ person: THEM }) }));
      await groups.save(buildGroupChange({ ...group, second: undefined, version: 2 }));
      const { document } = await exportPerson(store.db, WHO);
      expect(document.groupsOfOthers).toMatchObject([{ id: group.id, part: 'former' }]);
    });

    it('leaves out groups that were never brought to them, and counts them', async () => {
      await keep(buildGroupIn('draft', { second: buildSecond({ person: THEM, state: 'chosen' }) }));
      await keep(buildGroup({ chat: buildChat({ staff: [THEM] }) }));
      const { document, untold } = await exportPerson(store.db, WHO);
      expect([document.groups, document.groupsOfOthers]).toEqual([[], []]);
      expect(untold).toBe(2);
    });

    it('gives nothing of the same id in another tenant', async () => {
      await keepOwn();
      await keepOther();
      const elsewhere = { ...WHO, tenant: 'two' };
      const { document, untold } = await exportPerson(store.db, elsewhere);
      expect([document.groups, document.groupsOfOthers, untold]).toEqual([[], [], 0]);
      expect(await findTenants(store.db, WHO.id)).toEqual([TENANT]);
    });

    it.each<[string, Partial<Group>]>([
      ['the chat', { chat: buildChat({ staff: [THEM] }) }],
      ['the chain of a permission', { permission: buildPermission({ chain }) }],
      ['a declaration', { proofs: { 'minimum-age': { by: 'attested', who: THEM, at: '' } } }],
    ])('finds somebody whom nothing but %s names', async (_, overrides) => {
      await keep(buildGroup(overrides));
      expect(await findTenants(store.db, WHO.id)).toEqual([TENANT]);
      expect(await findTenants(store.db, 'somebody')).toEqual([]);
    });
  });

  describe('after an erasure', () => {
    it('has the id and the name nowhere, whatever they were in', async () => {
      await keepOwn();
      await keepOther();
      await keepOther({
        ...buildGroupIn('closed'),
        second: buildSecond({ person: THEM, state: 'confirmed' }),
      });
      await keep(buildGroupIn('draft', { owner }), { actor: THEM });
      await keep(buildGroupIn('dropped', { owner }));
      await keep(buildGroupIn('draft', { second: buildSecond({ person: THEM, state: 'chosen' }) }));
      await keep(buildGroup({ permission: buildPermission({ chain }) }), { subject: THEM });
      expect(await tablesWith(store.db, WHO.id)).toEqual(
        expect.arrayContaining(['group_chat', 'group_event', 'group_party', 'outbox']),
      );
      expect(await erasePerson(store.db, WHO, NOW)).toMatchObject({
        kind: 'erased',
        counts: { unregistered: 2, owned: 1, shared: 4, events: 2 + 3 + 3 + 1 },
      });
      expect(await tablesWith(store.db, WHO.id)).toEqual([]);
    });

    it('has own drafts and dropped groups no more', async () => {
      await keep(buildGroupIn('draft', { owner }), { actor: THEM });
      await keep(buildGroupIn('dropped', { owner }));
      await erasePerson(store.db, WHO, NOW);
      expect(await everything()).toMatchObject({ groups: [], parties: [], events: [] });
    });

    it('has a record of own closed groups, without words', async () => {
      const group = await keepOwn();
      await erasePerson(store.db, WHO, NOW);
      expect(await tablesWith(store.db, WORDS.own)).toEqual([]);
      expect(await tablesWith(store.db, WORDS.other)).toEqual([]);
      expect(await get(group)).toEqual({
        ...group,
        version: group.version + 1,
        owner: { ...ERASED, language: 'nl' },
        answers: { ...group.answers, name: '' },
        permission: group.permission && { ...group.permission, why: '', words: '' },
        proofs: { 'minimum-age': { ...group.proofs['minimum-age'], who: ERASED } },
        chat: buildChat({ staff: [ERASED, named('second')] }),
      });
      expect((await groups.listEvents(group)).map(({ kind, actor }) => [kind, actor])).toEqual([
        ['registered', ERASED],
        ['permission-refused', named('manager')],
        ['closed', ERASED],
      ]);
    });

    it('has groups of others with all their words, and nobody to ask who is not there', async () => {
      const group = await keepOther();
      const before = await groups.listEvents(group);
      await erasePerson(store.db, WHO, NOW);
      expect(await get(group)).toEqual({
        ...group,
        version: group.version + 1,
        leader: undefined,
        told: [],
        second: buildSecond({ person: ERASED, state: 'left' }),
        permission: group.permission && {
          ...group.permission,
          chain: chain.map((step, index) =>
            index === chain.length - 1 ? { ...step, person: undefined } : step,
          ),
          asked: [named('manager')],
          decider: ERASED,
        },
        proofs: { 'no-student-admin': { by: 'attested', who: ERASED, at: NOW.toISOString() } },
        chat: buildChat({ staff: [named('teacher'), ERASED] }),
      });
      expect((await groups.listEvents(group)).map(({ text }) => text)).toEqual(
        before.map(({ text }) => text),
      );
    });

    it('has drafts of others without a second member of staff that they chose', async () => {
      const draft = await keep(
        buildGroupIn('draft', { second: buildSecond({ person: THEM, state: 'chosen' }) }),
      );
      await erasePerson(store.db, WHO, NOW);
      expect((await get(draft)).second).toBeUndefined();
    });

    it('refuses a change that was decided before it, and takes the next one', async () => {
      const group = await keepOther();
      await erasePerson(store.db, WHO, NOW);
      const late = buildGroupChange({ ...group, version: 2 }, { events: [], messages: [] });
      expect(await groups.save(late)).toBe(false);
      expect(await groups.save({ ...late, group: { ...(await get(group)), version: 3 } })).toBe(true);
      expect(await tablesWith(store.db, WHO.id)).toEqual([]);
    });

    it('is for everybody else and every other tenant as it was', async () => {
      await keepOwn({ tenant: 'two' });
      await keepOther({ tenant: 'two' });
      await keep(buildGroup());
      const before = await everything();
      expect(await erasePerson(store.db, WHO, NOW)).toMatchObject({ counts: { owned: 0, shared: 0 } });
      expect(await everything()).toEqual(before);
    });

    it.each<[string, Partial<Group>, string]>([
      ['own', { owner }, 'owner'],
      ['are to be second in', { second: buildSecond({ person: THEM, state: 'chosen' }) }, 'second'],
      ['are asked to be second in', { second: buildSecond({ person: THEM }) }, 'second'],
      ['are second in', { second: buildSecond({ person: THEM, state: 'confirmed' }) }, 'second'],
      [
        'are to give their permission for',
        { permission: buildPermission({ asked: [named('manager'), THEM] }) },
        'permission',
      ],
    ])('is as it was as long as a group runs that they %s', async (_, overrides, why) => {
      await keepOwn();
      const running = await keep(buildGroup({ state: 'review', ...overrides }));
      const before = await everything();
      expect(await erasePerson(store.db, WHO, NOW)).toEqual({
        kind: 'blocked',
        holds: [{ group: await get(running), why }],
      });
      expect(await everything()).toEqual(before);
    });

    it.each<[string, Partial<Group>]>([
      [
        'was asked before somebody else',
        { permission: buildPermission({ asked: [THEM, named('manager')] }) },
      ],
      ['declined to be second in', { second: buildSecond({ person: THEM, state: 'declined' }) }],
      ['did not answer for', { permission: buildPermission({ asked: [THEM], state: 'silent' }) }],
      ['leads the owner of', { leader: THEM }],
    ])('has lost somebody who %s a running group', async (_, overrides) => {
      await keep(buildGroup(overrides));
      expect(await erasePerson(store.db, WHO, NOW)).toMatchObject({ kind: 'erased', counts: { shared: 1 } });
      expect(await tablesWith(store.db, WHO.id)).toEqual([]);
    });

    it('that failed half-way is as it was', async () => {
      await keepOwn();
      await keepOther();
      await keep(buildGroupIn('dropped', { owner }));
      const before = await everything();
      // what it changes last
      await sql`create or replace function planted() returns trigger language plpgsql as $$
        begin raise exception 'planted'; end $$`.execute(store.db);
      await sql`create trigger zz_planted before update on group_event
        for each row when (new.actor->>'id' = 'erased') execute function planted()`.execute(store.db);
      try {
        await expect(erasePerson(store.db, WHO, NOW)).rejects.toThrow('planted');
      } finally {
        await sql`drop trigger zz_planted on group_event`.execute(store.db);
      }
      expect(await everything()).toEqual(before);
    });
  });
});
