import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Fault } from '../../../src/errors.ts';
import { type Database, type DatabaseSettings, openDatabase } from '../../../src/storage/database.ts';
import { createHealth } from '../../../src/storage/health.ts';
import { createReadyPlace, describeOnPostgres, type TestPlace } from '../../support/database.ts';
import { linesOf, run } from '../../support/run.ts';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'src', 'main.ts');
const MEGABYTE = 1024 * 1024;

describe('A database in a folder', () => {
  let place: TestPlace;
  let database: Database;
  const failed: Fault[] = [];
  const open = async (settings: DatabaseSettings = {}) => {
    database = await openDatabase(place.address, { failed: (fault) => failed.push(fault), ...settings });
    return database;
  };

  beforeEach(async () => {
    failed.length = 0;
    place = await createReadyPlace('PGlite');
  });
  afterEach(async () => {
    await database.close();
    await place.discard();
  });

  it('that hangs keeps nobody else waiting, fails what waits, and says so once', async () => {
    const { db } = await open({ deadline: 2_000 });
    const hangs = sql`select pg_sleep(3600)`.execute(db);
    const waits = sql`select 1`.execute(db);
    const outcomes = await Promise.allSettled([hangs, waits]);
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'database-stalled' } },
      { status: 'rejected', reason: { code: 'database-stalled' } },
    ]);
    expect(failed).toMatchObject([
      { code: 'database-stalled', message: expect.stringMatching(/MAGDAT_DATA/) },
    ]);
  });

  it('closes although a statement hangs', async () => {
    const { db, close } = await open();
    const hangs = sql`select pg_sleep(3600)`.execute(db).catch((error: unknown) => error);
    await close();
    expect(await hangs).toMatchObject({ code: 'database-broken' });
    expect(failed).toEqual([]);
  });

  it('undoes a transaction of which a statement failed, and gives the codes of PostgreSQL', async () => {
    const { db } = await open();
    const add = db.transaction().execute(async (trx) => {
      const row = { tenant: 'one', person: 'anna', updated_at: new Date() };
      await trx.insertInto('person').values(row).execute();
      await trx.insertInto('person').values(row).execute();
    });
    await expect(add).rejects.toMatchObject({ code: '23505', constraint: 'person_pk' });
    const swallowed = db.transaction().execute(async (trx) => {
      await trx
        .insertInto('person')
        .values({ tenant: 'one', person: 'bram', updated_at: new Date() })
        .execute();
      await sql`select * from nothing`.execute(trx).catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow();
    expect(await db.selectFrom('person').selectAll().execute()).toEqual([]);
  });

  it('is read and not written without space, and written again once there is some', async () => {
    let free = 10_000;
    const changed: unknown[] = [];
    const space = {
      readFree: async () => free * MEGABYTE,
      changed: (...change: unknown[]) => changed.push(change),
    };
    const { db, readSpace } = await open({ space });
    const write = (person: string) =>
      db.insertInto('person').values({ tenant: 'one', person, updated_at: new Date() }).execute();
    const fill = async (megabytes: number, seen: string) => {
      free = megabytes;
      while ((await readSpace()) !== seen);
    };
    await write('anna');
    await fill(300, 'low');
    await write('bram');
    await fill(10, 'none');
    await expect(write('carla')).rejects.toMatchObject({ code: 'disk-full' });
    expect(await db.selectFrom('person').select('person').execute()).toHaveLength(2);
    await fill(10_000, 'enough');
    await write('carla');
    expect(changed).toEqual([
      ['low', 300],
      ['none', 10],
      ['enough', 10_000],
    ]);
  });

  it('tells that it is well only when it answers in time', async () => {
    const { db, readSpace } = await open();
    const ask = () => sql`select 1`.execute(db);
    let letGo = () => {};
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    let begun = () => {};
    const busy = new Promise<void>((done) => {
      begun = done;
    });
    const transaction = db.transaction().execute(async () => {
      begun();
      await held;
    });
    await busy;
    const readHealth = createHealth({ ask, readSpace, within: 20 });
    expect(await readHealth()).toEqual({ database: 'silent', space: 'enough' });
    letGo();
    await transaction;
    let health = await readHealth();
    while (health.database === 'silent') health = await readHealth();
    expect(health).toEqual({ database: 'ok', space: 'enough' });
  });
});

describe('Health', () => {
  it('asks the database once, however many want to know', async () => {
    let asked = 0;
    const ask = async () => {
      asked += 1;
    };
    const readHealth = createHealth({ ask, readSpace: async () => undefined });
    await Promise.all(Array.from({ length: 500 }, () => readHealth()));
    expect(asked).toBe(1);
  });
});

describe('A start', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'magdat-trouble-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('tells the remedy in one line when the server does not answer, and nothing of the password', async () => {
    const env = { DATABASE_URL: 'postgres://bot:geheim-woord@127.0.0.1:1/magdat', PORT: '0' };
    const { code, stdout, stderr } = await run(MAIN, [], { env });
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/^The database at 127\.0\.0\.1:1\/magdat does not answer\. Start/),
    ]);
    expect(code).toBe(1);
    expect(stdout + stderr).not.toMatch(/geheim|at .*\.ts/);
  });

  it.each([
    ['a host that nobody knows', 'postgres://bot:geheim@no-such-host.invalid/magdat', /host name/],
    ['an address that does not answer', 'postgres://bot:geheim@127.0.0.1:9/magdat', /does not answer/],
  ])('is refused by %s', async (_what, url, remedy) => {
    const refusal = openDatabase({ kind: 'postgres', url });
    await expect(refusal).rejects.toMatchObject({
      code: 'database-unreachable',
      message: expect.stringMatching(remedy),
    });
    await expect(refusal).rejects.not.toMatchObject({ message: expect.stringMatching(/geheim/) });
  });

  it.each([
    ['a file in its place', 'data-folder-unusable', (path: string) => writeFileSync(path, '')],
    ['another version of the database', 'database-broken', plant('PG_VERSION', '99\n')],
    ['a database that lost its files', 'database-broken', plant('PG_VERSION', '18\n')],
    [
      'a database folder that is a file',
      'database-broken',
      (path: string) => {
        mkdirSync(path);
        writeFileSync(join(path, 'postgres'), '');
      },
    ],
  ])('is refused by a data folder with %s', async (_what, code, damage) => {
    const data = join(folder, 'data');
    damage(data);
    const refusal = openDatabase({ kind: 'pglite', folder: data });
    await expect(refusal).rejects.toMatchObject({ code, message: expect.stringContaining(data) });
  });

  it('is refused by a disk without room, before anything is written', async () => {
    const space = { readFree: async () => 10 * MEGABYTE };
    const refusal = openDatabase({ kind: 'pglite', folder }, { space });
    await expect(refusal).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining(folder),
    });
  });

  it('is refused on a database that a newer version changed', async () => {
    const place = await createReadyPlace('PGlite');
    const { db, close } = await openDatabase(place.address);
    await sql`insert into kysely_migration values ('9999-from-a-newer-version', now())`.execute(db);
    await close();
    await expect(openDatabase(place.address)).rejects.toMatchObject({ code: 'database-newer' });
    await place.discard();
  });
});

function plant(name: string, content: string) {
  return (folder: string) => {
    mkdirSync(join(folder, 'postgres'), { recursive: true });
    writeFileSync(join(folder, 'postgres', name), content);
  };
}

describeOnPostgres('A server', () => {
  let place: TestPlace;
  beforeEach(async () => {
    place = await createReadyPlace('PostgreSQL');
  });
  afterEach(() => place.discard());

  const urlOf = (change: (url: URL) => void): string => {
    const url = new URL(place.address.kind === 'postgres' ? place.address.url : '');
    change(url);
    return url.href;
  };

  it('without the database or the user is refused with the remedy', async () => {
    const nameless = urlOf((url) => {
      url.pathname = '/no_such_database';
    });
    await expect(openDatabase({ kind: 'postgres', url: nameless })).rejects.toMatchObject({
      code: 'database-unreachable',
      message: expect.stringMatching(/no database of that name.*3D000/),
    });
    const stranger = urlOf((url) => {
      url.username = 'no_such_user';
      url.password = 'geheim';
    });
    await expect(openDatabase({ kind: 'postgres', url: stranger })).rejects.toMatchObject({
      code: 'database-unreachable',
      message: expect.stringMatching(/refuses the user name or the password.*28/),
    });
  });

  it('that lets a user read only is refused with the remedy', async () => {
    const admin = await openDatabase(place.address);
    const role = `magdat_reader_${Date.now()}`;
    await sql`create role ${sql.id(role)} login`.execute(admin.db);
    const url = urlOf((one) => {
      one.username = role;
      one.searchParams.set('options', '-c search_path=public');
    });
    await sql`drop table if exists feedback`.execute(admin.db);
    await expect(openDatabase({ kind: 'postgres', url })).rejects.toMatchObject({
      code: 'database-unreachable',
      message: expect.stringMatching(/does not let this user make tables.*42501/),
    });
    await sql`drop role ${sql.id(role)}`.execute(admin.db);
    await admin.close();
  });

  it('gives a statement up that takes too long', async () => {
    const { db, close } = await openDatabase(place.address, { deadline: 2_000 });
    await expect(sql`select pg_sleep(3600)`.execute(db)).rejects.toMatchObject({ code: '57014' });
    await close();
  });
});
