import { readFactExamples, readFacts } from '../../../../src/policy/facts.ts';
import type { Problem } from '../../../../src/policy/source.ts';
import { readBank } from '../../../../src/policy/utterances.ts';
import {
  aFact,
  aFactValue,
  anUtterance,
  aWriter,
  jsonLines,
  writeLibrary,
} from '../../../support/library.ts';

const fail = ({ message }: { message: string }) => {
  throw new Error(message);
};

describe('The bank', () => {
  it('gives writers in the order of their files, with their lines', () => {
    const labels = {
      fit: 'aspect',
      act: ['tell', 'report'],
      form: 'what-if',
      negated: true,
      presumes: true,
      moment: 'past',
      facts: { place: 'trip' },
      by: 'reader',
    };
    const library = writeLibrary({
      'utterances/writers.yaml': { one: aWriter({ 'held-out': true }), two: { about: 'Several.' } },
      'utterances/two.jsonl': `\n${jsonLines([anUtterance(labels)])}`,
      'utterances/one.jsonl': jsonLines([anUtterance({ topic: ['befriend', 'post'] })]),
    });
    const bank = readBank(library.folder, fail);
    library.discard();
    const plain = { ...anUtterance(), topic: ['befriend'] };
    expect(bank).toEqual([
      {
        id: 'one',
        audience: 'student',
        heldOut: true,
        file: 'utterances/one.jsonl',
        lines: [expect.objectContaining({ number: 1, utterance: { ...plain, topic: ['befriend', 'post'] } })],
      },
      {
        id: 'two',
        audience: undefined,
        heldOut: false,
        file: 'utterances/two.jsonl',
        lines: [
          {
            number: 2,
            raw: JSON.stringify(anUtterance(labels)),
            utterance: { ...plain, ...labels, form: ['what-if'], moment: ['past'] },
          },
        ],
      },
    ]);
  });

  it('that is not there is reported', () => {
    const library = writeLibrary();
    library.remove('utterances');
    const problems: Problem[] = [];
    expect(readBank(library.folder, (problem) => problems.push(problem))).toEqual([]);
    library.discard();
    expect(problems).toContainEqual({ file: 'utterances', line: 1, message: 'the folder is missing' });
  });

  it('leaves out a line with a fault and keeps the others', () => {
    const library = writeLibrary({
      'utterances/one.jsonl': jsonLines([anUtterance({ act: 'sing' }), anUtterance()]),
    });
    const [writer] = readBank(library.folder, () => undefined);
    library.discard();
    expect(writer?.lines.map(({ number }) => number)).toEqual([2]);
  });
});

describe('The facts', () => {
  it('are given with their values', () => {
    const library = writeLibrary({
      'facts.yaml': { facts: [aFact(), aFact({ id: 'who', values: [aFactValue({ id: 'me' })] })] },
    });
    const facts = readFacts(library.folder, fail);
    library.discard();
    expect(facts.map(({ id, values }) => [id, values.map((value) => value.id)])).toEqual([
      ['place', ['class', 'trip']],
      ['who', ['me']],
    ]);
  });

  it('have examples, each with its place', () => {
    const library = writeLibrary();
    const examples = readFactExamples(library.folder, fail);
    const line = library.lineOf('facts.yaml', 'mag dat trip 3');
    library.discard();
    expect(examples).toHaveLength(20);
    expect(examples[13]).toEqual({ text: 'mag dat trip 3', file: 'facts.yaml', line });
  });
});
