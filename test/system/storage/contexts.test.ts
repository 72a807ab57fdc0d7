import { sql } from 'kysely';
import type { Asker, Context, Contexts } from '../../../src/flows/answering/ports.ts';
import { createContexts } from '../../../src/storage/contexts.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { createReadyPlace, DIALECTS, type TestPlace } from '../../support/database.ts';

const MINUTE = 60_000;

const anAsker = (overrides: Partial<Asker> = {}): Asker => ({
  tenant: 'one',
  id: 'anna',
  conversation: 'chat',
  ...overrides,
});
const aContext = (overrides: Partial<Context> = {}): Context => ({
  topic: 'phone-in-class',
  slots: { form: 'may' },
  ...overrides,
});

describe.each(DIALECTS)('What was last answered, on %s,', (dialect) => {
  let place: TestPlace;
  let database: Database;
  let contexts: Contexts;
  let now: Date;
  beforeAll(async () => {
    place = await createReadyPlace(dialect);
    database = await openDatabase(place.address);
    contexts = createContexts(database.db, () => now);
  });
  afterAll(async () => {
    await database.close();
    await place.discard();
  });
  beforeEach(async () => {
    now = new Date('2026-03-01T10:00:00Z');
    await database.db.deleteFrom('context').execute();
  });

  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * MINUTE);
  };
  const rows = () => database.db.selectFrom('context').selectAll().execute();

  it('is found again with its facts', async () => {
    await contexts.save(anAsker(), aContext());
    expect(await contexts.find(anAsker())).toEqual(aContext());
  });

  it('gives way to the next answer', async () => {
    await contexts.save(anAsker(), aContext());
    await contexts.save(anAsker(), aContext({ topic: 'post-images', slots: {} }));
    expect(await contexts.find(anAsker())).toEqual({ topic: 'post-images', slots: {} });
    expect(await rows()).toHaveLength(1);
  });

  it.each([{ tenant: 'two' }, { id: 'bob' }, { conversation: 'group' }])(
    'is nothing to somebody else or elsewhere: %j',
    async (other) => {
      await contexts.save(anAsker(), aContext());
      expect(await contexts.find(anAsker(other))).toBeUndefined();
    },
  );

  it('is there for half an hour', async () => {
    await contexts.save(anAsker(), aContext());
    later(29);
    expect(await contexts.find(anAsker())).toBeDefined();
    later(2);
    expect(await contexts.find(anAsker())).toBeUndefined();
  });

  it('is there for half an hour after the last answer, not the first', async () => {
    await contexts.save(anAsker(), aContext());
    later(20);
    await contexts.save(anAsker(), aContext());
    later(20);
    expect(await contexts.find(anAsker())).toBeDefined();
  });

  it('is wiped, whosever it is, when somebody is answered after that time', async () => {
    await contexts.save(anAsker(), aContext());
    later(31);
    await contexts.save(anAsker({ id: 'bob' }), aContext());
    expect((await rows()).map(({ person }) => person)).toEqual(['bob']);
  });

  it('is forgotten in all conversations of a person, and of nobody else', async () => {
    await contexts.save(anAsker(), aContext());
    await contexts.save(anAsker({ conversation: 'group' }), aContext());
    await contexts.save(anAsker({ id: 'bob' }), aContext());
    await contexts.save(anAsker({ tenant: 'two' }), aContext());
    await contexts.forget({ tenant: 'one', id: 'anna' });
    expect((await rows()).map(({ tenant, person }) => `${tenant} ${person}`).sort()).toEqual([
      'one bob',
      'two anna',
    ]);
  });

  it('has no column for what was asked', async () => {
    const { rows: columns } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = 'context'`.execute(
      database.db,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([
      'at',
      'conversation',
      'person',
      'slots',
      'tenant',
      'topic',
    ]);
  });
});
