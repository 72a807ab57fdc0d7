import { makeChain, planRoute } from '../../../src/routing/chain.ts';
import { addMinutes } from '../../../src/routing/school-time.ts';
import { absent, buildDirectory, buildPerson, CHAINS, named, TENANT } from '../../support/routing/people.ts';

const NOW = new Date('2026-11-23T09:00+01:00');
const REPORTER = buildPerson('teacher');
type Content = Parameters<typeof buildDirectory>[0];

describe('A route', () => {
  const plan = async (content: Content = {}, overrides: Partial<Parameters<typeof planRoute>[1]> = {}) => {
    const directory = buildDirectory(content);
    const chain = await makeChain(directory, REPORTER, CHAINS.staff, NOW);
    const report = { chain, tenant: TENANT, reporter: 'teacher', involved: [], at: NOW, ...overrides };
    return planRoute(directory, report, (minutes, from) => addMinutes(from, minutes));
  };
  const shown = async (...given: Parameters<typeof plan>) =>
    (await plan(...given)).map(({ step, person, at, skipped }) => [
      step.role,
      person?.id ?? step.person?.id,
      at ? (at.getTime() - NOW.getTime()) / 60_000 : 'at once',
      ...(skipped ? [skipped] : []),
    ]);

  it('begins at once and goes on when the minutes of a step have passed', async () => {
    expect(await shown()).toEqual([
      ['line-manager', 'manager', 'at once'],
      ['deputy', 'deputy', 30],
      ['team-leader', 'leader', 60],
      ['school-leader', 'head', 120],
    ]);
  });

  it('has parts with the step of the chain and who gets it', async () => {
    const [first, second] = await plan({ absences: absent('manager') });
    const step = { role: 'line-manager', minutes: 30, person: named('manager') };
    expect(first).toStrictEqual({ step, person: undefined, at: undefined, skipped: 'absent' });
    expect(second).toStrictEqual({ step, person: named('deputy'), at: undefined, skipped: undefined });
  });

  it('passes over a deputy who got an earlier step, without a wait', async () => {
    expect(await shown({ absences: absent('manager') })).toEqual([
      ['line-manager', 'manager', 'at once', 'absent'],
      ['line-manager', 'deputy', 'at once'],
      ['deputy', 'deputy', 30, 'asked-before'],
      ['team-leader', 'leader', 30],
      ['school-leader', 'head', 90],
    ]);
  });

  it('names each deputy who is passed over', async () => {
    expect(await shown({ absences: absent('manager', 'deputy') })).toEqual([
      ['line-manager', 'manager', 'at once', 'absent'],
      ['line-manager', 'deputy', 'at once', 'absent'],
      ['line-manager', 'second', 'at once'],
      ['deputy', 'deputy', 30, 'absent'],
      ['deputy', 'second', 30, 'asked-before'],
      ['team-leader', 'leader', 30],
      ['school-leader', 'head', 90],
    ]);
  });

  it('looks at absences of the moment at which a step begins', async () => {
    const from = addMinutes(NOW, 60);
    const absences = {
      leader: [{ from, until: addMinutes(from, 1), deputy: 'second' }],
      head: [{ from: NOW, until: from }],
    };
    expect(await shown({ absences })).toEqual([
      ['line-manager', 'manager', 'at once'],
      ['deputy', 'deputy', 30],
      ['team-leader', 'leader', 60, 'absent'],
      ['team-leader', 'second', 60],
      ['school-leader', 'head', 120],
    ]);
  });

  it('begins with the first step that can be taken', async () => {
    expect(await shown({}, { involved: ['manager'] })).toEqual([
      ['line-manager', 'manager', 'at once', 'involved'],
      ['deputy', 'deputy', 'at once'],
      ['team-leader', 'leader', 30],
      ['school-leader', 'head', 90],
    ]);
  });

  it('tells of the steps at its end that nobody can take', async () => {
    expect((await shown({ absences: absent('head') })).slice(-2)).toEqual([
      ['team-leader', 'leader', 60],
      ['school-leader', 'head', 120, 'absent'],
    ]);
  });

  it('has only skipped parts when nobody has a role', async () => {
    expect(await shown({ contacts: {} })).toEqual(
      CHAINS.staff.map(({ role }) => [role, undefined, 'at once', 'nobody']),
    );
  });

  it('is empty without a chain', async () => {
    expect(await shown({}, { chain: [] })).toEqual([]);
  });
});
