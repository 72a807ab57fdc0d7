import { types } from 'node:util';
import type { PGlite as KyselyPglite, PGliteQueryResults, PGliteTransaction } from 'kysely';
import { Fault } from '../../errors.ts';
import type { Call } from './protocol.ts';
import type { WatchSpace } from './space.ts';
import { startThread } from './thread.ts';

/** PGlite in a thread of its own, as Kysely and pg-boss use it. */
export interface Pglite extends KyselyPglite {
  exec(sql: string): Promise<Results[]>;
  /** As `exec`, for what takes long at night. */
  execLong(sql: string): Promise<Results[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: rows are what a statement gives, as in the library
type Results = PGliteQueryResults<any> & { readonly command?: string };

export interface PgliteSettings {
  /** How long one statement may take, in milliseconds. */
  readonly deadline: number;
  readonly watchSpace: WatchSpace;
  /** Told once when the database can do no more. */
  readonly failed: (fault: Fault) => void;
}

/** How long opening may take, in milliseconds: the log of the database is read when the last process did not close it. */
const OPENING = 120_000;

/** How long a table may be compacted, in milliseconds. A table of 1 GB takes some minutes on a slow disk. */
const LONG = 15 * 60 * 1000;

/**
 * How long closing may take, in milliseconds; the thread is ended then, and the next start reads the log of the
 * database. Below the ten seconds in which a process that must end has to be gone.
 */
const CLOSING = 5_000;

/** Opens the database in a folder; one that is not there yet is made. */
export async function openPglite(folder: string, settings: PgliteSettings): Promise<Pglite> {
  const { deadline, watchSpace, failed } = settings;
  const thread = startThread(failed);
  const inTurn = createQueue();
  let isReadOnly = false;
  let closed = false;

  await thread.ask({ op: 'open', folder }, OPENING).catch(async (error: unknown) => {
    await thread.end();
    throw error;
  });

  const run = <Result>(call: Call, within = deadline): Promise<Result> =>
    thread.ask<Result>(call, within).catch((error: unknown) => {
      throw isReadOnly && codeOf(error) === READ_ONLY ? diskFull(error) : error;
    });
  const query = async <T>(sql: string, params: unknown[] = []) =>
    withOwnDates(await run<PGliteQueryResults<T>>({ op: 'query', sql, params }));
  const exec = (sql: string, within?: number) => run<Results[]>({ op: 'exec', sql }, within);
  /** One after another: there is one connection, and a transaction has it alone. */
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      await refuseWritesWithoutSpace();
      return work();
    });

  return {
    ready: true,
    waitReady: Promise.resolve(),
    get closed() {
      return closed;
    },
    query: (sql, params) => alone(() => query(sql, params)),
    exec: (sql) => alone(() => execAll(sql)),
    execLong: (sql) => alone(() => exec(sql, LONG)),
    transaction: (work) => alone(() => transact(work)),
    async close() {
      closed = true;
      await Promise.race([inTurn(() => run({ op: 'close' })), elapse(CLOSING)]).catch(() => undefined);
      await thread.end();
    },
  };

  /** Statements that begin a transaction and fail in it must not leave it to whoever comes next. */
  async function execAll(sql: string): Promise<Results[]> {
    return exec(sql).catch(async (error: unknown) => {
      await exec('rollback').catch(() => undefined); // the fault that led here tells more
      throw error;
    });
  }

  async function transact<T>(work: (trx: PGliteTransaction) => Promise<T>): Promise<T> {
    await exec('begin');
    const result = await work({ query, rollback: async () => void (await exec('rollback')) }).catch(
      async (error: unknown) => {
        await exec('rollback').catch(() => undefined); // the fault that led here tells more
        throw error;
      },
    );
    const [ended] = await exec('commit');
    // PostgreSQL answers so when a statement of it failed: nothing of it is kept
    if (ended?.command === 'ROLLBACK')
      throw Object.assign(new Error('the transaction was undone'), { code: ABORTED });
    return result;
  }

  /** Looks at the disk first: PGlite that finds no room for its log never comes back. Reading goes on without room. */
  async function refuseWritesWithoutSpace(): Promise<void> {
    const isFull = (await watchSpace()) === 'none';
    if (isFull === isReadOnly) return;
    await exec(`set default_transaction_read_only = ${isFull ? 'on' : 'off'}`);
    isReadOnly = isFull;
  }
}

/** PostgreSQL documentation, "Error Codes": a write in a transaction that may only read; one that failed before. */
const READ_ONLY = '25006';
const ABORTED = '25P02';

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code;

const diskFull = (cause: unknown): Fault =>
  new Fault(
    'disk-full',
    'The disk of the data folder (MAGDAT_DATA) is full, so nothing is kept. Free some space: the bot goes on by itself.',
    { cause },
  );

/** A date that another thread sent is of the first realm of the process, which need not be ours: `instanceof` would fail. */
const withOwnDates = <T>(results: PGliteQueryResults<T>): PGliteQueryResults<T> => ({
  ...results,
  rows: results.rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row as object).map(([name, value]) => [
          name,
          types.isDate(value) ? new Date(value) : value,
        ]),
      ) as T,
  ),
});

/** Lets one begin when the one before has ended, however that ended. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}

const elapse = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds).unref();
  });
