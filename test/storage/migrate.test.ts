import { join } from 'node:path';
import { openDatabase } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { createPlace, DIALECTS, describeOnPostgres, type TestPlace } from '../support/database.ts';
import { run } from '../support/run.ts';

const IDLE = join(import.meta.dirname, 'lose-connection.ts');

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
  }, 30_000);

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
  }, 30_000);
});

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
  }, 30_000);

  it('may drop a connection that nobody uses, without taking the process along', async () => {
    const { address } = place;
    const url = address.kind === 'postgres' ? address.url : '';
    expect(await run(IDLE, [url])).toEqual({ code: 0, stdout: 'still here: 0\n', stderr: '' });
  }, 30_000);

  it('that cannot be reached is an error, and nothing stays open', async () => {
    await expect(openDatabase({ kind: 'postgres', url: 'postgres://x@127.0.0.1:1/none' })).rejects.toThrow();
  });
});
