import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../../../src/cli/eval.ts';
import { linesOf, runCli, runHere } from '../../support/run.ts';

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'magdat-eval-'));
  path = join(folder, 'labelled.jsonl');
  writeFileSync(path, [aRow(), WRONG, aRow({ policy: 'omo', articles: [], verdict: [] })].join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const aRow = (overrides: object = {}) =>
  JSON.stringify({
    id: 'right',
    policy: 'svok',
    audience: 'staff',
    question: 'Mag ik een leerling volgen met mijn vakaccount?',
    intent: ['answer'],
    verdict: ['conditional'],
    articles: ['III.B.3'],
    ...overrides,
  });

const WRONG = aRow({ id: 'wrong', intent: ['escalation'], verdict: [], articles: [] });

describe('npm run eval', () => {
  it('gives a table of all files, with a row for each policy and one for all, in a process of its own', async () => {
    const { code, stdout, stderr } = await runCli('eval', [path, path]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(linesOf(stdout)).toEqual([
      expect.stringMatching(/^policy +n +correct/),
      expect.stringMatching(/^svok +4 +50\.0% .* 2$/),
      expect.stringMatching(/^omo +2 /),
      expect.stringMatching(/^total +6 /),
    ]);
  });

  it('shows the misses with --errors, and only those', async () => {
    const { code, stdout } = await runHere(evaluate, ['--errors', path]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^CRITICAL wrong svok staff: Mag ik een leerling .*\n +wanted escalation .*\n +got +answer /,
    );
    expect(stdout).not.toMatch(/^right /m);
  });

  it.each<[string, string[], RegExp]>([
    ['no file', [], /^usage: /],
    ['an unknown flag', ['--all'], /--all/],
    ['a file that is not there', ['nowhere.jsonl'], /nowhere\.jsonl/],
  ])('refuses %s in a line, with exit code 2', async (_, args, message) => {
    const { code, stdout, stderr } = await runHere(evaluate, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each<[string, string]>([
    ['no JSON', 'broken'],
    ['no label', '{"id":"x"}'],
    ['an unknown policy', aRow({ policy: 'hogwarts' })],
    ['an audience that is not addressed', aRow({ policy: 'de-langstraat', audience: 'parent' })],
  ])('names file and line of a question with %s', async (what, line) => {
    const broken = join(folder, `${what}.jsonl`);
    writeFileSync(broken, `${aRow()}\n${line}\n`);
    const { code, stderr } = await runHere(evaluate, [broken]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${broken}:2: `);
  });

  it('finds most answers of our own questions', async () => {
    const { code, stdout } = await runHere(evaluate, ['test/answers/questions.jsonl']);
    expect(code).toBe(0);
    const correct = /^total +\d+ +([\d.]+)%/m.exec(stdout)?.[1];
    expect(Number(correct)).toBeGreaterThan(70);
  });
});
