import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Case } from '../../../src/flows/escalation/model.ts';
import type { Cases } from '../../../src/flows/escalation/ports.ts';
import type { Group, GroupState } from '../../../src/flows/group-chat/model.ts';
import { ERASED } from '../../../src/routing/person.ts';
import { createAddresses } from '../../../src/storage/addresses.ts';
import { toRow } from '../../../src/storage/case-rows.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { createContexts } from '../../../src/storage/contexts.ts';
import { createDrafts } from '../../../src/storage/drafts.ts';
import { createFeedbackBox } from '../../../src/storage/feedback.ts';
import { createGroups } from '../../../src/storage/groups.ts';
import { createPurge, type KeptDays } from '../../../src/storage/purge.ts';
import {
  buildCase,
  buildCaseIn,
  buildChange,
  buildDraft,
  buildEvent,
  buildReport,
  NOW,
} from '../../support/cases.ts';
import { DIALECTS } from '../../support/database.ts';
import {
  buildChat,
  buildGroupChange,
  buildGroupEvent,
  buildGroupIn,
  buildPermission,
} from '../../support/groups.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { openStore, type TestStore, tablesWith } from '../../support/store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A number of days before now, and a minute more or less. */
const ago = (days: number, minutes = 0): Date => new Date(NOW.getTime() - days * DAY - minutes * 60_000);

/** Words of a threat are kept for long, of the rest for short; a policy may say otherwise. */
const keptDays: KeptDays = (policy, kind) => (policy === 'omo' ? 10 : kind === 'threat' ? 730 : 365);

describe.each(DIALECTS)('The purge on %s', (dialect) => {
  let store: TestStore;
  let cases: Cases;
  beforeAll(async () => {
    store = await openStore(dialect);
    cases = createCases(store.db, store.jobs, () => NOW);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.clear();
    for (const table of ['context', 'feedback', 'address'] as const)
      await store.db.deleteFrom(table).execute();
  });

  const purge = () => createPurge(store.db, keptDays, () => NOW)();
  const keep = async (one: Case): Promise<Case> => {
    expect(await cases.create(buildChange(one))).toBe(true);
    return one;
  };
  const closed = (overrides: Partial<Case> = {}) => keep(buildCaseIn('closed', overrides));
  const hasWords = async (one: Case) => (await cases.find(one))?.report !== undefined;

  describe('of a case over its term', () => {
    const SECRET = 'geheim-woord-7f3a';

    it('takes every word, and leaves a record of what it was and who did what when', async () => {
      const one = await closed({
        closedAt: ago(365, 1),
        report: buildReport({
          text: SECRET,
          group: SECRET,
          reach: SECRET,
          links: [SECRET],
          snapshot: { author: SECRET, at: SECRET, link: SECRET, text: SECRET },
        }),
        question: SECRET,
        closing: { outcome: 'agreed', agreement: SECRET, article: 'III.B.10' },
        rating: 'helped',
      });
      const happened = buildEvent({
        kind: 'closed',
        actor: named('manager'),
        reason: 'agreed',
        text: SECRET,
      });
      await cases.record(one, happened);
      expect(await purge()).toMatchObject({ cases: 1 });
      expect(await tablesWith(store.db, SECRET)).toEqual([]);
      expect(await cases.find(one)).toEqual({
        ...one,
        report: undefined,
        question: undefined,
        closing: undefined,
        version: one.version + 1,
      });
      expect((await cases.listEvents(one)).slice(1)).toEqual([
        { ...happened, subject: undefined, text: undefined },
        {
          at: NOW,
          kind: 'purged',
          version: one.version + 1,
          actor: undefined,
          subject: undefined,
          reason: undefined,
          text: undefined,
        },
      ]);
    });

    it('does it once', async () => {
      const one = await closed({ closedAt: ago(365, 1) });
      await purge();
      const before = { one: await cases.find(one), events: await cases.listEvents(one) };
      expect(await purge()).toMatchObject({ cases: 0 });
      expect({ one: await cases.find(one), events: await cases.listEvents(one) }).toEqual(before);
    });

    it('takes those that were withdrawn too', async () => {
      const one = await keep(buildCaseIn('withdrawn', { closedAt: ago(365, 1) }));
      expect(await purge()).toMatchObject({ cases: 1 });
      expect(await hasWords(one)).toBe(false);
    });

    it('lets nobody who read it before write its words again', async () => {
      const one = await closed({ closedAt: ago(365, 1) });
      await purge();
      const reopened = { ...one, state: 'reopened', version: one.version + 1 } as const;
      expect(await cases.save(buildChange(reopened))).toBe(false);
      expect(await hasWords(one)).toBe(false);
    });

    it('takes what waits for people out of reach about it', async () => {
      const one = await closed({ closedAt: ago(365, 1) });
      await store.db.updateTable('outbox').set({ state: 'waiting' }).execute();
      const other = await keep(buildCase());
      await purge();
      const left = await store.db.selectFrom('outbox').select('subject').execute();
      expect(left.map(({ subject }) => subject)).toEqual([other.id]);
      expect(await cases.find(one)).toBeDefined();
    });

    it('takes no event of any other case', async () => {
      await closed({ closedAt: ago(365, 1) });
      const other = await closed({ closedAt: ago(364) });
      await cases.record(other, buildEvent({ kind: 'added', text: 'blijft' }));
      const before = await cases.listEvents(other);
      await purge();
      expect(await cases.listEvents(other)).toEqual(before);
    });

    it('leaves no way to change events after it', async () => {
      await closed({ closedAt: ago(365, 1) });
      await purge();
      // each connection of a pool must refuse, also the one that did the purge
      for (let again = 0; again < 12; again++)
        await expect(sql`update case_event set text = 'anders'`.execute(store.db)).rejects.toThrow('never');
    });
  });

  it.each<[string, Partial<Case>, boolean]>([
    ['a day before the term of its kind', { closedAt: ago(364) }, true],
    ['a minute before it', { closedAt: ago(365, -1) }, true],
    ['a minute after it', { closedAt: ago(365, 1) }, false],
    ['over the term of another kind', { kind: 'threat', closedAt: ago(729) }, true],
    ['over its own long term', { kind: 'threat', closedAt: ago(731) }, false],
    ['over the term of its policy', { policy: 'omo', closedAt: ago(11) }, false],
    ['within the term of its policy', { policy: 'omo', closedAt: ago(9) }, true],
    ['made long ago and closed of late', { createdAt: ago(2000), closedAt: ago(1) }, true],
  ])('with a case %s keeps its words or not', async (_, overrides, kept) => {
    const one = await closed(overrides);
    expect(await purge()).toMatchObject({ cases: kept ? 0 : 1 });
    expect(await hasWords(one)).toBe(kept);
    if (kept) expect(await cases.find(one)).toEqual(one);
  });

  it.each(['notified', 'acknowledged', 'in-progress', 'follow-up', 'reopened'] as const)(
    'keeps the words of a case that is %s, however old',
    async (state) => {
      const one = await keep(buildCaseIn(state, { createdAt: ago(5000) }));
      expect(await purge()).toMatchObject({ cases: 0 });
      expect(await cases.find(one)).toEqual(one);
    },
  );

  it('finds what is over its term behind any number of older cases with a longer one', async () => {
    const older = Array.from({ length: 600 }, () =>
      toRow(buildCaseIn('closed', { kind: 'threat', closedAt: ago(500) })),
    );
    await store.db.insertInto('escalation_case').values(older).execute();
    const over = await closed({ closedAt: ago(400) });
    expect(await purge()).toMatchObject({ cases: 1 });
    expect(await hasWords(over)).toBe(false);
  });

  it('takes the rest away as a whole when it is over its term, and keeps what is not', async () => {
    const at = (days: number) => () => ago(days);
    const person = (id: string) => ({ tenant: TENANT, id });
    await createDrafts(store.db, at(13)).save(person('new'), buildDraft());
    await createDrafts(store.db, at(15)).save(person('old'), buildDraft());
    const context = { topic: 'phone', slots: {} };
    const asker = (id: string) => ({ ...person(id), conversation: 'chat' });
    await createContexts(store.db, at(2)).save(asker('old'), context);
    await store.db
      .insertInto('context')
      .values({ ...row('new'), slots: '{}', at: ago(0, 60) })
      .execute();
    const asked = {
      tenant: TENANT,
      school: 'school',
      policy: 'svok',
      audience: 'staff',
      language: 'nl',
    } as const;
    const feedback = { ...asked, kind: 'helpful' } as const;
    await createFeedbackBox(store.db, at(402)).add({ ...feedback, topic: 'old' });
    await createFeedbackBox(store.db, at(399)).add({ ...feedback, topic: 'new' });
    expect(await purge()).toMatchObject({ draft: 1, context: 1, feedback: 1 });
    expect(await store.db.selectFrom('draft').select('person').execute()).toEqual([{ person: 'new' }]);
    expect(await store.db.selectFrom('context').select('person').execute()).toEqual([{ person: 'new' }]);
    expect(await store.db.selectFrom('feedback').select('topic').execute()).toEqual([{ topic: 'new' }]);
    expect(await purge()).toMatchObject({ draft: 0, context: 0, feedback: 0 });
  });

  it('takes messages that are done and old, and never one that is still to be sent', async () => {
    const message = (notice: string, state: string, done: Date | null) => ({
      key: randomUUID(),
      tenant: TENANT,
      person: 'manager',
      subject: randomUUID(),
      notice,
      state,
      tries: 1,
      repeated: false,
      next_at: ago(90),
      created_at: ago(90),
      done_at: done,
    });
    await store.db
      .insertInto('outbox')
      .values([
        message('old', 'delivered', ago(31)),
        message('old', 'failed', ago(31)),
        message('new', 'delivered', ago(29)),
        message('open', 'pending', null),
        message('open', 'sending', null),
        message('open', 'waiting', null),
      ])
      .execute();
    expect(await purge()).toMatchObject({ outbox: 2 });
    const left = await store.db.selectFrom('outbox').select('notice').orderBy('id').execute();
    expect(left.map(({ notice }) => notice)).toEqual(['new', 'open', 'open', 'open']);
  });

  it('takes addresses without a conversation that were not seen for a month, unless something open needs them', async () => {
    const address = { serviceUrl: 'https://smba.example/', channelId: '29:x', botId: '28:bot' };
    const gone = { ...address, conversation: undefined };
    const save = (id: string, days: number, one: typeof gone | (typeof address & { conversation: string })) =>
      createAddresses(store.db, () => ago(days)).save({ tenant: TENANT, id }, one, id);
    await save('old', 31, gone);
    await save('new', 29, gone);
    await save('chatting', 900, { ...address, conversation: 'a:1' });
    await save('manager', 31, gone);
    await keep(buildCase());
    await save('second', 31, gone);
    const groups = createGroups(store.db, store.jobs, () => NOW);
    await groups.create(buildGroupChange(buildGroupIn('active')));
    expect(await purge()).toMatchObject({ address: 1 });
    const left = await store.db.selectFrom('address').select('person').orderBy('person').execute();
    expect(left.map(({ person }) => person)).toEqual(['chatting', 'manager', 'new', 'second']);
  });

  describe('of groups', () => {
    const SECRET = 'geheim-woord-7f3a';
    /** Keeps a group that was last touched some time ago. */
    const keepGroup = async (group: Group, touched: Date = NOW): Promise<Group> => {
      const groups = createGroups(store.db, store.jobs, () => touched);
      expect(await groups.create(buildGroupChange(group))).toBe(true);
      return group;
    };
    const groups = () => createGroups(store.db, store.jobs, () => NOW);
    const closedAt = (days: number, minutes = 0) => ({ closedAt: ago(days, minutes).toISOString() });

    it.each(['draft', 'dropped'] as const)(
      'takes what is %s as a whole when nobody touched it for 60 days',
      async (state) => {
        const of = (id: string) => ({ owner: { ...named(id), language: 'nl' } }) as const;
        const old = await keepGroup(buildGroupIn(state, of('mentor')), ago(60, 1));
        const young = await keepGroup(buildGroupIn(state), ago(60, -1));
        expect(await purge()).toMatchObject({ unregistered: 1, groups: 0 });
        expect(await groups().find(old)).toBeUndefined();
        expect(await groups().find(young)).toEqual(young);
        expect(await tablesWith(store.db, old.id)).not.toContain('group_event');
        expect(await tablesWith(store.db, old.id)).not.toContain('group_party');
      },
    );

    it('leaves a draft that was changed since', async () => {
      const draft = await keepGroup(buildGroupIn('draft'), ago(90));
      await groups().save(buildGroupChange({ ...draft, version: 1 }));
      expect(await purge()).toMatchObject({ unregistered: 0 });
      expect(await groups().find(draft)).toBeDefined();
    });

    it.each<GroupState>(['waiting', 'active', 'review'])('leaves what is %s, however old', async (state) => {
      const group = await keepGroup(buildGroupIn(state, { createdAt: ago(5000).toISOString() }), ago(5000));
      expect(await purge()).toMatchObject({ unregistered: 0, groups: 0 });
      expect(await groups().find(group)).toEqual(group);
    });

    it('takes every word and name out of one that was closed 400 days ago, and leaves what it was and when', async () => {
      const { answers } = buildGroupIn('closed');
      const group = await keepGroup(
        buildGroupIn('closed', {
          ...closedAt(400, 1),
          owner: { id: SECRET, name: SECRET, language: 'en' },
          leader: named(SECRET),
          told: [named(SECRET)],
          answers: { ...answers, name: SECRET },
          permission: buildPermission({ why: SECRET, words: SECRET, decider: named(SECRET) }),
          consent: { asked: 2, given: 1, refused: 1, alternative: true, on: '2026-11-18' },
          proofs: { 'minimum-age': { by: 'attested', who: named(SECRET), at: '' } },
          chat: buildChat({ conversation: SECRET, staff: [named(SECRET)] }),
        }),
      );
      await groups().record(
        group,
        buildGroupEvent({ actor: named(SECRET), subject: named(SECRET), text: SECRET, reason: 'consent' }),
      );
      await store.db.updateTable('outbox').set({ state: 'waiting' }).execute();
      expect(await purge()).toMatchObject({ groups: 1 });
      expect(await tablesWith(store.db, SECRET)).toEqual([]);
      expect(await tablesWith(store.db, 'Name of')).toEqual([]);
      const tables = await tablesWith(store.db, group.id);
      for (const gone of ['outbox', 'group_party']) expect(tables).not.toContain(gone);
      const { id, tenant, school, policy, createdAt, registeredAt, informedAt, reviewOn } = group;
      const dates = { createdAt, registeredAt, informedAt, reviewOn, closedAt: group.closedAt };
      expect(await groups().find(group)).toEqual({
        ...{ id, tenant, school, policy, ...dates },
        owner: { ...ERASED, language: 'en' },
        state: 'closed',
        version: group.version + 1,
        at: 'check',
        answers: { purpose: 'trip', medium: 'teams', name: '', until: '2027-07-31' },
        wentOn: false,
        later: [],
        proofs: {},
        told: [],
        waits: [],
      });
      expect(await groups().listEvents(group)).toEqual([
        { at: NOW, kind: 'registered', version: 1 },
        { at: NOW, kind: 'registered', version: 1, reason: 'consent' },
      ]);
    });

    it('does that once, and not a minute too early', async () => {
      const young = await keepGroup(buildGroupIn('closed', closedAt(400, -1)));
      const old = await keepGroup(buildGroupIn('closed', closedAt(400, 1)));
      expect(await purge()).toMatchObject({ groups: 1 });
      expect(await groups().find(young)).toEqual(young);
      const before = await groups().find(old);
      expect(await purge()).toMatchObject({ groups: 0 });
      expect(await groups().find(old)).toEqual(before);
    });

    it('lets nobody who read one before write its words again', async () => {
      const group = await keepGroup(buildGroupIn('closed', closedAt(400, 1)));
      await purge();
      expect(await groups().save(buildGroupChange({ ...group, version: group.version + 1 }))).toBe(false);
    });

    it('leaves no way to change events after it', async () => {
      await keepGroup(buildGroupIn('closed', closedAt(400, 1)));
      await purge();
      for (let again = 0; again < 12; again++)
        await expect(sql`update group_event set text = 'anders'`.execute(store.db)).rejects.toThrow('never');
    });
  });

  const row = (person: string) => ({ tenant: TENANT, person, conversation: 'chat', topic: 'phone' });
});
