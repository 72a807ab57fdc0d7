import { type Kysely, sql } from 'kysely';
import { Fault } from '../errors.ts';
import type { Pglite } from './pglite/pglite.ts';
import type { WatchSpace } from './pglite/space.ts';
import type { Schema } from './schema.ts';

const TABLES = `
  select format('%I.%I', nspname, relname) as name
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where relkind = 'r' and nspname in ('public', 'pgboss')`;

/** Of our own tables alone; PGlite makes none by itself, but whoever looked into the folder may have. */
const DROP_STATISTICS = `
  delete from pg_statistic where starelid in (
    select pg_class.oid from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname in ('public', 'pgboss'))`;

/**
 * Writes every table of a folder anew with what it still holds, and takes away the old files and the log of changes.
 * A deleted row is only marked as such before; its words stand in the files until then.
 * @throws {Fault} `disk-full`
 */
export async function compactFolder(pglite: Pglite, watchSpace: WatchSpace): Promise<void> {
  // while a table is written anew both stand on the disk
  if ((await watchSpace()) !== 'enough') throw new Fault('disk-full', NO_ROOM);
  const { rows } = await pglite.query<{ name: string }>(TABLES);
  // statistics repeat values of the rows that there were
  await pglite.exec(DROP_STATISTICS);
  // one by one, so that people wait for one table and not for all
  for (const { name } of [...rows, { name: 'pg_catalog.pg_statistic' }])
    await pglite.execLong(`vacuum full ${name}`);
  // the log goes on in a new file, and the files before it are not needed after the checkpoint
  await pglite.execLong('select pg_switch_wal()');
  await pglite.execLong('checkpoint');
}

const NO_ROOM =
  'The disk of the data folder (MAGDAT_DATA) has too little room to take erased words out of the files. Free at least 500 MB: it is tried again the next night.';

/** Gives the room of erased rows back to their tables, and counts anew what statistics repeat. */
export async function vacuumServer(db: Kysely<Schema>): Promise<void> {
  await sql`vacuum (analyze)`.execute(db);
}
