import { makeChain, type Step, takeStep } from '../../../src/routing/chain.ts';
import { absent, buildDirectory, buildPerson, CHAINS, named, TENANT } from '../../support/routing/people.ts';

const NOW = new Date('2026-11-23T09:00+01:00');
const LATER = new Date('2026-11-23T09:45+01:00');
const END = new Date('2100-01-01');
const REPORTER = buildPerson('teacher');

const ELSEWHERE = ['teacher', 'manager', 'deputy'].map((id) => buildPerson(id, { tenant: 'two' }));

const CHAIN: readonly Step[] = [
  { role: 'line-manager', minutes: 30, person: named('manager') },
  { role: 'team-leader', minutes: 60, person: named('leader') },
];
type Taking = Parameters<typeof takeStep>[1];
const buildTaking = (overrides: Partial<Taking> = {}): Taking => ({
  chain: CHAIN,
  from: 0,
  tenant: TENANT,
  reporter: 'teacher',
  involved: [],
  asked: [],
  at: NOW,
  ...overrides,
});

describe('A chain', () => {
  it('names the default roles of a staff member', async () => {
    expect(await makeChain(buildDirectory(), REPORTER, CHAINS.staff, NOW)).toEqual([
      { role: 'line-manager', minutes: 30, person: named('manager') },
      { role: 'deputy', minutes: 30, person: named('deputy') },
      { role: 'team-leader', minutes: 60, person: named('leader') },
      { role: 'school-leader', minutes: 60, person: named('head') },
    ]);
  });

  it('names the default roles of a student', async () => {
    expect(await makeChain(buildDirectory(), buildPerson('student'), CHAINS.student, NOW)).toEqual([
      { role: 'mentor', minutes: 30, person: named('mentor') },
      { role: 'team-leader', minutes: 30, person: named('leader') },
      { role: 'school-leader', minutes: 60, person: named('head') },
    ]);
  });

  it('names the deputy of the moment', async () => {
    const directory = buildDirectory({
      absences: { manager: [{ from: LATER, until: END, deputy: 'second' }] },
    });
    const namedAt = async (at: Date) => (await makeChain(directory, REPORTER, CHAINS.staff, at))[1]?.person;
    expect(await namedAt(NOW)).toEqual(named('deputy'));
    expect(await namedAt(LATER)).toEqual(named('second'));
  });

  it('names the deputy of a deputy', async () => {
    const rules = [
      { role: 'line-manager', minutes: 1 },
      { role: 'deputy', minutes: 2 },
      { role: 'deputy', minutes: 3 },
    ] as const;
    const chain = await makeChain(buildDirectory(), REPORTER, rules, NOW);
    expect(chain.map(({ person }) => person?.id)).toEqual(['manager', 'deputy', 'second']);
  });

  it('keeps a step where the directory names nobody', async () => {
    const directory = buildDirectory({ contacts: {} });
    const chain = await makeChain(directory, REPORTER, CHAINS.staff, NOW);
    expect(chain).toEqual(CHAINS.staff.map((rule) => ({ ...rule, person: undefined })));
  });

  it('names no deputy where nobody comes before', async () => {
    const chain = await makeChain(buildDirectory(), REPORTER, [{ role: 'deputy', minutes: 30 }], NOW);
    expect(chain).toEqual([{ role: 'deputy', minutes: 30, person: undefined }]);
  });

  it('names people of the tenant of the reporter only', async () => {
    const idsFor = async (tenant: string) => {
      const directory = buildDirectory({ people: ELSEWHERE });
      const chain = await makeChain(directory, { ...REPORTER, tenant }, CHAINS.staff, NOW);
      return chain.map(({ person }) => person?.id);
    };
    expect(await idsFor('two')).toEqual(['manager', 'deputy', undefined, undefined]);
    expect(await idsFor(TENANT)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('A step', () => {
  it('is taken by the person of the chain, who is told with an id and a name only', async () => {
    const chain = [{ role: 'line-manager', minutes: 30, person: buildPerson('manager') }] as const;
    expect(await takeStep(buildDirectory(), buildTaking({ chain }))).toStrictEqual({
      step: 0,
      role: 'line-manager',
      minutes: 30,
      person: named('manager'),
      skipped: [],
    });
  });

  it('is looked for from the given one on', async () => {
    const taken = await takeStep(buildDirectory(), buildTaking({ from: 1 }));
    expect(taken).toMatchObject({ step: 1, role: 'team-leader', person: named('leader'), skipped: [] });
  });

  it('is past the end when the chain is exhausted', async () => {
    const taken = await takeStep(buildDirectory(), buildTaking({ from: 2 }));
    expect(taken).toEqual({ step: 2, person: undefined, skipped: [] });
  });

  const nobody: readonly Step[] = CHAIN.map((step, index) =>
    index === 0 ? { ...step, person: undefined } : step,
  );
  it.each<[why: string, taking: Partial<Taking>, reason: string, person: object | undefined]>([
    ['nobody has its role', { chain: nobody }, 'nobody', undefined],
    ['its person reported', { reporter: 'manager' }, 'own-report', named('manager')],
    ['its person is involved', { involved: ['x', 'manager'] }, 'involved', named('manager')],
    ['its person was asked before', { asked: ['x', 'manager'] }, 'asked-before', named('manager')],
  ])('is skipped when %s, without a look at deputies', async (_, overrides, reason, person) => {
    expect(await takeStep(buildDirectory(), buildTaking(overrides))).toMatchObject({
      step: 1,
      person: named('leader'),
      skipped: [{ step: 0, person, reason }],
    });
  });

  it('is taken by the deputy of somebody absent', async () => {
    const taken = await takeStep(buildDirectory({ absences: absent('manager') }), buildTaking());
    expect(taken).toStrictEqual({
      step: 0,
      role: 'line-manager',
      minutes: 30,
      person: named('deputy'),
      skipped: [{ step: 0, person: named('manager'), reason: 'absent' }],
    });
  });

  it('is taken by the deputy of a deputy when both are absent', async () => {
    const taken = await takeStep(buildDirectory({ absences: absent('manager', 'deputy') }), buildTaking());
    expect(taken).toMatchObject({
      step: 0,
      person: named('second'),
      skipped: [
        { step: 0, person: named('manager'), reason: 'absent' },
        { step: 0, person: named('deputy'), reason: 'absent' },
      ],
    });
  });

  it('is skipped when somebody absent has no deputy', async () => {
    const directory = buildDirectory({ absences: absent('manager'), deputies: {} });
    expect(await takeStep(directory, buildTaking())).toMatchObject({
      step: 1,
      skipped: [{ step: 0, person: named('manager'), reason: 'absent' }],
    });
  });

  it('is skipped when absent deputies stand in for each other', async () => {
    const directory = buildDirectory({
      absences: absent('manager', 'deputy'),
      deputies: { manager: 'deputy', deputy: 'manager' },
    });
    expect(await takeStep(directory, buildTaking())).toMatchObject({
      step: 1,
      person: named('leader'),
      skipped: [
        { step: 0, person: named('manager'), reason: 'absent' },
        { step: 0, person: named('deputy'), reason: 'absent' },
      ],
    });
  });

  it('is skipped when somebody absent is their own deputy', async () => {
    const directory = buildDirectory({ absences: absent('manager'), deputies: { manager: 'manager' } });
    expect(await takeStep(directory, buildTaking())).toMatchObject({
      step: 1,
      skipped: [{ step: 0, person: named('manager'), reason: 'absent' }],
    });
  });

  it.each<[why: string, taking: Partial<Taking>, reason: string]>([
    ['reported', { reporter: 'deputy' }, 'own-report'],
    ['is involved', { involved: ['deputy'] }, 'involved'],
    ['was asked before', { asked: ['deputy'] }, 'asked-before'],
  ])('is skipped when the deputy %s, and goes to no further deputy', async (_, overrides, reason) => {
    const directory = buildDirectory({ absences: absent('manager') });
    expect(await takeStep(directory, buildTaking(overrides))).toMatchObject({
      step: 1,
      person: named('leader'),
      skipped: [
        { step: 0, person: named('manager'), reason: 'absent' },
        { step: 0, person: named('deputy'), reason },
      ],
    });
  });

  it.each<[why: string, taking: Partial<Taking>, reason: string]>([
    ['involved', { involved: ['manager'] }, 'involved'],
    ['the reporter', { reporter: 'manager' }, 'own-report'],
  ])('does not go to the deputy of somebody absent who is %s', async (_, overrides, reason) => {
    const directory = buildDirectory({ absences: absent('manager') });
    expect(await takeStep(directory, buildTaking(overrides))).toMatchObject({
      step: 1,
      skipped: [{ step: 0, person: named('manager'), reason }],
    });
  });

  it('goes to the deputy of somebody who was asked before and is absent now', async () => {
    const directory = buildDirectory({ absences: absent('manager') });
    expect(await takeStep(directory, buildTaking({ asked: ['manager'] }))).toMatchObject({
      step: 0,
      person: named('deputy'),
    });
  });

  it('can be taken by nobody when all are absent', async () => {
    const directory = buildDirectory({ absences: absent('manager', 'deputy', 'second', 'leader') });
    const absence = (step: number, id: string) => ({ step, person: named(id), reason: 'absent' });
    expect(await takeStep(directory, buildTaking())).toEqual({
      step: 2,
      person: undefined,
      skipped: [absence(0, 'manager'), absence(0, 'deputy'), absence(0, 'second'), absence(1, 'leader')],
    });
  });

  it('looks at absences of the given moment', async () => {
    const directory = buildDirectory({ absences: { manager: [{ from: LATER, until: END }] } });
    expect(await takeStep(directory, buildTaking())).toMatchObject({ person: named('manager') });
    expect(await takeStep(directory, buildTaking({ at: LATER }))).toMatchObject({ person: named('deputy') });
  });

  it('looks for absences and deputies in the tenant of the case', async () => {
    const directory = buildDirectory({ people: ELSEWHERE, absences: absent('manager') });
    const takerIn = async (tenant: string) => (await takeStep(directory, buildTaking({ tenant }))).person;
    expect(await takerIn('two')).toEqual(named('deputy'));
    expect(await takerIn(TENANT)).toEqual(named('manager'));
  });
});
