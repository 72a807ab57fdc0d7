import type { Profiles } from '../../../src/flows/answering/ports.ts';
import type { PersonRef } from '../../../src/routing/person.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { createProfiles } from '../../../src/storage/people.ts';
import { createReadyPlace, DIALECTS, type TestPlace } from '../../support/database.ts';

const NOW = new Date('2026-03-01T10:00:00Z');

const aPerson = (overrides: Partial<PersonRef> = {}): PersonRef => ({
  tenant: 'one',
  id: 'anna',
  ...overrides,
});

describe.each(DIALECTS)('Profiles on %s', (dialect) => {
  let place: TestPlace;
  let database: Database;
  let profiles: Profiles;
  let now = NOW;
  beforeAll(async () => {
    place = await createReadyPlace(dialect);
    database = await openDatabase(place.address);
    profiles = createProfiles(database.db, () => now);
  });
  afterAll(async () => {
    await database.close();
    await place.discard();
  });
  beforeEach(async () => {
    now = NOW;
    await database.db.deleteFrom('person').execute();
  });

  const rows = () => database.db.selectFrom('person').selectAll().execute();

  it('are nothing for somebody who never told anything', async () => {
    expect(await profiles.find(aPerson())).toBeUndefined();
  });

  it('are found as they were saved', async () => {
    await profiles.save(aPerson(), { audience: 'staff', policy: 'svok', language: 'en' });
    expect(await profiles.find(aPerson())).toEqual({ audience: 'staff', policy: 'svok', language: 'en' });
  });

  it('keep what a change does not give', async () => {
    await profiles.save(aPerson(), { audience: 'staff', policy: 'svok' });
    await profiles.save(aPerson(), { language: 'en' });
    await profiles.save(aPerson(), { policy: 'omo' });
    expect(await profiles.find(aPerson())).toEqual({ audience: 'staff', policy: 'omo', language: 'en' });
  });

  it('keep what a change gives as undefined', async () => {
    await profiles.save(aPerson(), { audience: 'staff', policy: 'svok', language: 'nl' });
    await profiles.save(aPerson(), { audience: 'parent', policy: undefined, language: undefined });
    expect(await profiles.find(aPerson())).toEqual({ audience: 'parent', policy: 'svok', language: 'nl' });
  });

  it('can be of somebody who chose only a language', async () => {
    await profiles.save(aPerson(), { language: 'en' });
    expect(await profiles.find(aPerson())).toEqual({
      audience: undefined,
      policy: undefined,
      language: 'en',
    });
  });

  it('are one row a person, with the time of the last change', async () => {
    await profiles.save(aPerson(), { audience: 'staff' });
    now = new Date('2026-04-01T10:00:00Z');
    await profiles.save(aPerson(), { audience: 'parent' });
    const saved = await rows();
    expect(saved).toHaveLength(1);
    expect(new Date(saved[0]?.updated_at ?? 0)).toEqual(now);
  });

  it('of the same id in two tenants are apart', async () => {
    await profiles.save(aPerson(), { audience: 'staff' });
    await profiles.save(aPerson({ tenant: 'two' }), { audience: 'parent' });
    expect(await profiles.find(aPerson())).toMatchObject({ audience: 'staff' });
    await profiles.forget(aPerson());
    expect(await profiles.find(aPerson())).toBeUndefined();
    expect(await profiles.find(aPerson({ tenant: 'two' }))).toMatchObject({ audience: 'parent' });
  });

  it('are gone without a trace once they are forgotten', async () => {
    await profiles.save(aPerson(), { audience: 'staff', policy: 'svok', language: 'nl' });
    await profiles.save(aPerson({ id: 'bram' }), { audience: 'parent' });
    await profiles.forget(aPerson());
    expect((await rows()).map(({ person }) => person)).toEqual(['bram']);
  });

  it('of somebody unknown can be forgotten', async () => {
    await expect(profiles.forget(aPerson({ id: 'nobody' }))).resolves.toBeUndefined();
  });

  it('stand quotes and other scripts in an id', async () => {
    const odd = aPerson({ tenant: "'; drop table person; --", id: '29:1α"\\😀' });
    await profiles.save(odd, { audience: 'student' });
    expect(await profiles.find(odd)).toMatchObject({ audience: 'student' });
    expect(await rows()).toHaveLength(1);
  });

  it('stand two changes at once', async () => {
    await Promise.all([
      profiles.save(aPerson(), { audience: 'staff' }),
      profiles.save(aPerson(), { policy: 'svok' }),
      profiles.save(aPerson(), { language: 'en' }),
    ]);
    expect(await profiles.find(aPerson())).toEqual({ audience: 'staff', policy: 'svok', language: 'en' });
  });

  it('do not take a value over that the product does not know any more', async () => {
    await database.db
      .insertInto('person')
      .values({
        tenant: 'one',
        person: 'anna',
        audience: 'janitor',
        policy: 'svok',
        language: 'fr',
        updated_at: NOW,
      })
      .execute();
    expect(await profiles.find(aPerson())).toEqual({
      audience: undefined,
      policy: 'svok',
      language: undefined,
    });
  });
});
