import type { Drafts } from '../../../src/flows/escalation/ports.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { createDrafts } from '../../../src/storage/drafts.ts';
import { buildDraft, NOW } from '../../support/cases.ts';
import { createReadyPlace, DIALECTS, type TestPlace } from '../../support/database.ts';

const PERSON = { tenant: 'one', id: 'anna' };

describe.each(DIALECTS)('A draft on %s', (dialect) => {
  let place: TestPlace;
  let database: Database;
  let drafts: Drafts;
  beforeAll(async () => {
    place = await createReadyPlace(dialect);
    database = await openDatabase(place.address);
    drafts = createDrafts(database.db, () => NOW);
  });
  afterAll(async () => {
    await database.close();
    await place.discard();
  });
  beforeEach(async () => {
    await database.db.deleteFrom('draft').execute();
  });

  it('is nothing for somebody who writes no report', async () => {
    expect(await drafts.find(PERSON)).toBeUndefined();
  });

  it('is found with everything that was typed, right or wrong', async () => {
    const draft = buildDraft({
      text: `'; drop table draft; -- "\\ 😀 é ${'x'.repeat(20_000)}`,
      platform: 'no platform',
      kind: '',
      severity: '9',
      involved: true,
      links: 'geen link\n\nhttps://example.org',
      snapshot: { author: 'Ouder', at: '', link: '', text: '<b>niet</b>\nzo' },
    });
    await drafts.save(PERSON, draft);
    expect(await drafts.find(PERSON)).toEqual(draft);
  });

  it('gives way to the next one, with the time of that', async () => {
    await drafts.save(PERSON, buildDraft({ snapshot: { author: 'Ouder', at: '', link: '', text: 'zo' } }));
    const later = new Date(NOW.getTime() + 60_000);
    const next = buildDraft({ text: 'anders' });
    await createDrafts(database.db, () => later).save(PERSON, next);
    expect(await drafts.find(PERSON)).toEqual(next);
    expect(await database.db.selectFrom('draft').select('at').execute()).toEqual([{ at: later }]);
  });

  it('stands two changes at once: one of them is there as a whole', async () => {
    const both = [buildDraft({ text: 'eerste' }), buildDraft({ text: 'tweede' })];
    await Promise.all(both.map((draft) => drafts.save(PERSON, draft)));
    expect(both).toContainEqual(await drafts.find(PERSON));
  });

  it.each([
    { tenant: 'two', id: 'anna' },
    { tenant: 'one', id: 'bob' },
  ])('is nothing to somebody else: %j', async (other) => {
    await drafts.save(PERSON, buildDraft());
    expect(await drafts.find(other)).toBeUndefined();
    await drafts.drop(other);
    expect(await drafts.find(PERSON)).toBeDefined();
  });

  it('is gone once it is thrown away, which can be done twice', async () => {
    await drafts.save(PERSON, buildDraft());
    await drafts.drop(PERSON);
    await drafts.drop(PERSON);
    expect(await drafts.find(PERSON)).toBeUndefined();
  });
});
