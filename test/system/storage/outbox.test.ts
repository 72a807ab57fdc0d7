import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Lane, Line, OutboxItem, OutboxStore, Settlement } from '../../../src/delivery/store.ts';
import type { PersonRef } from '../../../src/routing/person.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { createGroups } from '../../../src/storage/groups.ts';
import { createOutboxStore } from '../../../src/storage/outbox.ts';
import { at, buildCase, buildChange, NOW } from '../../support/cases.ts';
import { DIALECTS, describeOnPostgres } from '../../support/database.ts';
import { buildGroup, buildGroupChange, buildSecond } from '../../support/groups.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { listJobs, openStore, type TestStore } from '../../support/store.ts';

const MANAGER: PersonRef = { tenant: TENANT, id: 'manager' };
const DEPUTY: PersonRef = { tenant: TENANT, id: 'deputy' };
const ELSEWHERE: PersonRef = { tenant: 'two', id: 'manager' };

const DELIVERED: Settlement = { state: 'delivered', conversation: 'a:1', activity: '1' };
const WAITING: Settlement = { state: 'waiting', code: 'blocked' };
const pending = (nextAt: Date): Settlement => ({ state: 'pending', nextAt, code: 'throttled' });

/** Puts messages with these names in the outbox, in this order. */
async function put({ db }: TestStore, { tenant, id }: PersonRef, ...names: string[]): Promise<void> {
  const rows = names.map((notice) => ({
    key: randomUUID(),
    tenant,
    person: id,
    subject: randomUUID(),
    notice,
    state: 'pending',
    tries: 0,
    repeated: false,
    next_at: NOW,
    created_at: NOW,
  }));
  await db.insertInto('outbox').values(rows).execute();
}

/** Lets the lease of every attempt run out, by the clock of the database. */
const endLeases = ({ db }: TestStore) =>
  db
    .updateTable('outbox')
    .set({ leased_until: sql`now() - interval '1 second'` })
    .where('leased_until', 'is not', null)
    .execute();

const rowsOf = ({ db }: TestStore) => db.selectFrom('outbox').selectAll().orderBy('id').execute();

describe.each(DIALECTS)('The outbox on %s', (dialect) => {
  let store: TestStore;
  let outbox: OutboxStore;
  let now: Date;
  beforeAll(async () => {
    store = await openStore(dialect);
    outbox = createOutboxStore(store.db, store.jobs, () => now);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    now = NOW;
    await store.clear();
  });

  const claim = (person = MANAGER, moment = now, lane: Lane = 'normal') => outbox.claim(person, lane, moment);
  const listReady = (moment: Date, line: Partial<Line> = {}) =>
    outbox.listReady({ lane: 'normal', hangs: false, ...line }, moment, 10);
  const take = async (person = MANAGER): Promise<OutboxItem> => {
    const item = await claim(person);
    if (!item) throw new Error('nothing to claim');
    return item;
  };

  it('gives what is to be told, with its first attempt counted', async () => {
    const one = buildCase();
    await createCases(store.db, store.jobs, () => NOW).create(buildChange(one));
    expect(await claim()).toEqual({
      id: expect.any(String),
      person: MANAGER,
      about: 'case',
      subject: one.id,
      notice: 'assigned',
      lane: 'normal',
      tries: 1,
      firstTriedAt: NOW,
    });
  });

  it('tells of each item which flow it belongs to', async () => {
    const group = buildGroup({ second: buildSecond({ person: { id: MANAGER.id, name: '' } }) });
    await createGroups(store.db, store.jobs, () => NOW).create(buildGroupChange(group));
    await createCases(store.db, store.jobs, () => NOW).create(buildChange(buildCase()));
    const first = await take();
    expect(first).toMatchObject({ about: 'group', subject: group.id, notice: 'second-asked' });
    await outbox.settle(first, DELIVERED);
    expect(await take()).toMatchObject({ about: 'case', notice: 'assigned' });
  });

  it('gives nothing to somebody for whom there is nothing', async () => {
    await put(store, ELSEWHERE, 'theirs');
    expect(await claim()).toBeUndefined();
  });

  describe('of one person', () => {
    it('gives one item at a time, oldest first', async () => {
      await put(store, MANAGER, '1', '2', '3');
      const seen: string[] = [];
      for (let item = await claim(); item; item = await claim()) {
        expect(await claim()).toBeUndefined();
        seen.push(item.notice);
        await outbox.settle(item, DELIVERED);
      }
      expect(seen).toEqual(['1', '2', '3']);
    });

    it('gives each item once, oldest first, to several who claim at once', async () => {
      const names = Array.from({ length: 12 }, (_, index) => String(index));
      await put(store, MANAGER, ...names);
      const seen: string[] = [];
      for (const _ of names) {
        const claimed = await Promise.all(Array.from({ length: 4 }, () => claim()));
        const items = claimed.filter((item) => item !== undefined);
        expect(items).toHaveLength(1);
        for (const item of items) {
          seen.push(item.notice);
          await outbox.settle(item, DELIVERED);
        }
      }
      expect(seen).toEqual(names);
    });

    it('holds the later ones back while the oldest must wait', async () => {
      await put(store, MANAGER, '1', '2');
      await outbox.settle(await take(), pending(at('10:05')));
      expect(await claim(MANAGER, at('10:04'))).toBeUndefined();
      expect(await claim(MANAGER, at('10:05'))).toMatchObject({ notice: '1', tries: 2 });
    });

    it.each<Settlement>([DELIVERED, { state: 'superseded' }, WAITING, { state: 'failed', code: '400' }])(
      'goes on with the next after %j',
      async (settlement) => {
        await put(store, MANAGER, '1', '2');
        await outbox.settle(await take(), settlement);
        expect(await claim()).toMatchObject({ notice: '2' });
      },
    );

    it('is apart from that of others, and of the same id in another tenant', async () => {
      for (const person of [MANAGER, DEPUTY, ELSEWHERE]) await put(store, person, '1');
      const items = [await take(MANAGER), await take(DEPUTY), await take(ELSEWHERE)];
      expect(items.map(({ person }) => person)).toEqual([MANAGER, DEPUTY, ELSEWHERE]);
    });
  });

  describe('of a report of the third level', () => {
    const open = async (severity: '2' | '3') => {
      const one = buildCase({ severity });
      await createCases(store.db, store.jobs, () => NOW).create(buildChange(one));
      return one;
    };

    it('gives an item at once, whatever else the person has coming', async () => {
      await put(store, MANAGER, '1');
      await take();
      const urgent = await open('3');
      const jobs = (await listJobs(store.db)).map(({ name }) => name);
      expect(jobs.sort()).toEqual(['case-due', 'deliver-urgent']);
      expect(await listReady(NOW)).toEqual([]);
      expect(await listReady(NOW, { lane: 'urgent' })).toEqual([MANAGER]);
      expect(await claim(MANAGER, NOW, 'urgent')).toMatchObject({ subject: urgent.id });
      expect(await claim(MANAGER, NOW, 'urgent')).toBeUndefined();
    });

    it('gives first what was to be told before it became one', async () => {
      const one = await open('2');
      const raised = { ...one, version: 2, severity: '3' } as const;
      const messages = [{ to: MANAGER.id, notice: 'corrected' }] as const;
      await createCases(store.db, store.jobs, () => NOW).save(buildChange(raised, { messages }));
      expect(await claim()).toBeUndefined();
      const first = await claim(MANAGER, NOW, 'urgent');
      expect(first).toMatchObject({ notice: 'assigned' });
      if (first) await outbox.settle(first, DELIVERED);
      expect(await claim(MANAGER, NOW, 'urgent')).toMatchObject({ notice: 'corrected' });
    });
  });

  describe('of several who report to one person', () => {
    /** Has somebody report to the manager so often; gives the cases. */
    const report = async (reporter: string, times: number): Promise<string[]> => {
      const ids: string[] = [];
      for (let time = 0; time < times; time++) {
        const one = buildCase({ reporter: { ...named(reporter), role: 'staff', language: 'nl' } });
        await createCases(store.db, store.jobs, () => NOW).create(buildChange(one));
        ids.push(one.id);
      }
      return ids;
    };
    const next = async (): Promise<string> => {
      const item = await take();
      await outbox.settle(item, DELIVERED);
      return item.subject;
    };

    it('gives one of each in turn, each in their own order', async () => {
      const [anna, ben] = [await report('anna', 3), await report('ben', 2)];
      const given = [await next(), await next(), await next(), await next(), await next()];
      expect(given).toEqual([anna[0], ben[0], anna[1], ben[1], anna[2]]);
    });

    it('lets nobody wait behind all that somebody else reported before', async () => {
      await report('anna', 20);
      await report('ben', 20);
      for (let time = 0; time < 10; time++) await next();
      const [one] = await report('chris', 1);
      expect([await next(), await next(), await next()]).toContain(one);
    });

    it('goes on with what was attempted before', async () => {
      const [anna] = await report('anna', 2);
      await outbox.settle(await take(), pending(at('10:05')));
      await report('ben', 1);
      expect(await claim(MANAGER, at('10:04'))).toBeUndefined();
      expect(await claim(MANAGER, at('10:05'))).toMatchObject({ subject: anna });
    });
  });

  describe('of what failed', () => {
    it('lists a chat that hung apart, until it answers', async () => {
      await put(store, MANAGER, '1', '2');
      await outbox.settle(await take(), { state: 'pending', nextAt: NOW, code: 'timeout' });
      expect(await listReady(NOW)).toEqual([]);
      expect(await listReady(NOW, { hangs: true })).toEqual([MANAGER]);
      await outbox.settle(await take(), DELIVERED);
      expect(await listReady(NOW)).toEqual([MANAGER]);
    });

    it.each(['timeout', 'network'])('marks as perhaps sent twice what ended with: %s', async (code) => {
      await put(store, MANAGER, '1');
      await outbox.settle(await take(), { state: 'pending', nextAt: NOW, code });
      await take();
      expect(await rowsOf(store)).toMatchObject([{ repeated: true }]);
    });

    it('lets others pass what could not be made, until it is tried again', async () => {
      await put(store, MANAGER, '1', '2');
      await outbox.settle(await take(), { state: 'pending', nextAt: at('10:05'), code: 'fault' });
      expect(await listReady(NOW)).toEqual([MANAGER]);
      await outbox.settle(await take(), pending(at('10:10')));
      expect(await claim(MANAGER, at('10:04'))).toBeUndefined();
      expect(await claim(MANAGER, at('10:05'))).toMatchObject({ notice: '1' });
    });

    it('gives back at once what a stop interrupted, marked, with a job for it', async () => {
      await put(store, MANAGER, '1', '2');
      await outbox.settle(await take(), { state: 'interrupted' });
      expect(await listJobs(store.db)).toMatchObject([{ name: 'deliver', start_after: NOW }]);
      expect(await take()).toMatchObject({ notice: '1', tries: 2 });
      expect(await rowsOf(store)).toMatchObject([{ repeated: true }, { repeated: false }]);
    });

    it('lets no lease hold longer than any, should the clock of the database be put back', async () => {
      await put(store, MANAGER, '1');
      await take();
      await store.db.updateTable('outbox').set({ leased_until: sql`now() + interval '1 hour'` }).execute();
      expect(await listReady(NOW)).toEqual([MANAGER]);
      expect(await claim()).toMatchObject({ tries: 2 });
    });
  });

  describe('after an attempt that was cut off', () => {
    it('keeps the item back until its lease has run out, then gives it again and marks it', async () => {
      await put(store, MANAGER, '1', '2');
      await take();
      expect(await claim()).toBeUndefined();
      expect(await listReady(NOW)).toEqual([]);
      await endLeases(store);
      expect(await listReady(NOW)).toEqual([MANAGER]);
      expect(await claim()).toMatchObject({ notice: '1', tries: 2 });
      expect(await rowsOf(store)).toMatchObject([{ repeated: true }, { repeated: false }]);
    });

    it('leases an item for 30 seconds by the clock of the database', async () => {
      await put(store, MANAGER, '1');
      await take();
      const { rows } = await sql<{ seconds: number }>`
        select extract(epoch from leased_until - now())::float as seconds from outbox`.execute(store.db);
      expect(rows[0]?.seconds).toBeGreaterThan(20);
      expect(rows[0]?.seconds).toBeLessThanOrEqual(30);
    });

    it('does not mark an item that was tried again in the normal way', async () => {
      await put(store, MANAGER, '1');
      await outbox.settle(await take(), pending(NOW));
      await take();
      expect(await rowsOf(store)).toMatchObject([{ repeated: false, tries: 2 }]);
    });

    it('takes a delivery from the attempt that was given up, so that it is not sent a third time', async () => {
      await put(store, MANAGER, '1');
      const slow = await take();
      await endLeases(store);
      const second = await take();
      await outbox.settle(slow, DELIVERED);
      await outbox.settle(second, pending(NOW));
      expect(await rowsOf(store)).toMatchObject([{ state: 'delivered', done_at: NOW }]);
      expect(await claim()).toBeUndefined();
    });

    it.each<Settlement>([pending(NOW), WAITING, { state: 'failed', code: '400' }, { state: 'superseded' }])(
      'takes %j from the attempt that has the item now alone',
      async (settlement) => {
        await put(store, MANAGER, '1');
        const slow = await take();
        await endLeases(store);
        const second = await take();
        await outbox.settle(slow, settlement);
        expect(await claim()).toBeUndefined();
        expect(await rowsOf(store)).toMatchObject([{ state: 'sending' }]);
        await outbox.settle(second, settlement);
        expect(await rowsOf(store)).toMatchObject([{ state: settlement.state }]);
      },
    );
  });

  describe('keeps of an attempt', () => {
    it('that it arrived, and where the card lies', async () => {
      const one = buildCase();
      const cases = createCases(store.db, store.jobs, () => NOW);
      await cases.create(buildChange(one));
      now = at('10:01');
      await outbox.settle(await take(), { state: 'delivered', conversation: 'a:manager', activity: '7' });
      expect(await rowsOf(store)).toMatchObject([
        { state: 'delivered', done_at: at('10:01'), code: null, leased_until: null },
      ]);
      expect(await cases.findCard(one, 'manager')).toEqual({ conversation: 'a:manager', activity: '7' });
      expect(await cases.findCard(one, 'teacher')).toBeUndefined();
    });

    it('where the card of a group lies, and leaves that of a case', async () => {
      const [one, group] = [buildCase(), buildGroup()];
      const cases = createCases(store.db, store.jobs, () => NOW);
      const groups = createGroups(store.db, store.jobs, () => NOW);
      await cases.create(buildChange(one, { messages: [] }));
      const messages = [{ to: MANAGER.id, notice: 'informed' }] as const;
      await groups.create(buildGroupChange(group, { messages }));
      await outbox.settle(await take(), { state: 'delivered', conversation: 'a:manager', activity: '7' });
      expect(await groups.findCard(group, 'manager')).toEqual({ conversation: 'a:manager', activity: '7' });
      expect(await groups.findCard(group, 'second')).toBeUndefined();
      expect(await cases.findCard(one, 'manager')).toBeUndefined();
    });

    it('when it goes on, with a job for it', async () => {
      await put(store, MANAGER, '1');
      await outbox.settle(await take(), pending(at('10:05')));
      expect(await rowsOf(store)).toMatchObject([
        { state: 'pending', next_at: at('10:05'), done_at: null, code: 'throttled', leased_until: null },
      ]);
      expect(await listJobs(store.db)).toMatchObject([
        { name: 'deliver', data: MANAGER, start_after: at('10:05') },
      ]);
    });

    it.each<[Settlement, object]>([
      [WAITING, { state: 'waiting', code: 'blocked', done_at: null }],
      [
        { state: 'failed', code: '400' },
        { state: 'failed', code: '400', done_at: NOW },
      ],
      [{ state: 'superseded' }, { state: 'superseded', code: null, done_at: NOW }],
    ])('what became of it: %j', async (settlement, row) => {
      await put(store, MANAGER, '1');
      await outbox.settle(await take(), settlement);
      expect(await rowsOf(store)).toMatchObject([row]);
      expect(await listJobs(store.db)).toEqual([]);
    });

    it('nothing at all when a fault comes in between', async () => {
      const one = buildCase();
      const cases = createCases(store.db, store.jobs, () => NOW);
      await cases.create(buildChange(one));
      const jobs = { ...store.jobs, add: () => Promise.reject(new Error('planted')) };
      const failing = createOutboxStore(store.db, jobs, () => NOW);
      await expect(failing.settle(await take(), pending(at('10:05')))).rejects.toThrow('planted');
      expect(await rowsOf(store)).toMatchObject([{ state: 'sending', code: null, next_at: NOW }]);
    });
  });

  describe('lists as ready', () => {
    it('each person with something to send, once', async () => {
      for (const person of [MANAGER, DEPUTY, ELSEWHERE]) await put(store, person, '1', '2');
      expect(await listReady(NOW)).toEqual([MANAGER, DEPUTY, ELSEWHERE]);
    });

    it('nobody whose oldest item is not due yet', async () => {
      await put(store, MANAGER, '1', '2');
      await outbox.settle(await take(), pending(at('10:05')));
      expect(await listReady(at('10:04'))).toEqual([]);
      expect(await listReady(at('10:05'))).toEqual([MANAGER]);
    });

    it.each<Settlement>([DELIVERED, WAITING, { state: 'failed', code: '400' }, { state: 'superseded' }])(
      'nobody who has nothing after %j',
      async (settlement) => {
        await put(store, MANAGER, '1');
        await outbox.settle(await take(), settlement);
        expect(await listReady(at('16:00'))).toEqual([]);
      },
    );

    it('somebody with a newer item behind one that waits for them', async () => {
      await put(store, MANAGER, '1', '2');
      await outbox.settle(await take(), WAITING);
      expect(await listReady(NOW)).toEqual([MANAGER]);
    });
  });

  describe('when somebody is seen again', () => {
    it('gives what waited for them, oldest first, and adds a job for it', async () => {
      await put(store, MANAGER, '1', '2');
      for (const _ of [1, 2]) await outbox.settle(await take(), WAITING);
      await put(store, MANAGER, '3');
      await outbox.wake(MANAGER, at('11:00'));
      expect(await listJobs(store.db)).toMatchObject([{ name: 'deliver', data: MANAGER }]);
      expect(await claim(MANAGER, at('11:00'))).toMatchObject({ notice: '1' });
    });

    it('does nothing for somebody for whom nothing waits', async () => {
      await put(store, MANAGER, '1');
      await outbox.settle(await take(), pending(at('10:05')));
      await put(store, DEPUTY, '1');
      await outbox.settle(await take(DEPUTY), WAITING);
      const before = { rows: await rowsOf(store), jobs: await listJobs(store.db) };
      await outbox.wake(MANAGER, at('10:01'));
      expect({ rows: await rowsOf(store), jobs: await listJobs(store.db) }).toEqual(before);
    });

    it('leaves what is done as it is', async () => {
      await put(store, MANAGER, '1');
      await outbox.settle(await take(), DELIVERED);
      await outbox.wake(MANAGER, at('11:00'));
      expect(await claim(MANAGER, at('11:00'))).toBeUndefined();
    });
  });

  it('frees what was being sent when it is opened again, in a folder only', async () => {
    await put(store, MANAGER, '1');
    await take();
    await store.restart();
    const [row] = await rowsOf(store);
    expect(row?.leased_until === null).toBe(dialect === 'PGlite');
    outbox = createOutboxStore(store.db, store.jobs, () => now);
  });
});

describeOnPostgres('The outbox of two processes on one server', () => {
  it('gives each item to one of them, oldest first', async () => {
    const store = await openStore('PostgreSQL');
    const other = await openDatabase(store.place.address);
    const stores = [store.db, other.db].map((db) => createOutboxStore(db, store.jobs, () => NOW));
    const names = Array.from({ length: 40 }, (_, index) => String(index));
    await put(store, MANAGER, ...names);
    const seen: string[] = [];
    let out = 0;
    /** Takes whatever it can get, as two processes do that were both woken. */
    const work = async (outbox: OutboxStore) => {
      while (seen.length < names.length) {
        const item = await outbox.claim(MANAGER, 'normal', NOW);
        if (!item) continue;
        out += 1;
        expect(out).toBe(1);
        seen.push(item.notice);
        await rowsOf(store); // time in which the other one can go wrong
        out -= 1;
        await outbox.settle(item, DELIVERED);
      }
    };
    await Promise.all([...stores, ...stores].map(work));
    expect(seen).toEqual(names);
    expect((await rowsOf(store)).every(({ tries, repeated }) => tries === 1 && !repeated)).toBe(true);
    await other.close();
    await store.close();
  });
});
