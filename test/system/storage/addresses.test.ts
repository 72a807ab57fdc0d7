import type { Address, Addresses } from '../../../src/delivery/model.ts';
import { createAddresses } from '../../../src/storage/addresses.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { createGroups } from '../../../src/storage/groups.ts';
import { buildCase, buildCaseIn, buildChange, NOW } from '../../support/cases.ts';
import { DIALECTS } from '../../support/database.ts';
import { buildGroupChange, buildGroupIn } from '../../support/groups.ts';
import { TENANT } from '../../support/routing/people.ts';
import { openStore, type TestStore } from '../../support/store.ts';

const PERSON = { tenant: TENANT, id: 'manager' };
const OTHERS = [
  { tenant: 'two', id: 'manager' },
  { tenant: TENANT, id: 'deputy' },
];

const anAddress = (overrides: Partial<Address> = {}): Address => ({
  serviceUrl: 'https://smba.example/emea/',
  channelId: '29:manager',
  botId: '28:bot',
  conversation: 'a:manager',
  ...overrides,
});

describe.each(DIALECTS)('Addresses on %s', (dialect) => {
  let store: TestStore;
  let addresses: Addresses;
  let now = NOW;
  beforeAll(async () => {
    store = await openStore(dialect);
    addresses = createAddresses(store.db, () => now);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    now = NOW;
    await store.clear();
    await store.db.deleteFrom('address').execute();
  });

  it('are nothing for somebody who was never met', async () => {
    expect(await addresses.find(PERSON)).toBeUndefined();
    expect(await addresses.findName(PERSON)).toBeUndefined();
  });

  it('are found as a turn showed them, with the name', async () => {
    await addresses.save(PERSON, anAddress(), 'Lijnmanager');
    expect(await addresses.find(PERSON)).toEqual(anAddress());
    expect(await addresses.findName(PERSON)).toBe('Lijnmanager');
  });

  it('follow the last turn', async () => {
    await addresses.save(PERSON, anAddress(), 'Lijnmanager');
    now = new Date(NOW.getTime() + 60_000);
    const moved = anAddress({ serviceUrl: 'https://smba.example/uk/', conversation: 'a:new' });
    await addresses.save(PERSON, moved, 'Leidinggevende');
    expect(await addresses.find(PERSON)).toEqual(moved);
    expect(await addresses.findName(PERSON)).toBe('Leidinggevende');
    expect(await store.db.selectFrom('address').select('seen_at').execute()).toEqual([{ seen_at: now }]);
  });

  it('keep the conversation of a person who is met in a group', async () => {
    await addresses.save(PERSON, anAddress({ conversation: undefined }), 'Lijnmanager');
    expect(await addresses.find(PERSON)).toEqual(anAddress({ conversation: undefined }));
    await addresses.save(PERSON, anAddress(), 'Lijnmanager');
    await addresses.save(PERSON, anAddress({ conversation: undefined }), 'Lijnmanager');
    expect(await addresses.find(PERSON)).toEqual(anAddress());
  });

  it('keep the name when a turn comes without one', async () => {
    await addresses.save(PERSON, anAddress(), 'Lijnmanager');
    await addresses.save(PERSON, anAddress(), '');
    expect(await addresses.findName(PERSON)).toBe('Lijnmanager');
  });

  it.each(OTHERS)('are nothing to somebody else: %j', async (other) => {
    await addresses.save(PERSON, anAddress(), 'Lijnmanager');
    expect(await addresses.find(other)).toBeUndefined();
    await addresses.forget(other);
    expect(await addresses.find(PERSON)).toEqual(anAddress());
  });

  it('stand two turns at once', async () => {
    await Promise.all([1, 2, 3].map(() => addresses.save(PERSON, anAddress(), 'Lijnmanager')));
    expect(await store.db.selectFrom('address').selectAll().execute()).toHaveLength(1);
  });

  describe('of somebody who removed the app', () => {
    beforeEach(() => addresses.save(PERSON, anAddress(), 'Lijnmanager'));

    it('are gone', async () => {
      await addresses.forget(PERSON);
      expect(await addresses.find(PERSON)).toBeUndefined();
    });

    it('are gone when their cases are over', async () => {
      const cases = createCases(store.db, store.jobs, () => NOW);
      for (const state of ['closed', 'withdrawn'] as const)
        await cases.create(buildChange(buildCaseIn(state)));
      await addresses.forget(PERSON);
      expect(await addresses.find(PERSON)).toBeUndefined();
    });

    it.each([
      ['draft', false],
      ['waiting', true],
      ['active', true],
      ['review', true],
      ['closed', false],
      ['dropped', false],
    ] as const)('stay or go when a group of theirs is %s', async (state, stays) => {
      const group = buildGroupIn(state, { owner: { id: PERSON.id, name: '', language: 'nl' } });
      await createGroups(store.db, store.jobs, () => NOW).create(buildGroupChange(group));
      await addresses.forget(PERSON);
      expect(await addresses.find(PERSON)).toEqual(
        stays ? anAddress({ conversation: undefined }) : undefined,
      );
    });

    it('stay, without the conversation, as long as an open case may need them', async () => {
      await createCases(store.db, store.jobs, () => NOW).create(buildChange(buildCase()));
      await addresses.forget(PERSON);
      expect(await addresses.find(PERSON)).toEqual(anAddress({ conversation: undefined }));
    });
  });
});
