import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask as command } from '../../../src/cli/ask.ts';
import { INTENTS, VERDICTS } from '../../../src/policy/model.ts';
import { linesOf, runCli, runHere } from '../../support/run.ts';

const QUESTION = 'Mag ik een leerling volgen met mijn vakaccount?';
const STAFF = ['--policy', 'svok', '--audience', 'staff'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'magdat-ask-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (...args: string[]) => runHere(command, args);

const aRow = (overrides: object = {}) =>
  JSON.stringify({ id: 1, policy: 'svok', audience: 'staff', question: QUESTION, ...overrides });

function writeBatch(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

describe('npm run ask', () => {
  it('gives people the verdict, the answer, the conditions and the articles', async () => {
    const { code, stdout, stderr } = await ask(...STAFF, QUESTION);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^SVOK · staff · answer\nconditional: .+\n(- .+\n)*(> .+\n)?\[III\..+\]\n/);
  });

  it('gives its reasons with --explain', async () => {
    const { stdout } = await ask(...STAFF, '--explain', QUESTION);
    for (const part of [
      'language  nl',
      'screen    nothing',
      'act       ',
      'facts     ',
      'topics',
      'slots     {',
      'ruling    ',
      'limits    {',
      'nearest\n  0.',
    ]) {
      expect(stdout).toContain(`\n${part}`);
    }
  });

  it('gives one line of JSON with --json, in the language that is asked for', async () => {
    const { code, stdout } = await ask(...STAFF, '--json', '--lang', 'en', ...QUESTION.split(' '));
    expect(code).toBe(0);
    expect(linesOf(stdout)).toHaveLength(1);
    expectResult(JSON.parse(stdout));
    expect(JSON.parse(stdout).answer).toMatch(/\b(the|you|your|is)\b/);
  });

  it.each<[string, string[], RegExp]>([
    ['no question', [...STAFF], /^usage: /],
    ['an unknown policy', ['--policy', 'hogwarts', '--audience', 'staff', QUESTION], /hogwarts.*svok/],
    ['no policy', ['--audience', 'staff', QUESTION], /unknown policy.*svok/],
    [
      'an audience that is not addressed',
      ['--policy', 'de-langstraat', '--audience', 'parent', QUESTION],
      /parent.*staff, student/,
    ],
    ['an unknown audience', ['--policy', 'svok', '--audience', 'janitor', QUESTION], /janitor/],
    ['an unknown language', [...STAFF, '--lang', 'fr', QUESTION], /fr.*nl, en/],
    ['an unknown flag', [...STAFF, '--verbose', QUESTION], /--verbose/],
    ['a flag without its value', ['--policy'], /--policy/],
    ['a batch that is not there', ['--batch', 'nowhere.jsonl'], /nowhere\.jsonl/],
  ])('refuses %s in a line, with exit code 2', async (_, args, message) => {
    const { code, stdout, stderr } = await ask(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('tells of a policies folder that is not there in a line, with exit code 2', async () => {
    const { code, stderr } = await runHere(command, [...STAFF, QUESTION], {
      env: { MAGDAT_POLICIES: '/nowhere' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('/nowhere');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('npm run ask -- --batch', () => {
  it('answers each line in order, under its id', async () => {
    const path = writeBatch(
      'good.jsonl',
      aRow({ id: 'first' }),
      '',
      aRow({ id: 2, audience: 'student', question: 'Ik wil niet meer leven' }),
      aRow({ id: 3, question: 'Wanneer is de herfstvakantie?' }),
      aRow({ id: 4, lang: 'en' }),
      '',
    );
    const { code, stdout, stderr } = await ask('--batch', path);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const results = linesOf(stdout).map((line) => JSON.parse(line));
    expect(results.map(({ id, intent }) => [id, intent])).toEqual([
      ['first', 'answer'],
      [2, 'escalation'],
      [3, 'unknown'],
      [4, 'answer'],
    ]);
    for (const { id: _, ...result } of results) expectResult(result);
    expect(results[3].answer).not.toBe(results[0].answer);
  });

  it('answers the others when lines are broken, tells each with file and line, and exits with 2', async () => {
    const path = writeBatch(
      'broken.jsonl',
      aRow({ id: 'a' }),
      '{"id": "b", ',
      aRow({ id: 'c', policy: 'hogwarts' }),
      aRow({ id: 'd', audience: 'janitor' }),
      aRow({ id: 'e', question: 7 }),
      aRow({ id: undefined }),
      'null',
      aRow({ id: 'h', lang: 'fr' }),
      aRow({ id: 'z' }),
    );
    const { code, stdout, stderr } = await ask('--batch', path);
    expect(code).toBe(2);
    expect(linesOf(stdout).map((line) => JSON.parse(line).id)).toEqual(['a', 'z']);
    expect(linesOf(stderr)).toEqual(
      [/JSON/, /hogwarts/, /janitor/, /question/, /id/, /the line/, /lang/].map((reason, index) =>
        expect.stringMatching(new RegExp(`^${path}:${index + 2}: .*${reason.source}`)),
      ),
    );
  });

  it('reads standard input for "-", in a process of its own', async () => {
    const input = [aRow({ id: 'a' }), 'broken', aRow({ id: 'c' })].join('\n');
    const { code, stdout, stderr } = await runCli('ask', ['--batch', '-'], { input });
    expect(code).toBe(2);
    expect(linesOf(stdout).map((line) => JSON.parse(line).id)).toEqual(['a', 'c']);
    expect(stderr).toMatch(/^-:2: /);
  });

  it('reads a file with Windows line ends and a byte order mark', async () => {
    const path = join(folder, 'windows.jsonl');
    writeFileSync(path, `\ufeff${aRow({ id: 'a' })}\r\n${aRow({ id: 'b' })}\r\n`);
    const { code, stdout } = await ask('--batch', path);
    expect(code).toBe(0);
    expect(linesOf(stdout).map((line) => JSON.parse(line).id)).toEqual(['a', 'b']);
  });

  it('answers hundreds of lines within milliseconds each', async () => {
    const rows = Array.from({ length: 500 }, (_, id) => aRow({ id }));
    const { stdout } = await ask('--batch', writeBatch('many.jsonl', ...rows));
    const times = linesOf(stdout)
      .map((line): number => JSON.parse(line).ms)
      .sort((one, other) => one - other);
    expect(times).toHaveLength(500);
    expect(times[250]).toBeLessThan(20);
  });
});

function expectResult(result: Record<string, unknown>): void {
  expect(Object.keys(result).sort()).toEqual(
    ['answer', 'articles', 'confidence', 'intent', 'ms', 'suggestions', 'verdict'].sort(),
  );
  expect(INTENTS).toContain(result.intent);
  expect([...VERDICTS, null]).toContain(result.verdict);
  expect(result).toMatchObject({ answer: expect.stringMatching(/\S/), ms: expect.any(Number) });
  expect(result.confidence).toBeGreaterThan(0);
  expect(result.confidence).toBeLessThanOrEqual(1);
  for (const { articles } of result.suggestions as { articles: string[] }[])
    expect(articles.length).toBeGreaterThan(0);
}
