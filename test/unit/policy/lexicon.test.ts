import { createLexicon, readLexicon } from '../../../src/policy/lexicon.ts';
import type { Problem } from '../../../src/policy/source.ts';
import { writeLibrary } from '../../support/library.ts';

const found = (entries: readonly string[], text: string) =>
  createLexicon({ it: entries })(text.split(' ')).has('it');

describe('A lexicon entry', () => {
  it.each<[entry: string, text: string]>([
    ['insta', 'op insta'],
    ['insta*', 'instagram'],
    ['insta*', 'insta'],
    ['*groep', 'mentorgroep'],
    ['*groep', 'groep'],
    ['*film*', 'gefilmd'],
    ['*film*', 'film'],
    ['06 nummer', 'mijn 06 nummer geven'],
    ['eigen insta*', 'mijn eigen instapagina'],
    ['account voor * vak', 'een account voor mijn vak'],
    ['recogni*able', 'recognisable'],
    ['bus*reis', 'busschoolreis'],
    ['a*b*b', 'abab'],
  ])('"%s" is found in "%s"', (entry, text) => {
    expect(found([entry], text)).toBe(true);
  });

  it.each<[entry: string, text: string]>([
    ['insta', 'instagram'],
    ['insta*', 'opinstaan'],
    ['*groep', 'groepen'],
    ['*film*', 'fil'],
    ['bus*sreis', 'busreis'],
    ['a*b*b', 'ab'],
    // a pattern that tries again from every letter never comes to an end here
    ['*a*a*a*a*a*b', 'a'.repeat(20_000)],
    ['06 nummer', '06 mijn nummer'],
    ['06 nummer', 'nummer 06'],
    ['eigen insta*', 'eigen'],
    ['account voor * vak', 'account voor vak'],
    ['wil niet *', 'ik wil niet'],
    ['recogni*able', 'recognise'],
  ])('"%s" is not found in "%s"', (entry, text) => {
    expect(found([entry], text)).toBe(false);
  });

  it('may stand under several concepts', () => {
    const lexicon = createLexicon({ app: ['snap*'], group: ['*groep', 'snap groep'] });
    expect([...lexicon(['snapgroep'])].sort()).toEqual(['app', 'group']);
  });

  it('is never found in names that every object has', () => {
    expect([...createLexicon({ app: ['snap'] })(['constructor', '__proto__', 'toString'])]).toEqual([]);
  });

  it('gives the same for a word that it remembers', () => {
    const lexicon = createLexicon({ app: ['snap*'] });
    expect([...lexicon(['snapchat'])]).toEqual([...lexicon(['snapchat'])]);
  });
});

describe('readLexicon', () => {
  it('reports a list without words and goes on without concepts', () => {
    const library = writeLibrary({ 'lexicon.yaml': 'concepts:\n  photo: ["foto*"]\n  video: []\n' });
    const problems: Problem[] = [];
    const lexicon = readLexicon(library.folder, (problem) => problems.push(problem));
    library.discard();
    expect(problems).toEqual([expect.objectContaining({ file: 'lexicon.yaml', line: 3 })]);
    expect([...lexicon(['foto'])]).toEqual([]);
  });
});
