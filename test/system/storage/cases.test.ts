import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Case } from '../../../src/flows/escalation/model.ts';
import type { Cases, Change } from '../../../src/flows/escalation/ports.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { createDrafts } from '../../../src/storage/drafts.ts';
import { allowPurge } from '../../../src/storage/events.ts';
import type { Jobs } from '../../../src/storage/jobs.ts';
import {
  at,
  buildCase,
  buildCaseIn,
  buildChange,
  buildDraft,
  buildEvent,
  buildReport,
  NOW,
} from '../../support/cases.ts';
import { DIALECTS } from '../../support/database.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { listJobs, openStore, type TestStore, tablesWith } from '../../support/store.ts';

const ref = ({ tenant, id }: Case) => ({ tenant, id });

/** The next version of a case, with an event and a message to the reporter. */
const next = (one: Case, changes: Partial<Case> = {}): Change =>
  buildChange(
    { ...one, ...changes, version: one.version + 1 },
    {
      events: [buildEvent({ kind: 'asked', version: one.version + 1, text: 'Waar was dat?' })],
      messages: [{ to: one.reporter.id, notice: 'question' }],
    },
  );

describe.each(DIALECTS)('Cases on %s', (dialect) => {
  let store: TestStore;
  let cases: Cases;
  beforeAll(async () => {
    store = await openStore(dialect);
    cases = createCases(store.db, store.jobs, () => NOW);
  });
  afterAll(() => store.close());
  beforeEach(() => store.clear());

  const keep = async (overrides: Partial<Case> = {}): Promise<Case> => {
    const one = buildCase(overrides);
    expect(await cases.create(buildChange(one))).toBe(true);
    return one;
  };
  const outbox = () => store.db.selectFrom('outbox').selectAll().orderBy('id').execute();
  /** How many rows each table has that a change goes to. */
  const counts = async () => ({
    cases: (await store.db.selectFrom('escalation_case').select('id').execute()).length,
    parties: (await store.db.selectFrom('case_party').select('person').execute()).length,
    events: (await store.db.selectFrom('case_event').select('id').execute()).length,
    messages: (await outbox()).length,
    jobs: (await listJobs(store.db)).length,
  });

  it('are found as they were kept', async () => {
    const one = await keep({
      severity: '3',
      state: 'follow-up',
      version: 7,
      step: 2,
      asked: [named('manager'), named('deputy')],
      holder: { ...named('deputy'), since: at('10:07') },
      offer: named('second'),
      next: { awaited: 'follow-up', at: new Date('2026-11-26T08:00:00.123+01:00') },
      reminded: true,
      exhausted: true,
      guard: named('safety'),
      question: 'Waar was dat?',
      closing: { outcome: 'agreed', agreement: 'Een gesprek', article: 'III.B.10' },
      rating: 'partly',
      closedAt: at('11:00'),
      report: buildReport({
        links: [],
        snapshot: { author: 'Ouder', at: '', link: 'https://example.org/1', text: 'Wacht maar' },
      }),
    });
    expect(await cases.find(ref(one))).toEqual(one);
  });

  it('are found with nothing in them that was not given', async () => {
    const one = await keep({ report: undefined, next: undefined });
    expect(await cases.find(ref(one))).toEqual(one);
  });

  it('keep what was typed letter by letter', async () => {
    const typed = `'; drop table escalation_case; -- "\\ 😀 é ${'x'.repeat(4000)}`;
    const one = await keep({ report: buildReport({ text: typed }), question: typed });
    await cases.record(ref(one), buildEvent({ text: typed }));
    expect(await cases.find(ref(one))).toMatchObject({ report: { text: typed }, question: typed });
    expect((await cases.listEvents(ref(one))).at(-1)).toMatchObject({ text: typed });
  });

  it('do not exist for another tenant', async () => {
    const one = await keep();
    await cases.saveCard(ref(one), 'manager', { conversation: 'a:manager', activity: '1' });
    const elsewhere = { tenant: 'two', id: one.id };
    expect(await cases.find(elsewhere)).toBeUndefined();
    expect(await cases.listEvents(elsewhere)).toEqual([]);
    expect(await cases.findCard(elsewhere, 'manager')).toBeUndefined();
    expect(await cases.listFor({ tenant: 'two', id: 'manager' })).toEqual([]);
  });

  it('that a newer version of the program wrote are an error, not a guess', async () => {
    const one = await keep();
    await store.db.updateTable('escalation_case').set({ state: 'paused' }).execute();
    await expect(cases.find(ref(one))).rejects.toMatchObject({ code: 'record-newer' });
  });

  describe('that are made', () => {
    it('come with their parties, their event, their message and their jobs', async () => {
      const one = await keep();
      expect(await counts()).toEqual({ cases: 1, parties: 2, events: 1, messages: 1, jobs: 2 });
      expect(await cases.listEvents(ref(one))).toEqual([
        { ...buildEvent(), subject: undefined, reason: undefined, text: undefined },
      ]);
      expect(await outbox()).toMatchObject([
        {
          tenant: TENANT,
          person: 'manager',
          subject: one.id,
          notice: 'assigned',
          state: 'pending',
          tries: 0,
        },
      ]);
      const jobs = (await listJobs(store.db)).sort((a, b) => a.name.localeCompare(b.name));
      expect(jobs).toMatchObject([
        { name: 'case-due', data: { tenant: TENANT, id: one.id }, start_after: one.next?.at },
        { name: 'deliver', data: { tenant: TENANT, id: 'manager' } },
      ]);
    });

    it('take their own draft away, and no other', async () => {
      const drafts = createDrafts(store.db, () => NOW);
      const one = buildCase();
      const own = buildDraft({ id: one.id });
      const left = buildDraft();
      const [reporter, other] = [
        { tenant: TENANT, id: 'teacher' },
        { tenant: 'two', id: 'teacher' },
      ];
      await drafts.save(reporter, own);
      await drafts.save(reporter, left);
      await drafts.save(other, own);
      await cases.create(buildChange(one));
      expect(await drafts.list(reporter)).toEqual([left]);
      expect(await drafts.list(other)).toEqual([own]);
    });

    it('twice are one, and the second time leaves nothing behind', async () => {
      const one = await keep();
      const before = await counts();
      const drafts = createDrafts(store.db, () => NOW);
      await drafts.save({ tenant: TENANT, id: 'teacher' }, buildDraft());
      const again = { ...one, severity: '3', asked: [...one.asked, named('deputy')] } as const;
      expect(await cases.create(buildChange(again))).toBe(false);
      expect(await counts()).toEqual(before);
      expect(await cases.find(ref(one))).toEqual(one);
      expect(await drafts.list({ tenant: TENANT, id: 'teacher' })).toHaveLength(1);
    });

    it('by several at once are one', async () => {
      const change = buildChange(buildCase());
      const made = await Promise.all(Array.from({ length: 5 }, () => cases.create(change)));
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(await counts()).toEqual({ cases: 1, parties: 2, events: 1, messages: 1, jobs: 2 });
    });

    it('tell somebody the same thing once', async () => {
      const message = { to: 'manager', notice: 'assigned' } as const;
      await cases.create(buildChange(buildCase(), { messages: [message, message] }));
      expect(await counts()).toMatchObject({ messages: 1, jobs: 2 });
    });
  });

  describe('that are changed', () => {
    it('are as the change says, with what happened behind it', async () => {
      const one = await keep();
      const change = next(one, { ...buildCaseIn('in-progress'), id: one.id, question: 'Waar was dat?' });
      expect(await cases.save(change)).toBe(true);
      expect(await cases.find(ref(one))).toEqual(change.case);
      expect((await cases.listEvents(ref(one))).map(({ kind }) => kind)).toEqual(['reported', 'asked']);
      expect((await outbox()).map(({ person, notice }) => `${person} ${notice}`)).toEqual([
        'manager assigned',
        'teacher question',
      ]);
    });

    it('lose what a change takes away', async () => {
      const one = await keep({ ...buildCaseIn('acknowledged'), offer: named('second'), question: 'Waar?' });
      const change = next(one, { holder: undefined, offer: undefined, question: undefined, next: undefined });
      await cases.save(change);
      expect(await cases.find(ref(one))).toEqual(change.case);
    });

    it.each([
      ['the same', 0],
      ['an older', -1],
      ['one too far', 2],
    ])('to %s version are refused, and nothing is left behind', async (_, step) => {
      const one = await keep({ version: 5 });
      const before = await counts();
      const change = next({ ...one, version: 5 + step - 1 }, { question: 'Te laat', offer: named('second') });
      expect(await cases.save(change)).toBe(false);
      expect(await counts()).toEqual(before);
      expect(await cases.find(ref(one))).toEqual(one);
    });

    it('but do not exist are refused', async () => {
      expect(await cases.save(next(buildCase()))).toBe(false);
      expect(await counts()).toEqual({ cases: 0, parties: 0, events: 0, messages: 0, jobs: 0 });
    });

    it('by several at once go with one of them, and what the others did is not kept', async () => {
      const one = await keep();
      const people = ['manager', 'deputy', 'leader', 'head'];
      const saved = await Promise.all(
        people.map((id) =>
          cases.save({
            ...next(one, { holder: { ...named(id), since: NOW } }),
            events: [buildEvent({ kind: 'acknowledged', actor: named(id), version: 2 })],
          }),
        ),
      );
      const winners = people.filter((_, index) => saved[index]);
      expect(winners).toHaveLength(1);
      expect(await cases.find(ref(one))).toMatchObject({ version: 2, holder: { id: winners[0] } });
      const events = await cases.listEvents(ref(one));
      expect(events.map(({ kind, actor }) => `${kind} ${actor?.id}`)).toEqual([
        'reported teacher',
        `acknowledged ${winners[0]}`,
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
    const faults: readonly (readonly [string, () => Cases, (change: Change) => Change])[] = [
      ['the first job', () => createCases(store.db, failingAt('deliver'), () => NOW), (change) => change],
      ['the last job', () => createCases(store.db, failingAt('case-due'), () => NOW), (change) => change],
      [
        'a message',
        () => cases,
        (change) => ({ ...change, messages: [{ to: 'nobody\0', notice: 'assigned' }] }),
      ],
      ['an event', () => cases, (change) => ({ ...change, events: [buildEvent({ text: '\0' })] })],
    ];

    it.each(faults)('at %s are not made at all, and the draft stays', async (_, make, spoil) => {
      const drafts = createDrafts(store.db, () => NOW);
      await drafts.save({ tenant: TENANT, id: 'teacher' }, buildDraft());
      await expect(make().create(spoil(buildChange(buildCase())))).rejects.toThrow();
      expect(await counts()).toEqual({ cases: 0, parties: 0, events: 0, messages: 0, jobs: 0 });
      expect(await drafts.list({ tenant: TENANT, id: 'teacher' })).toHaveLength(1);
    });

    it.each(faults)('at %s are not changed at all, and can be changed after it', async (_, make, spoil) => {
      const one = await keep();
      const before = await counts();
      const change = next(one, { offer: named('second') });
      await expect(make().save(spoil(change))).rejects.toThrow();
      expect(await counts()).toEqual(before);
      expect(await cases.find(ref(one))).toEqual(one);
      expect(await cases.save(change)).toBe(true);
    });
  });

  describe('have events that', () => {
    it('come in the order in which they happened, also within one moment', async () => {
      const one = await keep();
      for (const text of ['1', '2', '3']) await cases.record(ref(one), buildEvent({ kind: 'read', text }));
      expect((await cases.listEvents(ref(one))).map(({ text }) => text)).toEqual([undefined, '1', '2', '3']);
    });

    it('can be added without a change of the case', async () => {
      const one = await keep();
      const event = buildEvent({
        kind: 'skipped',
        actor: undefined,
        subject: named('deputy'),
        reason: 'absent',
      });
      await cases.record(ref(one), event);
      expect((await cases.listEvents(ref(one))).at(-1)).toEqual({ ...event, text: undefined });
      expect(await cases.find(ref(one))).toEqual(one);
      expect(await counts()).toMatchObject({ messages: 1, jobs: 2 });
    });

    it.each([
      ['changed', sql`update case_event set text = 'anders'`],
      ['wiped', sql`update case_event set text = null`],
      ['moved to another case', sql`update case_event set case_id = ${randomUUID()}`],
      ['deleted', sql`delete from case_event`],
      ['deleted with their case', sql`delete from escalation_case`],
    ])('cannot be %s by SQL', async (_, statement) => {
      const one = await keep();
      await cases.record(ref(one), buildEvent({ text: 'zoals het was' }));
      const before = await cases.listEvents(ref(one));
      await expect(statement.execute(store.db)).rejects.toThrow();
      expect(await cases.listEvents(ref(one))).toEqual(before);
    });

    it('cannot be changed by a session that never purged anything', async () => {
      await keep();
      await store.restart();
      cases = createCases(store.db, store.jobs, () => NOW);
      await expect(sql`update case_event set text = 'anders'`.execute(store.db)).rejects.toThrow('never');
    });

    it('can be changed in the transaction of a purge, and no longer after it', async () => {
      const one = await keep();
      await store.db.transaction().execute(async (trx) => {
        await allowPurge(trx);
        await trx.updateTable('case_event').set({ text: 'in de opschoning' }).execute();
      });
      expect(await cases.listEvents(ref(one))).toMatchObject([{ text: 'in de opschoning' }]);
      for (let again = 0; again < 12; again++) {
        await expect(sql`delete from case_event`.execute(store.db)).rejects.toThrow('never changed');
      }
    });
  });

  describe('of a person', () => {
    it('are those that they reported, hold, were asked for or are offered, newest first', async () => {
      const reported = await keep({ reporter: { ...named('x'), role: 'staff', language: 'nl' } });
      const asked = await keep({ asked: [named('manager'), named('x')], createdAt: at('10:01') });
      const held = await keep({ holder: { ...named('x'), since: NOW }, createdAt: at('10:02') });
      const offered = await keep({ offer: named('x'), createdAt: at('10:03') });
      const guarded = await keep({ guard: named('x'), createdAt: at('10:04') });
      await keep();
      expect((await cases.listFor({ tenant: TENANT, id: 'x' })).map(({ id }) => id)).toEqual(
        [guarded, offered, held, asked, reported].map(({ id }) => id),
      );
    });

    it('are listed once, however many parts they have', async () => {
      await keep({ asked: [named('x')], holder: { ...named('x'), since: NOW }, guard: named('x') });
      expect(await cases.listFor({ tenant: TENANT, id: 'x' })).toHaveLength(1);
    });

    it('keep where their card lies', async () => {
      const one = await keep();
      expect(await cases.findCard(ref(one), 'manager')).toBeUndefined();
      for (const activity of ['1', '2'])
        await cases.saveCard(ref(one), 'manager', { conversation: 'a:manager', activity });
      expect(await cases.findCard(ref(one), 'manager')).toEqual({ conversation: 'a:manager', activity: '2' });
      expect(await cases.findCard(ref(one), 'teacher')).toBeUndefined();
    });

    it('keep their card when they lose their part, so that it can still be changed', async () => {
      const one = await keep({ offer: named('x') });
      await cases.saveCard(ref(one), 'x', { conversation: 'a:x', activity: '1' });
      await cases.save(next(one, { offer: undefined }));
      expect(await cases.findCard(ref(one), 'x')).toEqual({ conversation: 'a:x', activity: '1' });
    });

    it('keep no card of somebody without a part', async () => {
      const one = await keep();
      await cases.saveCard(ref(one), 'stranger', { conversation: 'a:stranger', activity: '1' });
      expect(await cases.findCard(ref(one), 'stranger')).toBeUndefined();
    });
  });

  describe('that are due', () => {
    const dueAt = (time: string) => ({ next: { awaited: 'acknowledgement', at: at(time) } }) as const;
    const due = async (time: string) => (await cases.listDue(at(time))).map(({ id }) => id);

    it('are those whose time has come, longest overdue first', async () => {
      const late = await keep(dueAt('10:30'));
      const later = await keep(dueAt('10:40'));
      const latest = await keep(dueAt('10:20'));
      await keep(dueAt('11:00'));
      expect(await due('10:40')).toEqual([latest.id, late.id, later.id]);
    });

    it('are those that wait for nothing too, before all others', async () => {
      const overdue = await keep(dueAt('10:30'));
      const forgotten = await keep({ next: undefined });
      expect(await due('10:40')).toEqual([forgotten.id, overdue.id]);
    });

    it.each(['closed', 'withdrawn'] as const)('are none that are %s', async (state) => {
      await keep(buildCaseIn(state));
      await keep({ ...buildCaseIn(state), ...dueAt('10:30') });
      expect(await due('16:00')).toEqual([]);
    });
  });

  it('leave none of their words in what is to be told or done', async () => {
    const secret = 'geheim-woord-7f3a';
    const one = buildCase({
      report: buildReport({
        text: secret,
        group: secret,
        reach: secret,
        links: [`https://example.org/${secret}`],
        snapshot: { author: secret, at: secret, link: secret, text: secret },
      }),
      question: secret,
      closing: { outcome: 'other', agreement: secret, article: 'III.B.10' },
    });
    const event = buildEvent({ text: secret });
    await cases.create(buildChange(one, { events: [event] }));
    await cases.save({ ...next(one), events: [event] });
    expect(await counts()).toMatchObject({ messages: 2, jobs: 4 });
    expect(await tablesWith(store.db, secret)).toEqual(['case_event', 'escalation_case']);
  });
});
