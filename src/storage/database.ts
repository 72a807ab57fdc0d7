import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { fromPglite, PgBoss } from 'pg-boss';
import type { Fault } from '../errors.ts';
import { compactFolder, vacuumServer } from './compaction.ts';
import { openFolder } from './folder.ts';
import { migrate } from './migrate.ts';
import type { Space, SpaceSettings } from './pglite/space.ts';
import { toServerFault } from './refusals.ts';
import type { Schema } from './schema.ts';
import { checkServer, openPool, type PoolSettings, toJobPool } from './server.ts';

export type Db = Kysely<Schema>;

export interface Database {
  readonly db: Db;
  /** Makes the queues of jobs on this database, not yet started. */
  createBoss(): PgBoss;
  /** How much room there is; of a server that is not known. */
  readSpace(): Promise<Space | undefined>;
  /** Takes what was erased out of the files too, as far as that is in our hands. */
  compact(): Promise<void>;
  close(): Promise<void>;
}

/** Where the tables are: a folder of this process alone, or a server that any number of processes share. */
export type DatabaseAddress =
  | { readonly kind: 'pglite'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

export interface DatabaseSettings {
  /** How long one statement may take, in milliseconds. */
  readonly deadline?: number;
  /** Told once when the database in the folder can do no more: the process must end. */
  readonly failed?: ((fault: Fault) => void) | undefined;
  readonly space?: SpaceSettings | undefined;
}

/**
 * How long one statement may take, in milliseconds. Ours take some; the longest, such as a search through all that is
 * kept or an index that a new version makes, seconds on a slow disk. Range 30 000 to 300 000: what takes longer, hangs.
 */
const DEADLINE = 60_000;

/**
 * Opens the database and brings its tables up to date.
 * @throws {Fault} `data-folder-in-use`, `data-folder-unusable`, `database-broken`, `database-newer`, `database-stalled`,
 *   `database-unreachable`, `disk-full`
 */
export async function openDatabase(
  address: DatabaseAddress,
  { deadline = DEADLINE, ...settings }: DatabaseSettings = {},
): Promise<Database> {
  const database =
    address.kind === 'pglite'
      ? await openInFolder(address.folder, { deadline, ...settings })
      : openOnServer(address.url, { deadline });
  try {
    if (address.kind === 'postgres') await checkServer(database.db);
    await migrate(database.db);
    // a folder has one process: what another was sending when it died can be sent now
    if (address.kind === 'pglite') await releaseLeases(database.db);
  } catch (error) {
    await database.close();
    throw address.kind === 'postgres' ? toServerFault(error, address.url) : error;
  }
  return database;
}

async function openInFolder(
  folder: string,
  settings: DatabaseSettings & { readonly deadline: number },
): Promise<Database> {
  const { pglite, watchSpace, unlock } = await openFolder(folder, settings);
  const db: Db = new Kysely({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    createBoss: () => new PgBoss({ db: fromPglite(pglite), backend: 'pglite' }),
    readSpace: watchSpace,
    compact: () => compactFolder(pglite, watchSpace),
    close: async () => {
      await db.destroy();
      if (!pglite.closed) await pglite.close();
      await unlock();
    },
  };
}

function openOnServer(url: string, settings: PoolSettings): Database {
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool: openPool(url, settings) }) });
  return {
    db,
    createBoss: () => new PgBoss(toJobPool(url, settings)),
    readSpace: async () => undefined,
    compact: () => vacuumServer(db),
    close: () => db.destroy(),
  };
}

async function releaseLeases(db: Db): Promise<void> {
  await db.updateTable('outbox').set({ leased_until: null }).where('leased_until', 'is not', null).execute();
}
