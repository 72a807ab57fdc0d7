import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { dataDir as madeAhead } from '@electric-sql/pglite-prepopulatedfs';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { fromPglite, PgBoss } from 'pg-boss';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';

export type Db = Kysely<Schema>;

export interface Database {
  readonly db: Db;
  /** Makes the queues of jobs on this database, not yet started. */
  createBoss(): PgBoss;
  close(): Promise<void>;
}

/** Where the tables are: a folder of this process alone, or a server that any number of processes share. */
export type DatabaseAddress =
  | { readonly kind: 'pglite'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

/**
 * Opens the database and brings its tables up to date.
 * @throws {Fault} `data-folder-in-use` when another process has the folder.
 */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const database = address.kind === 'pglite' ? await openFolder(address.folder) : openServer(address.url);
  try {
    await migrate(database.db);
    // a folder has one process: what another was sending when it died can be sent now
    if (address.kind === 'pglite') await releaseLeases(database.db);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function openFolder(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  const pglite = await openPglite(join(folder, 'postgres')).catch(async (error) => {
    await unlock();
    throw error;
  });
  const db: Db = new Kysely({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    createBoss: () => new PgBoss({ db: fromPglite(pglite), backend: 'pglite' }),
    close: async () => {
      await db.destroy();
      if (!pglite.closed) await pglite.close();
      await unlock();
    },
  };
}

async function openPglite(dataDir: string): Promise<PGlite> {
  if (!existsSync(dataDir)) await unpackNew(dataDir);
  return PGlite.create(dataDir);
}

/**
 * Puts a database that was made ahead in a new folder: making one takes seconds. Unpacked beside and moved into place,
 * so that a process that dies half-way leaves no half database.
 */
async function unpackNew(dataDir: string): Promise<void> {
  const beside = `${dataDir}.new`;
  rmSync(beside, { recursive: true, force: true });
  const fresh = await PGlite.create({ dataDir: beside, loadDataDir: await madeAhead() });
  await fresh.close();
  renameSync(beside, dataDir);
}

function openServer(url: string): Database {
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => undefined); // an idle connection was lost, for example at a restart; the next query opens another
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    createBoss: () => new PgBoss({ connectionString: url, max: JOB_CONNECTIONS }),
    close: () => db.destroy(),
  };
}

async function releaseLeases(db: Db): Promise<void> {
  await db.updateTable('outbox').set({ leased_until: null }).where('leased_until', 'is not', null).execute();
}

/** Connections that one process keeps for its jobs, besides the ten of the pool for everything else. */
const JOB_CONNECTIONS = 3;
