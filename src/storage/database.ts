import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';

export type Db = Kysely<Schema>;

export interface Database {
  readonly db: Db;
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
  const { db, close } =
    address.kind === 'pglite' ? await openFolder(address.folder) : openServer(address.url);
  try {
    await migrate(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, close };
}

async function openFolder(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  const pglite = await PGlite.create(join(folder, 'postgres')).catch(async (error) => {
    await unlock();
    throw error;
  });
  const db: Db = new Kysely({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    close: async () => {
      await db.destroy();
      if (!pglite.closed) await pglite.close();
      await unlock();
    },
  };
}

function openServer(url: string): Database {
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => undefined); // an idle connection was lost, for example at a restart; the next query opens another
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}
