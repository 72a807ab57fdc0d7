import { join } from 'node:path';
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { openJobs } from '../../../src/storage/jobs.ts';
import { migrate } from '../../../src/storage/migrate.ts';
import { up as peopleAndFeedback } from '../../../src/storage/migrations/0001-people-and-feedback.ts';
import { up as context } from '../../../src/storage/migrations/0002-context.ts';
import { up as escalation } from '../../../src/storage/migrations/0003-escalation.ts';
import { createPlace, DIALECTS, describeOnPostgres, type TestPlace } from '../../support/database.ts';
import { run } from '../../support/run.ts';

const IDLE = join(import.meta.dirname, '..', '..', 'support', 'storage', 'lose-connection.ts');

describe.each(DIALECTS)('The tables on %s', (dialect) => {
  let place: TestPlace;
  beforeEach(async () => {
    place = await createPlace(dialect);
  });
  afterEach(() => place.discard());

  it('are brought up to date once, however often that is started', async () => {
    const { db, close } = await openDatabase(place.address);
    await db.insertInto('person').values({ tenant: 'one', person: 'anna', updated_at: new Date() }).execute();
    await migrate(db);
    await Promise.all([migrate(db), migrate(db), migrate(db)]);
    expect(await db.selectFrom('person').select('person').execute()).toEqual([{ person: 'anna' }]);
    await close();
  });

  it('keep what they hold between two starts', async () => {
    const first = await openDatabase(place.address);
    await first.db
      .insertInto('person')
      .values({ tenant: 'one', person: 'anna', audience: 'staff', updated_at: new Date() })
      .execute();
    await first.close();
    const second = await openDatabase(place.address);
    expect(await second.db.selectFrom('person').select('audience').execute()).toEqual([
      { audience: 'staff' },
    ]);
    await second.close();
  });

  it('come with queues of jobs, however often those are opened', async () => {
    for (let start = 0; start < 3; start++) {
      const database = await openDatabase(place.address);
      const jobs = await openOn(database);
      await database.db
        .transaction()
        .execute((trx) => jobs.add(trx, 'deliver', { tenant: 'one', id: `${start}` }));
      await jobs.stop();
      if (start === 2) expect(await queuesAndJobs(database)).toEqual({ queues: QUEUES, jobs: 3 });
      await database.close();
    }
  });
});

const QUEUES = ['case-due', 'deliver', 'deliver-urgent', 'group-due', 'purge', 'sweep'];

const openOn = (database: Database) =>
  openJobs(database.createBoss(), (error) => {
    throw error;
  });

async function queuesAndJobs({ db }: Database) {
  const { rows: queues } = await sql<{ name: string }>`
    select name from pgboss.queue where name not like '\\_\\_%' order by name`.execute(db);
  const { rows: jobs } = await sql`select 1 from pgboss.job where name = 'deliver'`.execute(db);
  return { queues: queues.map(({ name }) => name), jobs: jobs.length };
}

describeOnPostgres('A PostgreSQL server', () => {
  let place: TestPlace;
  beforeEach(async () => {
    place = await createPlace('PostgreSQL');
  });
  afterEach(() => place.discard());

  it('may be opened for the first time by several at once', async () => {
    const opened = await Promise.all(Array.from({ length: 5 }, () => openDatabase(place.address)));
    for (const { db } of opened) expect(await db.selectFrom('feedback').selectAll().execute()).toEqual([]);
    await Promise.all(opened.map(({ close }) => close()));
  });

  it('may have its queues of jobs opened for the first time by several at once', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(place.address)));
    const workers = await Promise.all(opened.map(openOn));
    for (const [index, { db }] of opened.entries())
      await db.transaction().execute(async (trx) => {
        await workers[index]?.add(trx, 'deliver', { tenant: 'one', id: `${index}` });
      });
    const [first] = opened;
    expect(first && (await queuesAndJobs(first))).toEqual({ queues: QUEUES, jobs: 4 });
    await Promise.all(workers.map((jobs) => jobs.stop()));
    await Promise.all(opened.map(({ close }) => close()));
  });

  it('with the tables of an older version gets the new ones by several at once, and keeps what it holds', async () => {
    await makeOlder(place, OLDER);
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(place.address)));
    for (const { db } of opened) {
      expect(await db.selectFrom('escalation_case').selectAll().execute()).toEqual([]);
      expect(await db.selectFrom('person').select('person').execute()).toEqual([{ person: 'anna' }]);
    }
    await Promise.all(opened.map(({ close }) => close()));
  });

  it('with messages from before there were groups knows that they are about cases', async () => {
    const insert = sql`
      insert into outbox (key, tenant, person, subject, notice, state, tries, repeated, next_at, created_at)
      values ('key', 'one', 'anna', gen_random_uuid(), 'assigned', 'pending', 0, false, now(), now())`;
    await makeOlder(place, { ...OLDER, '0003-escalation': { up: escalation } }, insert);
    const { db, close } = await openDatabase(place.address);
    expect(await db.selectFrom('outbox').select(['person', 'about']).execute()).toEqual([
      { person: 'anna', about: 'case' },
    ]);
    expect(await db.selectFrom('group_chat').selectAll().execute()).toEqual([]);
    await close();
  });

  it('may drop a connection that nobody uses, without taking the process along', async () => {
    const { address } = place;
    const url = address.kind === 'postgres' ? address.url : '';
    expect(await run(IDLE, [url])).toEqual({ code: 0, stdout: 'still here: 0\n', stderr: '' });
  });

  it('that cannot be reached is an error, and nothing stays open', async () => {
    await expect(openDatabase({ kind: 'postgres', url: 'postgres://x@127.0.0.1:1/none' })).rejects.toThrow();
  });
});

const OLDER: Record<string, Migration> = {
  '0001-people-and-feedback': { up: peopleAndFeedback },
  '0002-context': { up: context },
};

/** Makes the tables of an older version, with a row in them. */
async function makeOlder(
  { address }: TestPlace,
  older: Record<string, Migration>,
  ...rows: RawBuilder<unknown>[]
): Promise<void> {
  const connectionString = address.kind === 'postgres' ? address.url : '';
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString }) }),
  });
  await new Migrator({ db, provider: { getMigrations: async () => older } }).migrateToLatest();
  await sql`insert into person (tenant, person, updated_at) values ('one', 'anna', now())`.execute(db);
  for (const row of rows) await row.execute(db);
  await db.destroy();
}
