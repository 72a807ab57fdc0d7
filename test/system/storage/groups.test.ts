import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Group } from '../../../src/flows/group-chat/model.ts';
import type { GroupChange, Groups } from '../../../src/flows/group-chat/ports.ts';
import { createGroups } from '../../../src/storage/groups.ts';
import type { Jobs } from '../../../src/storage/jobs.ts';
import { at, NOW } from '../../support/cases.ts';
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
import { listJobs, openStore, type TestStore, tablesWith } from '../../support/store.ts';

const OWNER = { tenant: TENANT, id: 'teacher' };

/** The next version of a group, with an event and a message to its owner. */
const next = (group: Group, changes: Partial<Group> = {}): GroupChange =>
  buildGroupChange(
    { ...group, ...changes, version: group.version + 1 },
    {
      events: [buildGroupEvent({ kind: 'second-confirmed', version: group.version + 1 })],
      messages: [{ to: group.owner.id, notice: 'second-confirmed' }],
    },
  );

const inChat = (conversation: string) => ({ chat: buildChat({ conversation }) });
const ownedBy = (id: string) => ({ owner: { ...named(id), language: 'nl' } }) as const;

describe.each(DIALECTS)('Groups on %s', (dialect) => {
  let store: TestStore;
  let groups: Groups;
  beforeAll(async () => {
    store = await openStore(dialect);
    groups = createGroups(store.db, store.jobs, () => NOW);
  });
  afterAll(() => store.close());
  beforeEach(() => store.clear());

  const keep = async (group: Group = buildGroup()): Promise<Group> => {
    expect(await groups.create(buildGroupChange(group))).toBe(true);
    return group;
  };
  const draft = (overrides: Partial<Group> = {}) => keep(buildGroupIn('draft', overrides));
  const outbox = () => store.db.selectFrom('outbox').selectAll().orderBy('id').execute();
  const idsFor = async (id: string) =>
    (await groups.listFor({ tenant: TENANT, id })).map((group) => group.id);
  /** How many rows each table has that a change goes to. */
  const counts = async () => ({
    groups: (await store.db.selectFrom('group_chat').select('id').execute()).length,
    parties: (await store.db.selectFrom('group_party').select('person').execute()).length,
    events: (await store.db.selectFrom('group_event').select('id').execute()).length,
    messages: (await outbox()).length,
    jobs: (await listJobs(store.db)).length,
  });
  const NOTHING = { groups: 0, parties: 0, events: 0, messages: 0, jobs: 0 };

  it('are found as they were kept', async () => {
    const group = await keep(
      buildGroup({
        version: 7,
        later: ['consent'],
        wentOn: true,
        permission: buildPermission({ state: 'conditional', decider: named('manager'), words: 'Tot juli' }),
        consent: { asked: 25, given: 24, refused: 1, alternative: true, on: '2026-11-18' },
        proofs: {
          'minimum-age': { by: 'attested', who: named('teacher'), at: NOW.toISOString() },
          'admin-only-posting': { by: 'checked', who: undefined, at: NOW.toISOString() },
        },
        chat: buildChat({ kind: 'channel', team: 'team' }),
        unattended: 'one-left',
        told: [named('leader')],
      }),
    );
    expect(await groups.find(group)).toEqual(group);
  });

  it('are found with nothing in them that was not given', async () => {
    const group = await draft();
    expect(await groups.find(group)).toEqual(group);
  });

  it('keep what was typed letter by letter', async () => {
    const typed = `'; drop table group_chat; -- "\\ 😀 é ${'x'.repeat(4000)}`;
    const group = await keep(buildGroup({ permission: buildPermission({ why: typed, words: typed }) }));
    await groups.record(group, buildGroupEvent({ text: typed }));
    expect(await groups.find(group)).toMatchObject({ permission: { why: typed, words: typed } });
    expect((await groups.listEvents(group)).at(-1)).toMatchObject({ text: typed });
  });

  it('do not exist for another tenant', async () => {
    const group = await keep(buildGroup(inChat('19:one')));
    await draft();
    await groups.saveCard(group, 'teacher', { conversation: 'a:teacher', activity: '1' });
    const elsewhere = { tenant: 'two', id: group.id };
    await groups.saveCard(elsewhere, 'teacher', { conversation: 'a:other', activity: '2' });
    expect(await groups.find(elsewhere)).toBeUndefined();
    expect(await groups.listEvents(elsewhere)).toEqual([]);
    expect(await groups.findCard(elsewhere, 'teacher')).toBeUndefined();
    expect(await groups.findCard(group, 'teacher')).toMatchObject({ activity: '1' });
    expect(await groups.findDraft({ ...OWNER, tenant: 'two' })).toBeUndefined();
    expect(await groups.findByChat('two', '19:one')).toBeUndefined();
    expect(await groups.listFor({ ...OWNER, tenant: 'two' })).toEqual([]);
  });

  it('that a newer version of the program wrote are an error, not a guess', async () => {
    const group = await keep();
    await sql`update group_chat set content = content || '{"state":"paused"}'`.execute(store.db);
    await expect(groups.find(group)).rejects.toMatchObject({ code: 'record-newer' });
  });

  describe('that are made', () => {
    it('come with their parties, their event, their message and their jobs', async () => {
      const group = await keep();
      expect(await counts()).toEqual({ groups: 1, parties: 3, events: 1, messages: 1, jobs: 2 });
      expect(await groups.listEvents(group)).toEqual([
        { ...buildGroupEvent(), subject: undefined, reason: undefined, text: undefined },
      ]);
      expect(await outbox()).toMatchObject([
        {
          key: `${group.id}:1:second-asked:second`,
          tenant: TENANT,
          person: 'second',
          about: 'group',
          subject: group.id,
          notice: 'second-asked',
          state: 'pending',
        },
      ]);
      const jobs = (await listJobs(store.db)).sort((a, b) => a.name.localeCompare(b.name));
      expect(jobs).toMatchObject([
        { name: 'deliver', data: { tenant: TENANT, id: 'second' } },
        { name: 'group-due', data: { tenant: TENANT, id: group.id }, start_after: at('12:00') },
      ]);
    });

    it('twice are one, and the second time leaves nothing behind', async () => {
      const group = await keep();
      const before = await counts();
      const again = { ...group, leader: named('head'), wentOn: true };
      expect(await groups.create(buildGroupChange(again))).toBe(false);
      expect(await counts()).toEqual(before);
      expect(await groups.find(group)).toEqual(group);
    });

    it('tell somebody the same thing once', async () => {
      const message = { to: 'second', notice: 'second-asked' } as const;
      await groups.create(buildGroupChange(buildGroup(), { messages: [message, message] }));
      expect(await counts()).toMatchObject({ messages: 1, jobs: 2 });
    });
  });

  describe('that are drafts', () => {
    it('are found by their owner, who alone has a part in them, and wait for nothing', async () => {
      const group = await draft({ second: buildSecond({ state: 'chosen' }), leader: named('manager') });
      expect(await groups.findDraft(OWNER)).toEqual(group);
      expect(await groups.findDraft({ tenant: TENANT, id: 'second' })).toBeUndefined();
      const parties = await store.db.selectFrom('group_party').select('person').execute();
      expect(parties).toEqual([{ person: 'teacher' }]);
      expect(await idsFor('teacher')).toEqual([]);
      expect((await listJobs(store.db)).filter(({ name }) => name === 'group-due')).toEqual([]);
    });

    it('are one for each owner', async () => {
      const first = await draft();
      const before = await counts();
      expect(await groups.create(buildGroupChange(buildGroupIn('draft')))).toBe(false);
      expect(await counts()).toEqual(before);
      expect(await groups.findDraft(OWNER)).toEqual(first);
      await draft(ownedBy('mentor'));
      await draft({ tenant: 'two' });
    });

    it('are one when two devices start at once', async () => {
      for (let time = 0; time < 5; time++) {
        await store.clear();
        const made = await Promise.all(
          [1, 2, 3].map(() => groups.create(buildGroupChange(buildGroupIn('draft')))),
        );
        expect(made.filter(Boolean)).toHaveLength(1);
        expect(await counts()).toMatchObject({ groups: 1, parties: 1, events: 1 });
      }
    });

    it('give way to another when they are registered or dropped', async () => {
      const first = await draft();
      await groups.save(next(first, { state: 'waiting' }));
      const second = await draft();
      await groups.save(next(second, { state: 'dropped' }));
      const third = await draft();
      expect(await groups.findDraft(OWNER)).toEqual(third);
    });

    it('cannot be taken up again beside another, and nothing is left behind', async () => {
      const dropped = await keep(buildGroupIn('dropped'));
      await draft();
      const before = await counts();
      expect(await groups.save(next(dropped, { state: 'draft' }))).toBe(false);
      expect(await counts()).toEqual(before);
      expect(await groups.find(dropped)).toEqual(dropped);
    });

    it('that are registered twice at once are registered once', async () => {
      const group = await draft();
      const registered = buildGroup({ id: group.id, version: 1 });
      const saved = await Promise.all([1, 2, 3].map(() => groups.save(buildGroupChange(registered))));
      expect(saved.filter(Boolean)).toHaveLength(1);
      expect(await idsFor('teacher')).toEqual([group.id]);
      expect(await counts()).toEqual({ groups: 1, parties: 3, events: 2, messages: 1, jobs: 2 });
    });
  });

  describe('that are changed', () => {
    it('are as the change says, with what happened behind it', async () => {
      const group = await keep();
      const change = next(group, { ...buildGroupIn('active'), id: group.id, ...inChat('19:new') });
      expect(await groups.save(change)).toBe(true);
      expect(await groups.find(group)).toEqual(change.group);
      expect((await groups.listEvents(group)).map(({ kind }) => kind)).toEqual([
        'registered',
        'second-confirmed',
      ]);
      expect((await outbox()).map(({ person, notice }) => `${person} ${notice}`)).toEqual([
        'second second-asked',
        'teacher second-confirmed',
      ]);
    });

    it('lose what a change takes away', async () => {
      const group = await keep(buildGroup(inChat('19:one')));
      const change = next(group, { second: undefined, chat: undefined, waits: [] });
      await groups.save(change);
      expect(await groups.find(group)).toEqual(change.group);
      expect(await groups.findByChat(TENANT, '19:one')).toBeUndefined();
      expect(await groups.listDue(new Date('2100-01-01'))).toEqual([]);
    });

    it.each([
      ['the same', 0],
      ['an older', -1],
      ['one too far', 2],
    ])('to %s version are refused, and nothing is left behind', async (_, step) => {
      const group = await keep(buildGroup({ version: 5 }));
      const before = await counts();
      expect(await groups.save(next({ ...group, version: 5 + step - 1 }, { leader: named('head') }))).toBe(
        false,
      );
      expect(await counts()).toEqual(before);
      expect(await groups.find(group)).toEqual(group);
    });

    it('but do not exist are refused', async () => {
      expect(await groups.save(next(buildGroup()))).toBe(false);
      expect(await counts()).toEqual(NOTHING);
    });

    it('by several at once go with one of them, and what the others did is not kept', async () => {
      const group = await keep();
      const people = ['manager', 'deputy', 'leader', 'head'];
      const saved = await Promise.all(
        people.map((id) =>
          groups.save({
            ...next(group, { leader: named(id) }),
            events: [buildGroupEvent({ kind: 'informed', subject: named(id), version: 2 })],
          }),
        ),
      );
      const winners = people.filter((_, index) => saved[index]);
      expect(winners).toHaveLength(1);
      expect(await groups.find(group)).toMatchObject({ version: 2, leader: { id: winners[0] } });
      const events = await groups.listEvents(group);
      expect(events.map(({ kind, subject }) => `${kind} ${subject?.id}`)).toEqual([
        'registered undefined',
        `informed ${winners[0]}`,
      ]);
      expect(await counts()).toMatchObject({ messages: 2, jobs: 4 });
    });
  });

  describe('when a fault comes in between', () => {
    /** Queues that fail when a job of this kind is added, once the job is in. */
    const failingAt = (queue: string): Jobs => ({
      ...store.jobs,
      add: async (trx, name, data, when) => {
        await store.jobs.add(trx, name, data, when);
        if (name === queue) throw new Error('planted');
      },
    });
    const faults: readonly (readonly [string, () => Groups, (change: GroupChange) => GroupChange])[] = [
      ['the first job', () => createGroups(store.db, failingAt('deliver'), () => NOW), (change) => change],
      ['the last job', () => createGroups(store.db, failingAt('group-due'), () => NOW), (change) => change],
      [
        'a message',
        () => groups,
        (change) => ({ ...change, messages: [{ to: 'nobody\0', notice: 'informed' }] }),
      ],
      ['an event', () => groups, (change) => ({ ...change, events: [buildGroupEvent({ text: '\0' })] })],
    ];

    it.each(faults)('at %s are not made at all', async (_, make, spoil) => {
      await expect(make().create(spoil(buildGroupChange(buildGroup())))).rejects.toThrow();
      expect(await counts()).toEqual(NOTHING);
    });

    it.each(faults)('at %s are not changed at all, and can be changed after it', async (_, make, spoil) => {
      const group = await keep();
      const before = await counts();
      const change = next(group, { leader: named('head') });
      await expect(make().save(spoil(change))).rejects.toThrow();
      expect(await counts()).toEqual(before);
      expect(await groups.find(group)).toEqual(group);
      expect(await groups.save(change)).toBe(true);
    });
  });

  describe('have events that', () => {
    it('come in the order in which they happened, also within one moment', async () => {
      const group = await keep();
      for (const text of ['1', '2', '3'])
        await groups.record(group, buildGroupEvent({ kind: 'member-check', text }));
      expect((await groups.listEvents(group)).map(({ text }) => text)).toEqual([undefined, '1', '2', '3']);
    });

    it('can be added without a change of the group', async () => {
      const group = await keep();
      const event = buildGroupEvent({
        kind: 'undeliverable',
        actor: undefined,
        subject: named('second'),
        reason: 'blocked',
      });
      await groups.record(group, event);
      expect((await groups.listEvents(group)).at(-1)).toEqual({ ...event, text: undefined });
      expect(await groups.find(group)).toEqual(group);
      expect(await counts()).toMatchObject({ messages: 1, jobs: 2 });
    });

    it.each([
      ['changed', sql`update group_event set text = 'anders'`],
      ['moved to another group', sql`update group_event set group_id = ${randomUUID()}`],
      ['deleted', sql`delete from group_event`],
      ['deleted with their group', sql`delete from group_chat`],
      ['emptied', sql`truncate group_event`],
    ])('cannot be %s by SQL', async (_, statement) => {
      const group = await keep();
      const before = await groups.listEvents(group);
      await expect(statement.execute(store.db)).rejects.toThrow('never changed');
      expect(await groups.listEvents(group)).toEqual(before);
    });
  });

  describe('of a person', () => {
    it('are those that they own, read along with, decide on or lead, newest first', async () => {
      const x = named('x');
      const own = await keep(buildGroup(ownedBy('x')));
      const kept: Group[] = [own];
      const others: Partial<Group>[] = [
        { second: buildSecond({ person: x }) },
        { permission: buildPermission({ asked: [named('manager'), x] }) },
        { leader: x },
        { told: [x], state: 'review' },
        { ...buildGroupIn('closed'), leader: x },
      ];
      for (const [index, overrides] of others.entries())
        kept.push(
          await keep(
            buildGroup({ ...overrides, id: randomUUID(), createdAt: at(`11:0${index}`).toISOString() }),
          ),
        );
      await keep();
      expect(await idsFor('x')).toEqual(kept.map(({ id }) => id).reverse());
    });

    it('are listed once, however many parts they have', async () => {
      const group = await keep(buildGroup({ ...ownedBy('x'), leader: named('x') }));
      expect(await idsFor('x')).toEqual([group.id]);
    });

    it.each(['draft', 'dropped'] as const)('are none that are %s', async (state) => {
      await keep(buildGroupIn(state));
      expect(await idsFor('teacher')).toEqual([]);
    });

    it('keep where their card lies', async () => {
      const group = await keep();
      expect(await groups.findCard(group, 'second')).toBeUndefined();
      for (const activity of ['1', '2'])
        await groups.saveCard(group, 'second', { conversation: 'a:second', activity });
      expect(await groups.findCard(group, 'second')).toEqual({ conversation: 'a:second', activity: '2' });
      expect(await groups.findCard(group, 'teacher')).toBeUndefined();
    });

    it('keep their card when they lose their part, so that it can still be changed', async () => {
      const group = await keep();
      await groups.saveCard(group, 'second', { conversation: 'a:second', activity: '1' });
      await groups.save(next(group, { second: buildSecond({ person: named('mentor') }) }));
      expect(await groups.findCard(group, 'second')).toEqual({ conversation: 'a:second', activity: '1' });
    });

    it('keep no card of somebody without a part', async () => {
      const group = await keep();
      await groups.saveCard(group, 'stranger', { conversation: 'a:stranger', activity: '1' });
      expect(await groups.findCard(group, 'stranger')).toBeUndefined();
    });
  });

  describe('of a chat', () => {
    it.each(['draft', 'waiting', 'active', 'review'] as const)(
      'are found when they are %s',
      async (state) => {
        const group = await keep(buildGroupIn(state, inChat('19:one')));
        expect(await groups.findByChat(TENANT, '19:one')).toEqual(group);
        expect(await groups.findByChat(TENANT, '19:two')).toBeUndefined();
      },
    );

    it.each(['closed', 'dropped'] as const)(
      'are not found when they are %s, and leave it free',
      async (state) => {
        await keep(buildGroupIn(state, inChat('19:one')));
        const group = await keep(buildGroup(inChat('19:one')));
        expect(await groups.findByChat(TENANT, '19:one')).toEqual(group);
      },
    );

    it('are one, also of two owners, and of several at once', async () => {
      const made = await Promise.all(
        ['teacher', 'mentor', 'head'].map((id) =>
          groups.create(buildGroupChange(buildGroup({ ...ownedBy(id), ...inChat('19:one') }))),
        ),
      );
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(await counts()).toMatchObject({ groups: 1, events: 1, messages: 1 });
      await keep(buildGroup({ tenant: 'two', ...inChat('19:one') }));
    });

    it('cannot get one that another has, and nothing is left behind', async () => {
      await keep(buildGroup(inChat('19:one')));
      const group = await keep();
      const before = await counts();
      expect(await groups.save(next(group, inChat('19:one')))).toBe(false);
      expect(await counts()).toEqual(before);
      expect(await groups.find(group)).toEqual(group);
    });
  });

  describe('that are due', () => {
    const dueAt = (...times: string[]) => ({
      waits: times.map((time) => ({ awaited: 'to-do', at: at(time).toISOString() }) as const),
    });
    const due = async (time: string) => (await groups.listDue(at(time))).map(({ id }) => id);

    it('are those of which the first time has come, longest overdue first', async () => {
      const late = await keep(buildGroup(dueAt('16:00', '10:30')));
      const later = await keep(buildGroup(dueAt('10:40')));
      const latest = await keep(buildGroup(dueAt('10:20', '10:50')));
      await keep(buildGroup(dueAt('11:00')));
      await keep(buildGroup({ waits: [] }));
      expect(await due('10:40')).toEqual([latest.id, late.id, later.id]);
    });

    it.each(['draft', 'dropped', 'closed'] as const)('are none that are %s', async (state) => {
      await keep(buildGroupIn(state, dueAt('10:30')));
      expect(await due('16:00')).toEqual([]);
      expect((await listJobs(store.db)).filter(({ name }) => name === 'group-due')).toEqual([]);
    });
  });

  it('leave none of their words in what is to be told or done', async () => {
    const secret = 'geheim-woord-7f3a';
    const { answers } = buildGroup();
    const group = buildGroup({
      answers: { ...answers, name: secret },
      permission: buildPermission({ why: secret, words: secret }),
    });
    const events = [buildGroupEvent({ text: secret })];
    await groups.create(buildGroupChange(group, { events }));
    await groups.save({ ...next(group), events });
    expect(await counts()).toMatchObject({ messages: 2, jobs: 4 });
    expect(await tablesWith(store.db, secret)).toEqual(['group_chat', 'group_event']);
  });
});
