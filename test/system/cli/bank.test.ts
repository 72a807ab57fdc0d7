import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policy } from '../../../src/cli/policy.ts';
import {
  aBank,
  aFact,
  aFactValue,
  anUtterance,
  aWriter,
  jsonLines,
  type LibraryFolder,
  writeLibrary,
} from '../../support/library.ts';
import { linesOf, runHere } from '../../support/run.ts';

const TEXT = 'mag ik een filmpje van de les op tiktok zetten';
const OTHER = 'wanneer mag de telefoon aan';

let library: LibraryFolder;
beforeEach(() => {
  library = writeLibrary({
    'utterances/writers.yaml': { one: aWriter(), two: aWriter() },
    'utterances/one.jsonl': aBank(anUtterance({ text: TEXT }), anUtterance({ text: 'hoi' })),
    'utterances/two.jsonl': jsonLines([
      anUtterance({ text: `${TEXT}?` }),
      anUtterance({ text: OTHER }),
      anUtterance({ text: 'Hoi!', topic: 'hello' }),
    ]),
  });
});
afterEach(() => library.discard());

const run = (...args: readonly string[]) =>
  runHere(policy, args, { env: { MAGDAT_POLICIES: library.folder } });
const textsOf = (path: string) =>
  linesOf(readFileSync(join(library.folder, path), 'utf8')).map((line) => JSON.parse(line).text);

describe('npm run policy duplicates', () => {
  it('counts them, shows those about another topic, and changes nothing', async () => {
    expect(await run('duplicates')).toEqual({
      code: 1,
      stdout: `utterances/two.jsonl:3 (hello) is like utterances/one.jsonl:2 (befriend)
2 of 705 utterances say nearly the same as another writer's: 2 but for case and signs; 1 about another topic
`,
      stderr: '',
    });
    expect(textsOf('utterances/two.jsonl')).toHaveLength(3);
  });

  it('removes them when it may write, after which there are none', async () => {
    const before = readFileSync(join(library.folder, 'utterances/one.jsonl'), 'utf8');
    const { code, stdout } = await run('duplicates', '--write');
    expect({ code, last: linesOf(stdout).at(-1) }).toEqual({ code: 0, last: 'removed: 2' });
    expect(textsOf('utterances/two.jsonl')).toEqual([OTHER]);
    expect(readFileSync(join(library.folder, 'utterances/one.jsonl'), 'utf8')).toBe(before);
    expect((await run('duplicates')).code).toBe(0);
  });

  it('touches nothing where a line cannot be read', async () => {
    library.write('utterances/two.jsonl', `${jsonLines([anUtterance({ text: TEXT })])}no JSON\n`);
    const { code, stderr } = await run('duplicates', '--write');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'utterances/two.jsonl:2: the line is no JSON\n' });
    expect(readFileSync(join(library.folder, 'utterances/two.jsonl'), 'utf8')).toContain(TEXT);
  });
});

describe('npm run policy leaks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'magdat-questions-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const questions = (...all: readonly string[]): string => {
    const file = join(folder, 'questions.jsonl');
    writeFileSync(file, jsonLines(all.map((question, index) => ({ id: index, question }))));
    return file;
  };

  it('names the lines that are like a question, but shows no question', async () => {
    const file = questions(`Zeg eens, ${TEXT}, Karel?`, `${OTHER}?`);
    const { code, stdout } = await run('leaks', file);
    expect(code).toBe(1);
    expect(linesOf(stdout)).toEqual([
      'utterances/one.jsonl:1: shares 8 words in a row with and is near a question',
      'utterances/two.jsonl:1: shares 8 words in a row with and is near a question',
      'utterances/two.jsonl:2: is near a question',
      '3 of 725 lines are like one of 2 questions: 2 share 8 words in a row, 3 are near',
    ]);
  });

  it('removes them when it may write, after which there are none', async () => {
    const file = questions(TEXT);
    const { code, stdout } = await run('leaks', '--write', file);
    expect({ code, last: linesOf(stdout).at(-1) }).toEqual({ code: 0, last: 'removed: 2' });
    expect(textsOf('utterances/one.jsonl')[0]).toBe('hoi');
    expect(textsOf('utterances/two.jsonl')).toEqual([OTHER, 'Hoi!']);
    expect((await run('leaks', file)).code).toBe(0);
  });

  it('finds an example of a fact too, which somebody must replace', async () => {
    const values = [aFactValue({ examples: [TEXT, ...aFactValue().examples] })];
    library.write('facts.yaml', { facts: [aFact({ values })] });
    const file = questions(TEXT);
    await run('leaks', '--write', file);
    const { code, stdout } = await run('leaks', '--write', file);
    expect(code).toBe(1);
    expect(stdout).toContain(`facts.yaml:${library.lineOf('facts.yaml', TEXT)}: `);
  });

  it('finds none in other questions', async () => {
    const { code, stdout } = await run('leaks', questions('hoe laat gaat de bus naar Gouda', 'en nu'));
    expect(code).toBe(0);
    expect(stdout).toBe('0 of 725 lines are like one of 2 questions: 0 share 8 words in a row, 0 are near\n');
  });

  it('does not show a line that is no question', async () => {
    const file = join(folder, 'questions.jsonl');
    writeFileSync(file, `{"question": "", "secret": "${TEXT}"}\n`);
    const { code, stdout, stderr } = await run('leaks', file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${file}:1: `);
    expect(stderr).not.toContain(TEXT);
  });

  it.each([[[]], [['--write']], [['no-such-file.jsonl']]])(
    'tells its usage or fault with %j',
    async (args) => {
      const { code, stdout, stderr } = await run('leaks', ...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/usage: npm run policy leaks|cannot read no-such-file/);
    },
  );
});
