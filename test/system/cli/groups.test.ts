import { groups as command } from '../../../src/cli/groups.ts';
import { GROUP_SITUATIONS } from '../../../src/policy/group-situation.ts';
import { aGroupOutcome, aPolicy, writeLibrary } from '../../support/library.ts';
import { linesOf, runCli, runHere } from '../../support/run.ts';

const groups = (...args: string[]) => runHere(command, args);

const FACTS = {
  '--medium': 'whatsapp',
  '--participants': 'students',
  '--age': 'under-16',
  '--purpose': 'urgent',
  '--managed-by': 'staff',
};
const flags = (changes: Readonly<Record<string, string | undefined>> = {}) =>
  Object.entries({ '--policy': 'svok', ...FACTS, ...changes }).flatMap(([flag, value]) =>
    value === undefined ? [] : [flag, value],
  );

describe('npm run groups', () => {
  it('prints what a group would need as one line of JSON with --json, in a process of its own', async () => {
    const { code, stdout, stderr } = await runCli('groups', [...flags(), '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(linesOf(stdout)).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual({
      outcome: 'discouraged',
      requirements: ['permission', 'consent', 'purpose-limited'],
      articles: ['III.B.4', 'III.B.9'],
    });
  });

  it('tells people the outcome, each requirement with its article, what is better, and the articles', async () => {
    const { code, stdout } = await groups(...flags());
    expect(code).toBe(0);
    const [head, outcome, ...more] = linesOf(stdout);
    expect(head).toBe('SVOK · whatsapp · students · under-16 · urgent · staff');
    expect(outcome).toMatch(/^discouraged: Liever niet: /);
    expect(more).toEqual([
      expect.stringMatching(/^- permission: Vraag .* \(III\.B\.4\)$/),
      expect.stringMatching(/^- consent: .*ouders.* \(III\.B\.9\)$/),
      expect.stringMatching(/^- purpose-limited: .* \(III\.B\.4\)$/),
      '> teams, Magister, Hoy',
      expect.stringMatching(/^\[III\.B\.4 \p{L}.*; III\.B\.9 \p{L}.*\]$/u),
    ]);
  });

  it('speaks English with --language en', async () => {
    const { stdout } = await groups(...flags(), '--language', 'en');
    expect(stdout).toContain('\ndiscouraged: Better not: ');
    expect(stdout).toContain('\n- permission: Ask the school leadership');
    expect(stdout).toContain('[III.B.4 School systems first; ');
  });

  it('tells of silence without requirements or articles', async () => {
    const silent = flags({ '--policy': 'omo', '--participants': 'parents' });
    const [people, json] = await Promise.all([groups(...silent), groups(...silent, '--json')]);
    expect(linesOf(people.stdout)).toEqual([
      'OMO · whatsapp · parents · under-16 · urgent · staff',
      expect.stringMatching(/^unknown: De regels van OMO zeggen niets/),
    ]);
    expect(JSON.parse(json.stdout)).toEqual({ outcome: 'unknown', requirements: [], articles: [] });
  });

  it.each<[string, string[], RegExp[]]>([
    ['an unknown policy', flags({ '--policy': 'hogwarts' }), [/hogwarts.*svok/]],
    ['no policy', flags({ '--policy': undefined }), [/unknown policy.*svok/]],
    [
      'an unknown medium',
      flags({ '--medium': 'sms' }),
      [/^--medium "sms" is unknown: choose teams, .*other$/],
    ],
    ['an empty age', flags({ '--age': '' }), [/^--age "" is unknown: choose under-16, 16-plus, mixed$/]],
    [
      'several wrong facts, each in a line,',
      flags({ '--participants': 'pupils', '--purpose': undefined, '--managed-by': 'students' }),
      [
        /^--participants "pupils" is unknown: choose students, parents, staff, mixed$/,
        /^--purpose is missing: choose urgent, lesson, trip, social$/,
        /^--managed-by "students" is unknown: choose staff, student, parent$/,
      ],
    ],
    ['an unknown language', [...flags(), '--language', 'fr'], [/"fr".*nl, en/]],
    ['an unknown flag', [...flags(), '--verbose'], [/--verbose/]],
    ['words that are no flag', [...flags(), 'please'], [/please/]],
    ['an unknown fact for the matrix', ['--matrix', '--age', '12'], [/^--age "12" is unknown/]],
    ['an unknown policy for the matrix', ['--matrix', '--policy', 'hogwarts'], [/hogwarts.*svok/]],
  ])('refuses %s with exit code 2', async (_, args, messages) => {
    const { code, stdout, stderr } = await groups(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(linesOf(stderr)).toEqual(messages.map((message) => expect.stringMatching(message)));
  });

  it('refuses policies that have a fault, with its file and line', async () => {
    const outcomes = [aGroupOutcome({ articles: ['B9'] })];
    const library = writeLibrary({ 'tiny/policy.yaml': aPolicy({ groups: { outcomes, requirements: [] } }) });
    const { code, stderr } = await runHere(command, ['--matrix'], {
      env: { MAGDAT_POLICIES: library.folder },
    });
    library.discard();
    expect(code).toBe(2);
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/^tiny\/policy\.yaml:\d+: unknown article B9$/)]);
  });
});

describe('npm run groups -- --matrix', () => {
  const matrix = async (...args: string[]) => {
    const { code, stdout, stderr } = await groups('--matrix', ...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return linesOf(stdout).map((line) => JSON.parse(line));
  };
  const factsOf = (line: Record<string, unknown>) =>
    Object.keys(FACTS).map((flag) => line[flag.slice('--'.length)]);

  it('prints each situation of a policy once, with what it would need', async () => {
    const lines = await matrix('--policy', 'svok');
    expect(lines.map(factsOf)).toEqual(GROUP_SITUATIONS.map((situation) => Object.values(situation)));
    expect(lines).toContainEqual({
      policy: 'svok',
      medium: 'whatsapp',
      participants: 'students',
      age: 'under-16',
      purpose: 'urgent',
      'managed-by': 'staff',
      outcome: 'discouraged',
      requirements: ['permission', 'consent', 'purpose-limited'],
      articles: ['III.B.4', 'III.B.9'],
    });
  });

  it('prints all policies where none is named', async () => {
    const lines = await matrix();
    const count = (policy: string) => lines.filter((line) => line.policy === policy).length;
    const policies = ['de-langstraat', 'leyenburg', 'omo', 'scala-coenecoop', 'svok'];
    expect(policies.map(count)).toEqual(policies.map(() => GROUP_SITUATIONS.length));
    expect(lines).toHaveLength(policies.length * GROUP_SITUATIONS.length);
  });

  it('keeps to the facts that are given', async () => {
    const lines = await matrix('--policy', 'omo', '--medium', 'email', '--managed-by', 'parent');
    expect(lines).toHaveLength(GROUP_SITUATIONS.length / 8 / 3);
    for (const line of lines) expect(line).toMatchObject({ medium: 'email', 'managed-by': 'parent' });
  });
});
