import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { ConstructorOptions } from 'pg-boss';
import { Fault } from '../errors.ts';
import type { Schema } from './schema.ts';

export interface PoolSettings {
  /** How long one statement may take, in milliseconds. */
  readonly deadline: number;
}

/** How long a connection may take to be made, in milliseconds. Above the usual two tries of a handshake (1 and 3 s). */
const CONNECTING = 10_000;

/** How much longer than the server itself the bot waits for it to give a statement up, in milliseconds. */
const GRACE = 5_000;

/** Connections that one process keeps for its jobs, besides the ten of the pool for everything else. */
const JOB_CONNECTIONS = 3;

/** The oldest server that pg-boss works with. */
const OLDEST = 13;

export function openPool(url: string, settings: PoolSettings): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, ...toLimits(settings) });
  pool.on('error', () => undefined); // an idle connection was lost, for example at a restart; the next query opens another
  return pool;
}

/** What pg-boss makes its own pool of. */
export const toJobPool = (url: string, settings: PoolSettings): ConstructorOptions => ({
  connectionString: url,
  max: JOB_CONNECTIONS,
  ...toLimits(settings),
});

/** So that a server or a network that hangs costs one request, and no connection for ever. */
const toLimits = ({ deadline }: PoolSettings) => ({
  connectionTimeoutMillis: CONNECTING,
  statement_timeout: deadline,
  query_timeout: deadline + GRACE,
  idle_in_transaction_session_timeout: deadline,
  keepAlive: true,
  keepAliveInitialDelayMillis: CONNECTING,
});

/** @throws {Fault} `database-unreachable` when the server is too old, or keeps text in an encoding that lacks letters. */
export async function checkServer(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_encoding') as encoding`.execute(db);
  const [{ version, encoding } = { version: 0, encoding: '' }] = rows;
  if (version < OLDEST)
    throw new Fault(
      'database-unreachable',
      `The server of DATABASE_URL is PostgreSQL ${version}: use ${OLDEST} or newer.`,
    );
  if (encoding !== 'UTF8')
    throw new Fault(
      'database-unreachable',
      `The database of DATABASE_URL keeps text as ${encoding}. Make one that takes every letter: create database magdat encoding 'UTF8' template template0`,
    );
}
