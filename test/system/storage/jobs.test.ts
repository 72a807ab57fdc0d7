import { sql } from 'kysely';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { type JobHandlers, type Jobs, openJobs } from '../../../src/storage/jobs.ts';
import { createReadyPlace, DIALECTS, type TestPlace } from '../../support/database.ts';
import { TENANT } from '../../support/routing/people.ts';
import { listJobs, tablesWith } from '../../support/store.ts';

const job = (id: string) => ({ tenant: TENANT, id });

/** Handlers that keep the ids they were given, and tell when a number of them was seen. */
function createRecorder() {
  const seen: string[] = [];
  const waiting: { readonly count: number; readonly done: () => void }[] = [];
  const record = async ({ id }: { readonly id: string }) => {
    seen.push(id);
    for (const { count, done } of waiting) if (seen.length >= count) done();
  };
  const handlers: JobHandlers = {
    'case-due': record,
    'group-due': record,
    deliver: record,
    'deliver-urgent': record,
    sweep: async () => undefined,
    purge: async () => undefined,
  };
  return {
    seen,
    handlers,
    hasSeen: (count: number) =>
      new Promise<void>((done) => {
        if (seen.length >= count) done();
        waiting.push({ count, done });
      }),
  };
}

/** Something to wait for, until it is opened. */
function createGate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((done) => {
    open = done;
  });
  return { open, passed };
}

describe.each(DIALECTS)('Jobs on %s', (dialect) => {
  let place: TestPlace;
  let database: Database;
  let opened: Jobs[];
  let failures: unknown[];
  beforeAll(async () => {
    place = await createReadyPlace(dialect);
    database = await openDatabase(place.address);
    opened = [];
    await open();
  });
  afterAll(async () => {
    await stopAll();
    await database.close();
    await place.discard();
  });
  beforeEach(async () => {
    failures = [];
    await stopAll();
    await sql`delete from pgboss.job`.execute(database.db);
  });

  /** A worker of its own, as each process has one. */
  const open = async (): Promise<Jobs> => {
    const jobs = await openJobs(database.createBoss(), (error) => failures.push(error));
    opened.push(jobs);
    return jobs;
  };
  const stopAll = async () => {
    await Promise.all(opened.map((jobs) => jobs.stop()));
    opened = [];
  };
  const add = (jobs: Jobs, queue: 'deliver' | 'case-due', id: string, at?: Date) =>
    database.db.transaction().execute((trx) => jobs.add(trx, queue, job(id), at));

  it('run once the transaction is kept that added them, with their data', async () => {
    const jobs = await open();
    const { seen, handlers, hasSeen } = createRecorder();
    await add(jobs, 'deliver', 'manager');
    await jobs.work(handlers);
    await hasSeen(1);
    await stopAll();
    expect(seen).toEqual(['manager']);
    expect(await listJobs(database.db)).toMatchObject([
      { name: 'deliver', data: job('manager'), state: 'completed' },
    ]);
    expect(failures).toEqual([]);
  });

  it('of a transaction that was rolled back never run', async () => {
    const jobs = await open();
    const { seen, handlers, hasSeen } = createRecorder();
    const rolledBack = database.db.transaction().execute(async (trx) => {
      await jobs.add(trx, 'deliver', job('nobody'));
      await jobs.add(trx, 'case-due', job('nobody'), new Date(0));
      throw new Error('planted');
    });
    await expect(rolledBack).rejects.toThrow('planted');
    expect(await tablesWith(database.db, 'nobody')).toEqual([]);
    for (const queue of ['deliver', 'case-due'] as const) await add(jobs, queue, queue);
    await jobs.work(handlers);
    await hasSeen(2);
    await stopAll();
    expect(seen.sort()).toEqual(['case-due', 'deliver']);
  });

  it('run once with two workers', async () => {
    const workers = [await open(), await open()];
    const recorders = workers.map(() => createRecorder());
    const ids = Array.from({ length: 6 }, (_, index) => `job ${index}`);
    const all = createRecorder();
    const count = (handlers: JobHandlers): JobHandlers => ({
      ...handlers,
      deliver: async (data) => {
        await handlers.deliver(data);
        await all.handlers.deliver(data);
      },
    });
    for (const [index, jobs] of workers.entries()) {
      await jobs.work(count(recorders[index]?.handlers ?? all.handlers));
    }
    await Promise.all(ids.map((id, index) => add(workers[index % 2] as Jobs, 'deliver', id)));
    await all.hasSeen(ids.length);
    await stopAll();
    expect([...all.seen].sort()).toEqual([...ids].sort());
    expect((await listJobs(database.db)).map(({ state }) => state)).toEqual(ids.map(() => 'completed'));
  });

  it('for a later moment wait for it', async () => {
    const jobs = await open();
    const { seen, handlers, hasSeen } = createRecorder();
    const later = new Date(Date.now() + 3_600_000);
    await add(jobs, 'deliver', 'later', later);
    await add(jobs, 'deliver', 'overdue', new Date(0));
    await jobs.work(handlers);
    await hasSeen(1);
    await stopAll();
    expect(seen).toEqual(['overdue']);
    const waiting = (await listJobs(database.db)).filter(({ state }) => state === 'created');
    expect(waiting).toMatchObject([{ data: job('later'), start_after: later }]);
  });

  it('that fail are told of and run again, and leave nothing of the fault behind', async () => {
    const jobs = await open();
    const { seen, handlers, hasSeen } = createRecorder();
    const planted = new Error('geheim-woord-7f3a');
    let tries = 0;
    const failingOnce: JobHandlers['deliver'] = async (data) => {
      tries += 1;
      if (tries === 1) throw planted;
      await handlers.deliver(data);
    };
    await add(jobs, 'deliver', 'manager');
    await jobs.work({ ...handlers, deliver: failingOnce });
    await hasSeen(1);
    await stopAll();
    expect(seen).toEqual(['manager']);
    expect(failures).toEqual([planted]);
    expect(await tablesWith(database.db, 'geheim-woord-7f3a')).toEqual([]);
  });

  it('that run may end when the work is stopped', async () => {
    const jobs = await open();
    const { seen, handlers } = createRecorder();
    const [begun, gate] = [createGate(), createGate()];
    await add(jobs, 'deliver', 'manager');
    await jobs.work({
      ...handlers,
      deliver: async (data) => {
        begun.open();
        await gate.passed;
        await handlers.deliver(data);
      },
    });
    await begun.passed;
    const stopped = stopAll();
    gate.open();
    await stopped;
    expect(seen).toEqual(['manager']);
    expect(await listJobs(database.db)).toMatchObject([{ state: 'completed' }]);
  });

  it('outlive the process that added them', async () => {
    await add(await open(), 'deliver', 'manager');
    await stopAll();
    await database.close();
    database = await openDatabase(place.address);
    const { seen, handlers, hasSeen } = createRecorder();
    await (await open()).work(handlers);
    await hasSeen(1);
    expect(seen).toEqual(['manager']);
  });
});
