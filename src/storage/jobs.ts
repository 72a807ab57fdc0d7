import { sql } from 'kysely';
import { fromKysely, type PgBoss } from 'pg-boss';
import type { Lane } from '../delivery/store.ts';
import type { PersonRef } from '../routing/person.ts';
import type { Db } from './database.ts';

/** What each queue carries. A job only wakes somebody who looks in the tables: those hold the truth. */
interface JobData {
  /** The time of a case has come. */
  'case-due': { readonly tenant: string; readonly id: string };
  /** A time of a group has come. */
  'group-due': { readonly tenant: string; readonly id: string };
  /** A person has messages coming. */
  deliver: PersonRef;
  /** A person has messages coming about a report of the third level. */
  'deliver-urgent': PersonRef;
  /** Each minute: what is due and not done. */
  sweep: object;
  /** Each night: what has been kept long enough. */
  purge: object;
}
type Queue = keyof JobData;

/** The queue of a lane of messages. */
export const deliveryQueueOf = (lane: Lane): 'deliver' | 'deliver-urgent' =>
  lane === 'urgent' ? 'deliver-urgent' : 'deliver';

export type JobHandlers = { readonly [Name in Queue]: (data: JobData[Name]) => Promise<void> };

export interface Jobs {
  /** Adds a job in the transaction of the change that causes it. */
  add<Name extends Queue>(trx: Db, queue: Name, data: JobData[Name], at?: Date): Promise<void>;
  /** Takes jobs, also those of other processes on the same database, until it is stopped. */
  work(handlers: JobHandlers): Promise<void>;
  /** Takes no more jobs and lets the running ones end. */
  stop(): Promise<void>;
}

/** When the repeating jobs run, by the clock of the database server. */
const SCHEDULES = { sweep: '* * * * *', purge: '15 3 * * *' } as const;

const QUEUES: readonly Queue[] = ['case-due', 'group-due', 'deliver', 'deliver-urgent', 'sweep', 'purge'];

/** How often the tables of jobs are looked at, in seconds. Range 0.5 to 5: a person waits for a message. */
const POLLING = 1;

/** How many jobs of a queue are taken at a time: at the end of a break many come due at once. */
const BATCH = 50;

/** How long running jobs may take to end at a stop, in milliseconds; then they count as failed, and are tried again. */
const STOPPING = 3_000;

/** How long after a start a purge is made up for, in seconds: a bot that does not run at night would never do one. */
const CATCHING_UP = 15 * 60;
const DAY = 24 * 60 * 60;

/** Opens the queues of pg-boss in the schema `pgboss` of the same database. `failed` is told of any fault of a job. */
export async function openJobs(boss: PgBoss, failed: (error: unknown) => unknown): Promise<Jobs> {
  boss.on('error', seldom(failed));
  await boss.start();
  for (const queue of QUEUES) {
    await boss.createQueue(queue, { retryLimit: 5, retryBackoff: true });
    // makes pg-boss look the queue up now: inside a transaction PGlite, which has one connection, would wait for itself
    await boss.findJobs(queue, { key: '' });
  }
  let isStopping = false;
  return {
    async add(trx, queue, data, at) {
      await boss.send(queue, data, { db: fromKysely(trx), ...(at && { startAfter: at.toISOString() }) });
    },
    async work(handlers) {
      for (const queue of QUEUES)
        await boss.work(
          queue,
          { pollingIntervalSeconds: POLLING, batchSize: BATCH },
          run(queue, handlers, failed, () => isStopping),
        );
      for (const [queue, cron] of Object.entries(SCHEDULES)) await boss.schedule(queue, cron);
      await boss.send('purge', {}, { startAfter: CATCHING_UP, singletonSeconds: DAY }); // one a day at most
    },
    async stop() {
      isStopping = true;
      await boss.stop({ graceful: true, timeout: STOPPING });
    },
  };
}

/** While the database is away every queue fails every second: a fault of one kind is told once a minute. */
function seldom(failed: (error: unknown) => unknown): (error: unknown) => void {
  const told = new Map<unknown, number>();
  return (error) => {
    const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
    const kind = code ?? name;
    if (performance.now() - (told.get(kind) ?? Number.NEGATIVE_INFINITY) < MINUTE) return;
    told.set(kind, performance.now());
    failed(error);
  };
}

const MINUTE = 60_000;

/**
 * A fault is logged, and pg-boss tries again. It would keep everything that an error carries, and those of a database or
 * a connector may carry words of a case: so it gets another one.
 */
function run<Name extends Queue>(
  queue: Name,
  handlers: JobHandlers,
  failed: (error: unknown) => unknown,
  isStopping: () => boolean,
) {
  return async (jobs: readonly { readonly data: unknown }[]): Promise<void> => {
    for (const { data } of jobs) {
      // doing a job twice does nothing twice, so those of the batch that were done may come again
      if (isStopping()) throw new Error('the process stops: the job is for the next one');
      await handlers[queue](data as JobData[Name]).catch((error: unknown) => {
        failed(error);
        throw new Error('a job failed: the log tells why');
      });
    }
  };
}

/** The jobs that carry the id of somebody. */
export async function listJobsOf(db: Db, { tenant, id }: PersonRef) {
  if (!(await hasJobs(db))) return [];
  const { rows } = await sql<{ queue: string; state: string; createdAt: Date }>`
    select name as queue, state::text as state, created_on as "createdAt" from pgboss.job
    where data->>'tenant' = ${tenant} and data->>'id' = ${id} order by created_on`.execute(db);
  return rows;
}

/** Takes away the jobs that carry the id of somebody; gives how many. */
export async function dropJobsOf(trx: Db, { tenant, id }: PersonRef): Promise<number> {
  if (!(await hasJobs(trx))) return 0;
  const { numAffectedRows } = await sql`
    delete from pgboss.job where data->>'tenant' = ${tenant} and data->>'id' = ${id}`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Whether a bot has run on this database: the tables of jobs are made by pg-boss, at its first start. */
async function hasJobs(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass('pgboss.job') is not null as found`.execute(db);
  return rows[0]?.found ?? false;
}
