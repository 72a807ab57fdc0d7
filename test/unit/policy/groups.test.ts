import { GROUP_FACTS, GROUP_SITUATIONS, type GroupSituation } from '../../../src/policy/group-situation.ts';
import { type GroupPlan, planGroup } from '../../../src/policy/groups.ts';
import { loadLibrary } from '../../../src/policy/load.ts';
import type { GroupRequirement, GroupRules, Policy } from '../../../src/policy/model.ts';
import { type Row, readTable, TABLES } from './group-tables.ts';

const library = loadLibrary('policies');
const policies = [...library.policies];

const describeSituation = (situation: GroupSituation) => Object.values(situation).join(' ');

/** The situations that a table says nothing of, or more than one thing. */
const notOnce = (rows: readonly Row[]) =>
  GROUP_SITUATIONS.filter((situation) => rows.filter((row) => row.fits(situation)).length !== 1);

const kindsOf = ({ requirements }: GroupPlan) => requirements.map(({ kind }) => kind);

describe('The situations', () => {
  it('are all combinations, each once', () => {
    const count = Object.values(GROUP_FACTS).reduce((product, values) => product * values.length, 1);
    expect(new Set(GROUP_SITUATIONS.map(describeSituation)).size).toBe(count);
    expect(GROUP_SITUATIONS).toHaveLength(count);
  });
});

describe('The tables', () => {
  it('are there for each policy', () => {
    expect(Object.keys(TABLES).sort()).toEqual(policies.map(([id]) => id).sort());
  });

  it.each(Object.entries(TABLES))('tell exactly one thing of each situation: %s', (_, table) => {
    expect(notOnce(readTable(table)).map(describeSituation)).toEqual([]);
  });

  it.each(Object.entries(TABLES))(
    'need each of their rows, so that a cell left out shows: %s',
    (_, table) => {
      const rows = readTable(table);
      for (const row of rows) {
        const without = rows.filter((one) => one !== row);
        expect({ row: row.text, uncovered: notOnce(without).length > 0 }).toEqual({
          row: row.text,
          uncovered: true,
        });
        expect(notOnce([...rows, row]).length).toBeGreaterThan(0);
      }
    },
  );

  it.each(['sms', 'teams/sms'])('refuse a value that does not exist: %s', (medium) => {
    expect(() => readTable(`${medium} * * * * unknown - -`)).toThrow('sms');
  });
});

describe.each(policies)('A group under %s', (id, policy) => {
  const rows = readTable(TABLES[id] ?? '');

  it.each(GROUP_FACTS.medium)('by %s has the outcome, requirements and articles of the table', (medium) => {
    const differing = GROUP_SITUATIONS.filter((situation) => situation.medium === medium).flatMap(
      (situation) => {
        const row = rows.find((one) => one.fits(situation));
        const plan = planGroup(policy, situation);
        const got = { outcome: plan.outcome, requirements: kindsOf(plan), articles: plan.articles };
        const wanted = row && {
          outcome: row.outcome,
          requirements: row.requirements,
          articles: row.articles,
        };
        return same(got, wanted) ? [] : [{ situation: describeSituation(situation), got, wanted }];
      },
    );
    expect(differing).toEqual([]);
  });

  it('tells the outcome with the first word, in Dutch', () => {
    for (const { verdict, sentence } of policy.groups.outcomes) {
      expect(`${verdict}: ${sentence.nl}`).toMatch(
        /^(allowed: Ja,|conditional: (Ja, als|Alleen als)|discouraged: Liever niet:|not-allowed: Nee,|unknown: De )/,
      );
    }
  });

  it('asks something where it may be on conditions', () => {
    const idle = GROUP_SITUATIONS.map((situation) => ({ situation, plan: planGroup(policy, situation) }))
      .filter(({ plan }) => plan.outcome === 'conditional' && plan.requirements.length === 0)
      .map(({ situation }) => describeSituation(situation));
    expect(idle).toEqual([]);
  });
});

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const situation: GroupSituation = {
  medium: 'whatsapp',
  participants: 'students',
  age: '16-plus',
  purpose: 'trip',
  'managed-by': 'staff',
};

const get = (id: string): Policy => {
  const policy = library.policies.get(id);
  if (!policy) throw new Error(`no policy ${id}`);
  return policy;
};

const findRequirement = (id: string, kind: GroupRequirement['kind'], changes: Partial<GroupSituation> = {}) =>
  planGroup(get(id), { ...situation, ...changes }).requirements.find((one) => one.kind === kind);

describe('What a requirement needs', () => {
  it.each([
    ['svok', 'permission', {}, { of: 'school-leader' }],
    ['leyenburg', 'permission', {}, { of: 'school-leader' }],
    ['svok', 'inform-manager', { medium: 'signal', purpose: 'lesson' }, { of: 'school-leader' }],
    ['de-langstraat', 'inform-manager', {}, { of: 'line-manager' }],
    ['de-langstraat', 'minimum-age', {}, { years: 16 }],
    ['svok', 'consent', { age: 'under-16' }, { yearly: true, by: ['parents'] }],
    ['svok', 'consent', { age: '16-plus' }, { yearly: true, by: ['students'] }],
    ['svok', 'consent', { age: 'mixed' }, { yearly: true, by: ['students', 'parents'] }],
    ['leyenburg', 'consent', { age: 'under-16' }, { yearly: false, by: ['parents'] }],
    ['leyenburg', 'consent', { age: 'mixed' }, { yearly: false, by: ['parents'] }],
  ] as const)('under %s for %s with %j is %j', (id, kind, changes, needs) => {
    expect(findRequirement(id, kind, changes)).toMatchObject(needs);
  });
});

describe('What is offered instead', () => {
  it.each([
    ['de-langstraat', { age: 'under-16' }, [{ medium: 'teams' }]],
    ['svok', {}, [{ medium: 'teams' }, { name: 'Magister' }, { name: 'Hoy' }]],
    ['leyenburg', {}, [{ medium: 'teams' }, { medium: 'email' }]],
    ['leyenburg', { participants: 'parents' }, [{ medium: 'email' }, { medium: 'phone' }]],
    ['scala-coenecoop', {}, []],
    ['omo', {}, []],
  ] as const)('under %s with %j is %j', (id, changes, instead) => {
    expect(planGroup(get(id), { ...situation, ...changes }).instead).toEqual(instead);
  });
});

describe('A plan', () => {
  const sentence = { nl: 'Ja.', en: 'Yes.' };
  const anOutcome = { when: {}, verdict: 'conditional', sentence, articles: ['1'], instead: [] } as const;
  const asked = { when: {}, text: sentence, article: '2' };
  const planWith = (groups: GroupRules) => planGroup({ ...get('omo'), groups }, situation);

  it('has the first outcome that fits', () => {
    const outcomes = [
      { ...anOutcome, when: { medium: ['teams'] }, verdict: 'allowed' },
      { ...anOutcome, when: { medium: ['signal', 'whatsapp'], age: ['16-plus'] }, verdict: 'discouraged' },
      anOutcome,
    ] as const;
    expect(planWith({ outcomes, requirements: [] }).outcome).toBe('discouraged');
  });

  it('asks each requirement that fits, and names each article once', () => {
    const requirements = [
      { ...asked, kind: 'second-staff' },
      { ...asked, kind: 'no-student-admin', when: { 'managed-by': ['student'] } },
      { ...asked, kind: 'admin-only-posting', article: '1', when: { purpose: ['urgent', 'trip'] } },
    ] as const;
    const plan = planWith({ outcomes: [anOutcome], requirements });
    expect(kindsOf(plan)).toEqual(['second-staff', 'admin-only-posting']);
    expect(plan.articles).toEqual(['1', '2']);
  });

  it.each(['not-allowed', 'unknown'] as const)('asks nothing where the outcome is %s', (verdict) => {
    const requirements = [{ ...asked, kind: 'second-staff' }] as const;
    const plan = planWith({ outcomes: [{ ...anOutcome, verdict }], requirements });
    expect(plan).toMatchObject({ requirements: [], articles: ['1'] });
  });

  it('cannot be made where the policy has no outcome', () => {
    const outcomes = [{ ...anOutcome, when: { medium: ['teams'] } }] as const;
    expect(() => planWith({ outcomes, requirements: [] })).toThrow(
      'omo has no outcome for whatsapp, students, 16-plus, trip, staff',
    );
  });
});
