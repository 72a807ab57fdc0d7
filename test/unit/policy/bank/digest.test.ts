import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkModel, digestOf } from '../../../../src/policy/bank/digest.ts';
import { readLibrary } from '../../../../src/policy/load.ts';
import type { Problem } from '../../../../src/policy/source.ts';
import { readBank } from '../../../../src/policy/utterances.ts';
import {
  aBank,
  aFact,
  anUtterance,
  aTopic,
  aWriter,
  jsonLines,
  type LibraryFolder,
  text,
  writeLibrary,
} from '../../../support/library.ts';

const made = (folder: string) => ({
  folder,
  bank: readBank(folder, () => undefined),
  topics: readLibrary(folder).library.topics,
});

const heldOut = aWriter({ 'held-out': true });

it('The digest is what the training writes', () => {
  // python3 model/train/digest.py test/support/digest
  const written = '704f0a3a9a759b10b92bfc8ffb242843266505e03692f475dbca6a850d735198';
  expect(digestOf(made('test/support/digest'))).toBe(written);
});

describe('The digest', () => {
  let library: LibraryFolder;
  beforeEach(() => {
    library = writeLibrary({
      'utterances/writers.yaml': { one: aWriter(), two: heldOut },
      'utterances/two.jsonl': jsonLines([anUtterance()]),
    });
  });
  afterEach(() => library.discard());

  const digest = () => digestOf(made(library.folder));
  const theme = { theme: 'other', title: text('Anders') };

  it.each<[string, string, unknown]>([
    ['an utterance', 'utterances/one.jsonl', aBank(anUtterance())],
    ['a new writer', 'utterances/three.jsonl', aBank()],
    ['who is held out', 'utterances/writers.yaml', { one: aWriter(), two: aWriter() }],
    ['a fact', 'facts.yaml', { facts: [aFact({ about: 'Where.' })] }],
    ['a new topic', 'topics/more.yaml', { ...theme, topics: [aTopic({ id: 'more' })] }],
    ['what a topic wants', 'topics/other.yaml', { ...theme, topics: [aTopic({ id: 'hello' })] }],
  ])('changes with %s', (_, path, content) => {
    const before = digest();
    library.write(path, content);
    expect(digest()).not.toBe(before);
  });

  it.each<[string, string, unknown]>([
    ['an utterance of a writer who is held out', 'utterances/two.jsonl', aBank()],
    ['what is told of a writer', 'utterances/writers.yaml', { one: aWriter({ about: 'X' }), two: heldOut }],
    ['a policy', 'tiny/rulings.yaml', ''],
  ])('does not change with %s', (_, path, content) => {
    const before = digest();
    library.write(path, content);
    expect(digest()).toBe(before);
  });

  const problemsWith = (manifest: string | undefined): Problem[] => {
    const folder = mkdtempSync(join(tmpdir(), 'magdat-model-'));
    if (manifest !== undefined) writeFileSync(join(folder, 'manifest.json'), manifest);
    const problems: Problem[] = [];
    checkModel(folder, made(library.folder), (problem) => problems.push(problem));
    rmSync(folder, { recursive: true });
    return problems.map((problem) => ({ ...problem, file: problem.file.replace(folder, 'model') }));
  };

  it('of the manifest must be that of what the model is made from', () => {
    const manifest = JSON.stringify({ digest: digest(), more: 'of it' });
    expect(problemsWith(manifest)).toEqual([]);
    library.write('utterances/one.jsonl', aBank(anUtterance()));
    expect(problemsWith(manifest)).toEqual([
      {
        file: 'model/manifest.json',
        line: 1,
        message: 'the model was made from other utterances, facts or topics: run model/train/run.sh',
      },
    ]);
  });

  it.each(['', '{}', 'null', '{"digest": 7}', '{"digest"'])(
    'of a manifest that is `%s` is missed',
    (manifest) => {
      expect(problemsWith(manifest)).toEqual([
        { file: 'model/manifest.json', line: 1, message: 'it tells no digest: run model/train/run.sh' },
      ]);
    },
  );

  it('is not asked for while there is no model', () => {
    expect(problemsWith(undefined)).toEqual([]);
  });
});
