import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseAddress } from '../../src/storage/database.ts';
import { createReadyFolder } from './ready-folder.ts';

/** The server that TEST_DATABASE_URL names; each test file makes a database of its own on it. */
const SERVER = process.env.TEST_DATABASE_URL ?? '';

export type DialectName = 'PGlite' | 'PostgreSQL';

/** The databases to test on. PGlite always; PostgreSQL when TEST_DATABASE_URL is set. */
export const DIALECTS: readonly DialectName[] = SERVER === '' ? ['PGlite'] : ['PGlite', 'PostgreSQL'];

if (SERVER === '') {
  process.stderr.write('notice: TEST_DATABASE_URL is not set, so nothing is tested on PostgreSQL here\n');
}

/** Tests that only PostgreSQL can show; skipped, and seen to be skipped, without a server. */
export const describeOnPostgres = SERVER === '' ? describe.skip : describe;

/** An empty place for a database, that nobody else uses. */
export interface TestPlace {
  readonly address: DatabaseAddress;
  /** Takes the place away; whoever has it open must close first. */
  discard(): Promise<void>;
}

export const createPlace = (dialect: DialectName): Promise<TestPlace> =>
  dialect === 'PGlite' ? createFolder() : createServerDatabase();

/** A place with a database that is up to date and empty: quicker than one that must be made. */
export const createReadyPlace = async (dialect: DialectName): Promise<TestPlace> =>
  dialect === 'PGlite' ? toPlace(await createReadyFolder()) : createServerDatabase();

const createFolder = async (): Promise<TestPlace> => toPlace(mkdtempSync(join(tmpdir(), 'magdat-data-')));

function toPlace(folder: string): TestPlace {
  return {
    address: { kind: 'pglite', folder },
    discard: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function createServerDatabase(): Promise<TestPlace> {
  const name = `magdat_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return {
    address: { kind: 'postgres', url: url.href },
    // without force: the server waits for connections that are just being closed
    discard: () => onServer(`drop database ${name}`),
  };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
