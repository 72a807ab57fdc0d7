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
    expect(await drafts.list(PERSON)).toEqual([]);
    expect(await drafts.find(PERSON, 'none')).toBeUndefined();
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
    expect(await drafts.find(PERSON, draft.id)).toEqual(draft);
  });

  it('stands beside the others of its writer, what was changed last first', async () => {
    const [first, second] = [buildDraft({ text: 'eerste' }), buildDraft({ text: 'tweede' })];
    const later = createDrafts(database.db, () => new Date(NOW.getTime() + 60_000));
    await drafts.save(PERSON, first);
    await drafts.save(PERSON, second);
    const changed = { ...first, text: 'anders' };
    await later.save(PERSON, changed);
    expect(await drafts.list(PERSON)).toEqual([changed, second]);
    await drafts.drop(PERSON, first.id);
    expect(await drafts.list(PERSON)).toEqual([second]);
  });

  it('stands two changes at once: one of them is there as a whole', async () => {
    const { id } = buildDraft();
    const both = [buildDraft({ id, text: 'eerste' }), buildDraft({ id, text: 'tweede' })];
    await Promise.all(both.map((draft) => drafts.save(PERSON, draft)));
    expect(both).toContainEqual(await drafts.find(PERSON, id));
  });

  it.each([
    { tenant: 'two', id: 'anna' },
    { tenant: 'one', id: 'bob' },
  ])('is nothing to somebody else: %j', async (other) => {
    const draft = buildDraft();
    await drafts.save(PERSON, draft);
    expect([await drafts.find(other, draft.id), await drafts.list(other)]).toEqual([undefined, []]);
    await drafts.drop(other, draft.id);
    await drafts.dropAll(other);
    expect(await drafts.find(PERSON, draft.id)).toBeDefined();
  });

  it('is gone once it is thrown away, which can be done twice', async () => {
    const draft = buildDraft();
    await drafts.save(PERSON, draft);
    await drafts.drop(PERSON, draft.id);
    await drafts.drop(PERSON, draft.id);
    expect(await drafts.find(PERSON, draft.id)).toBeUndefined();
  });
});
