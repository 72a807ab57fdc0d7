import { sql } from 'kysely';
import { type Database, type Db, openDatabase } from '../../src/storage/database.ts';
import { allowPurge } from '../../src/storage/events.ts';
import { type Jobs, openJobs } from '../../src/storage/jobs.ts';
import { createReadyPlace, type DialectName, type TestPlace } from './database.ts';

/** A database with its queues of jobs, which nobody takes. */
export interface TestStore {
  readonly place: TestPlace;
  readonly db: Db;
  readonly jobs: Jobs;
  /** Empties what cases and groups bring, jobs included. */
  clear(): Promise<void>;
  /** Closes all and opens it again, as a restart does: `db` and `jobs` are others after it. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openStore(dialect: DialectName): Promise<TestStore> {
  const place = await createReadyPlace(dialect);
  let opened = await open(place);
  return {
    place,
    get db() {
      return opened.database.db;
    },
    get jobs() {
      return opened.jobs;
    },
    clear: () => clear(opened.database.db),
    restart: async () => {
      await shut(opened);
      opened = await open(place);
    },
    close: async () => {
      await shut(opened);
      await place.discard();
    },
  };
}

interface Opened {
  readonly database: Database;
  readonly jobs: Jobs;
}

async function open({ address }: TestPlace): Promise<Opened> {
  const database = await openDatabase(address);
  const jobs = await openJobs(database.createBoss(), (error) => {
    throw error;
  });
  return { database, jobs };
}

async function shut({ database, jobs }: Opened): Promise<void> {
  await jobs.stop();
  await database.close();
}

async function clear(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await allowPurge(trx);
    for (const table of TABLES) await trx.deleteFrom(table).execute();
    await sql`delete from pgboss.job`.execute(trx);
  });
}

/** What is emptied; the places of people in a group and its history go with it. */
const TABLES = ['case_event', 'case_party', 'escalation_case', 'group_chat', 'outbox', 'draft'] as const;

/** A job as its table has it. */
export interface JobRow {
  readonly name: string;
  readonly data: unknown;
  readonly state: string;
  readonly start_after: Date;
}

/** The jobs of our own queues, in the order in which they were added. */
export async function listJobs(db: Db): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    select name, data, state::text as state, start_after from pgboss.job
    where name in ('case-due', 'group-due', 'deliver', 'deliver-urgent') order by created_on, name`.execute(
    db,
  );
  return rows;
}

/** The tables, of the bot and of its jobs, that hold a text anywhere. */
export async function tablesWith(db: Db, text: string): Promise<string[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(db);
  const found: string[] = [];
  for (const { schema, name } of rows) {
    const { rows: hits } = await sql`
      select 1 from ${sql.table(`${schema}.${name}`)} as one
      where position(${text} in one::text) > 0 limit 1`.execute(db);
    if (hits.length > 0) found.push(name);
  }
  return found.sort();
}
