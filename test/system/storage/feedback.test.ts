import { sql } from 'kysely';
import type { Feedback, FeedbackBox } from '../../../src/flows/answering/ports.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { createFeedbackBox } from '../../../src/storage/feedback.ts';
import { createReadyPlace, DIALECTS, type TestPlace } from '../../support/database.ts';

const NOW = new Date('2026-03-01T10:00:00Z');

const aFeedback = (overrides: Partial<Feedback> = {}): Feedback => ({
  kind: 'unanswered',
  tenant: 'tenant-1',
  school: 'school',
  policy: 'svok',
  audience: 'staff',
  language: 'nl',
  question: 'Mag dat?',
  ...overrides,
});

describe.each(DIALECTS)('Feedback on %s', (dialect) => {
  let place: TestPlace;
  let database: Database;
  let box: FeedbackBox;
  beforeAll(async () => {
    place = await createReadyPlace(dialect);
    database = await openDatabase(place.address);
    box = createFeedbackBox(database.db, () => NOW);
  });
  afterAll(async () => {
    await database.close();
    await place.discard();
  });
  beforeEach(async () => {
    await database.db.deleteFrom('feedback').execute();
  });

  const rows = () => database.db.selectFrom('feedback').selectAll().execute();

  it('is kept', async () => {
    await box.add(aFeedback());
    const [row] = await rows();
    expect(row).toMatchObject({
      kind: 'unanswered',
      policy: 'svok',
      audience: 'staff',
      language: 'nl',
      question: 'Mag dat?',
    });
  });

  it('is kept by the day: its time does not tell who was chatting', async () => {
    const at = (time: string) => createFeedbackBox(database.db, () => new Date(`2026-03-01T${time}Z`));
    await at('10:00:00').add(aFeedback());
    await at('13:37:42').add(aFeedback());
    const [first, second] = (await rows()).map((row) => new Date(row.at));
    expect(second).toEqual(first);
    expect(NOW.getTime() - Number(first)).toBeGreaterThan(0);
    expect(NOW.getTime() - Number(first)).toBeLessThan(24 * 60 * 60 * 1000);
  });

  it('is kept each time, with an id of its own', async () => {
    await Promise.all([box.add(aFeedback()), box.add(aFeedback()), box.add(aFeedback())]);
    expect(new Set((await rows()).map(({ id }) => id)).size).toBe(3);
  });

  it('leaves empty what is not given', async () => {
    await box.add(aFeedback({ kind: 'helpful', question: undefined }));
    expect(await rows()).toMatchObject([{ topic: null, question: null, note: null }]);
  });

  it('has no column for who gave it', async () => {
    const { rows: columns } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = 'feedback'`.execute(
      database.db,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([
      'at',
      'audience',
      'id',
      'kind',
      'language',
      'note',
      'policy',
      'question',
      'school',
      'tenant',
      'topic',
    ]);
  });

  it('does not let an identity in that is passed along by mistake', async () => {
    const careless = { ...aFeedback(), person: 'anna', tenant: 'one' };
    await box.add(careless).catch(() => undefined);
    expect(JSON.stringify(await rows())).not.toMatch(/anna|one/);
  });

  it('keeps what was typed letter by letter', async () => {
    const typed = `'; drop table feedback; -- "\\ 😀 é ${'x'.repeat(2000)}`;
    await box.add(aFeedback({ kind: 'report', question: typed, note: typed }));
    expect(await rows()).toMatchObject([{ question: typed, note: typed }]);
  });
});
