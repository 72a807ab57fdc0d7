import type { Feedback } from '../../../src/flows/answering/ports.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { createFeedbackBox } from '../../../src/storage/feedback.ts';
import { createGapStore } from '../../../src/storage/gaps.ts';
import { createFigures } from '../../../src/storage/insight.ts';
import { createPeriods } from '../../../src/storage/periods.ts';
import { buildCase, buildChange, buildEvent } from '../../support/cases.ts';
import { DIALECTS } from '../../support/database.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { openStore, type TestStore } from '../../support/store.ts';

/** Four weeks, from a Monday. */
const SPAN = {
  by: 'week',
  from: new Date('2026-11-02T00:00:00+01:00'),
  until: new Date('2026-11-30T00:00:00+01:00'),
} as const;
const SCHOOL = { tenant: TENANT, id: 'school' };

describe.each(DIALECTS)('The figures on %s', (dialect) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openStore(dialect);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.clear();
    for (const table of ['feedback', 'absence', 'gap_decision'] as const)
      await store.db.deleteFrom(table).execute();
  });

  const tell = async (day: string, overrides: Partial<Feedback>): Promise<void> => {
    await createFeedbackBox(store.db, () => new Date(`${day}T10:00:00Z`)).add({
      kind: 'answered',
      tenant: SCHOOL.tenant,
      school: SCHOOL.id,
      policy: 'svok',
      audience: 'staff',
      language: 'nl',
      topic: 'class-group-by-staff',
      ...overrides,
    });
  };

  describe('on questions', () => {
    const count = () => createFigures(store.db).countAsked(SCHOOL, SPAN);

    it('are by week, topic and what became of it', async () => {
      await tell('2026-11-02', {});
      await tell('2026-11-08', {});
      await tell('2026-11-09', {});
      await tell('2026-11-09', { kind: 'unanswered', topic: undefined, question: 'iets' });
      const counts = await count();
      const sorted = counts
        .map(({ period, topic, kind, count: often }) => `${period} ${topic} ${kind} ${often}`)
        .sort();
      expect(sorted).toEqual([
        '2026-11-02 class-group-by-staff answered 2',
        '2026-11-09 class-group-by-staff answered 1',
        '2026-11-09 undefined unanswered 1',
      ]);
    });

    it('leave out other schools, other tenants, other days and steps that look different', async () => {
      await tell('2026-11-10', { school: 'other' });
      await tell('2026-11-10', { tenant: 'other' });
      await tell('2026-11-10', { school: '' });
      await tell('2026-11-01', {});
      await tell('2026-11-30', {});
      await tell('2026-11-10', { kind: 'instructions', note: 'signal' });
      expect(await count()).toEqual([]);
    });
  });

  describe('on cases', () => {
    /** A case that was taken up and closed so many minutes after it began. */
    const keep = async (begun: string, taken?: number, closed?: number, more = {}): Promise<void> => {
      const createdAt = new Date(begun);
      const later = (minutes: number) => new Date(createdAt.getTime() + minutes * 60_000);
      const one = buildCase({
        createdAt,
        ...(closed !== undefined && { state: 'closed', closedAt: later(closed), next: undefined }),
        ...more,
      });
      const events = [
        buildEvent({ kind: 'reported', at: createdAt }),
        ...(taken === undefined
          ? [buildEvent({ kind: 'passed-on', at: later(30) })]
          : [
              buildEvent({ kind: 'acknowledged', at: later(taken), actor: named('manager') }),
              buildEvent({ kind: 'acknowledged', at: later(taken + 900), actor: named('deputy') }),
            ]),
      ];
      await createCases(store.db, store.jobs, () => createdAt).create({ ...buildChange(one), events });
    };
    const count = () => createFigures(store.db).countCases(SCHOOL, SPAN);

    it('count what began in the period, and take the median of the first who took each up', async () => {
      await keep('2026-11-03T10:00:00Z', 10, 100);
      await keep('2026-11-04T10:00:00Z', 20, 300);
      await keep('2026-11-05T10:00:00Z', 90);
      await keep('2026-11-06T10:00:00Z');
      expect(await count()).toEqual({
        begun: 4,
        acknowledged: 3,
        closed: 2,
        passedOn: 1,
        minutesToAcknowledge: 20,
        minutesToClose: 200,
      });
    });

    it('leave out other schools and other days', async () => {
      await keep('2026-11-03T10:00:00Z', 10, 100, { school: 'elsewhere' });
      await keep('2026-10-30T10:00:00Z', 10, 100);
      await keep('2026-12-01T10:00:00Z', 10, 100);
      expect(await count()).toMatchObject({ begun: 0, minutesToClose: undefined });
    });
  });

  it('remember what a keeper said of a question, until they take it back', async () => {
    const at = new Date('2026-11-18T09:00:00Z');
    const gaps = createGapStore(store.db, () => at);
    await tell('2026-11-10', { kind: 'unanswered', question: 'mag een drone mee?' });
    await tell('2026-11-10', { kind: 'unanswered', question: 'van een ander', school: 'other' });
    await tell('2026-11-10', { kind: 'unanswered', question: 'van elders', tenant: 'other' });
    expect(await gaps.listUnanswered(SCHOOL)).toMatchObject([{ question: 'mag een drone mee?' }]);

    await gaps.decide(SCHOOL, 'svok', ['one', 'two'], { kind: 'accepted', topic: 'befriend' });
    await gaps.decide(SCHOOL, 'svok', ['two'], { kind: 'rejected' });
    expect(new Set(await gaps.listDecided(SCHOOL))).toEqual(
      new Set([
        { question: 'one', kind: 'accepted', topic: 'befriend', at },
        { question: 'two', kind: 'rejected', topic: undefined, at },
      ]),
    );
    expect(await gaps.listDecided({ ...SCHOOL, tenant: 'other' })).toEqual([]);
    await gaps.decide(SCHOOL, 'svok', ['one', 'two'], { kind: 'undecided' });
    expect(await gaps.listDecided(SCHOOL)).toEqual([]);
  });

  it('keep one period for each person', async () => {
    const periods = createPeriods(store.db);
    const person = { tenant: TENANT, id: 'manager' };
    const period = { from: '2026-11-23', until: '2026-11-27', deputy: 'deputy' };
    await periods.save(person, { ...period, from: '2026-11-20' });
    await periods.save(person, period);
    expect(await periods.find(person)).toEqual(period);
    expect(await periods.find({ ...person, tenant: 'other' })).toBeUndefined();
    await periods.drop(person);
    expect(await periods.find(person)).toBeUndefined();
  });
});
