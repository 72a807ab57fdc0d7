import { describeNearest } from '../../../src/cli/nearest.ts';
import { anUtterance, jsonLines, type LibraryFolder, writeLibrary } from '../../support/library.ts';

let library: LibraryFolder;
beforeEach(() => {
  library = writeLibrary({
    'utterances/one.jsonl': jsonLines([
      anUtterance({ text: 'mag ik mijn leraar volgen' }),
      anUtterance({ text: 'mag zij mij toevoegen', topic: ['befriend', 'post'] }),
    ]),
  });
});
afterEach(() => library.discard());

const linesOf = (...nearest: Parameters<typeof describeNearest>[1]) =>
  describeNearest(library.folder, nearest).split('\n');

describe('The nearest lines', () => {
  it('are shown with how alike they are, their topics, their writer and their text', () => {
    const found = linesOf({ writer: 'one', place: 1, alike: 0.956 }, { writer: 'one', place: 0, alike: 0.5 });
    expect(found).toEqual([
      'nearest',
      '  0.96 befriend|post (one) mag zij mij toevoegen',
      '  0.50 befriend (one) mag ik mijn leraar volgen',
    ]);
  });

  it.each([
    ['a writer of whom there is no file', 'gone', 4],
    ['a file that became shorter', 'one', 2],
  ])('are said not to be there for %s', (_, writer, place) => {
    expect(linesOf({ writer, place, alike: 1 })).toEqual([
      'nearest',
      `  1.00 ${writer}, line ${place + 1}, whose text is not in the folder of the policies`,
    ]);
  });

  it('fault over a line that cannot be read, with its place', () => {
    library.write('utterances/one.jsonl', 'no JSON\n');
    expect(() => linesOf({ writer: 'one', place: 0, alike: 1 })).toThrow(/utterances\/one\.jsonl:1: /);
  });
});
