import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policy } from '../../../src/cli/policy.ts';
import { aHelp, aHelpLine, aPolicy, aRuling, type Contents, writeLibrary } from '../../support/library.ts';
import { linesOf, runCli, runHere } from '../../support/run.ts';

/** Runs the check on a small library. */
async function check(overrides: Contents = {}, model = 'no-model') {
  const library = writeLibrary(overrides);
  const finished = await runHere(policy, ['check'], { env: { MAGDAT_POLICIES: library.folder }, model });
  library.discard();
  return finished;
}

describe('npm run policy check', () => {
  it('counts what it read and finds no faults in the real policies, in a process of its own', async () => {
    const { code, stdout, stderr } = await runCli('policy', ['check']);
    const faults = linesOf(stderr).filter((line) => !line.startsWith('warning: '));
    expect({ code, faults }).toEqual({ code: 0, faults: [] });
    expect(stdout).toMatch(
      /^\d+ policies, \d+ topics, \d+ rulings, \d+ utterances of \d+ writers; .*faults: 0\n$/,
    );
  });

  it('warns of a help line that nobody looked up for a year, and counts it, but does not fail', async () => {
    const help = aHelp({ lines: [aHelpLine({ checked: '2020-02-29' })] });
    const { code, stdout, stderr } = await check({ 'help.yaml': help });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: help\.yaml:\d+: line alarm was last checked on 2020-02-29.*\n$/);
    expect(stdout).toMatch(/; warnings: 1; faults: 0\n$/);
  });

  it('finds no faults in a small library', async () => {
    expect(await check()).toEqual({
      code: 0,
      stdout: '1 policies, 7 topics, 3 rulings, 700 utterances of 1 writers; faults: 0\n',
      stderr: '',
    });
  });

  it('tells each fault in a line with its place, counts them and exits with 1', async () => {
    const { code, stdout, stderr } = await check({
      'tiny/policy.yaml': aPolicy({ id: 'other' }),
      'tiny/rulings.yaml': { rulings: [aRuling({ articles: ['B9'] }), aRuling({ topic: 'post' })] },
      'consent.yaml': 'groups:\n  agree: []\n',
    });
    expect(code).toBe(1);
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/^tiny\/policy\.yaml:1: .*folder/),
      expect.stringMatching(/^tiny\/rulings\.yaml:\d+: unknown article B9/),
      expect.stringMatching(/^consent\.yaml:2: /),
    ]);
    expect(stdout).toMatch(/; faults: 3\n$/);
  });

  it('tells of a model that was made from something else, once all other faults are mended', async () => {
    const model = mkdtempSync(join(tmpdir(), 'magdat-model-'));
    writeFileSync(join(model, 'manifest.json'), '{"digest": "of old"}');
    const stale = `${model}/manifest.json:1: the model was made from other utterances, facts or topics: run model/train/run.sh`;
    const { code, stdout, stderr } = await check({}, model);
    expect({ code, faults: linesOf(stderr) }).toEqual({ code: 1, faults: [stale] });
    expect(stdout).toMatch(/; faults: 1\n$/);
    expect((await check({ 'facts.yaml': undefined }, model)).stderr).not.toContain(stale);
    rmSync(model, { recursive: true });
  });

  it.each(['help.yaml', 'consent.yaml', 'slots.yaml', 'tiny/articles.yaml'])(
    'tells that %s is missing',
    async (path) => {
      const { code, stderr } = await check({ [path]: undefined });
      expect(code).toBe(1);
      expect(stderr).toContain(`${path}:1: the file is missing`);
      expect(stderr).not.toMatch(/^\s+at /m);
    },
  );

  it('tells that the folder is missing', async () => {
    const { code, stderr } = await runHere(policy, ['check'], { env: { MAGDAT_POLICIES: '/nowhere' } });
    expect(code).not.toBe(0);
    expect(stderr).toContain('/nowhere');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('npm run policy', () => {
  it.each(['', 'chek', 'constructor', '__proto__'])(
    'tells its commands when it gets "%s"',
    async (command) => {
      const { code, stdout, stderr } = await runHere(policy, command === '' ? [] : [command]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^usage: .*check/);
    },
  );
});
