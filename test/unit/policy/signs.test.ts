import { createSigns } from '../../../src/policy/signs.ts';

const found = (entries: readonly string[], text: string) =>
  createSigns({ it: entries })(text.split(' ')).has('it');

describe('A sign', () => {
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

  it('may stand for several things', () => {
    const read = createSigns({ app: ['snap*'], group: ['*groep', 'snap groep'] });
    expect([...read(['snapgroep'])].sort()).toEqual(['app', 'group']);
  });

  it('is never found in names that every object has', () => {
    expect([...createSigns({ app: ['snap'] })(['constructor', '__proto__', 'toString'])]).toEqual([]);
  });

  it('gives the same for a word that it remembers', () => {
    const read = createSigns({ app: ['snap*'] });
    expect([...read(['snapchat'])]).toEqual([...read(['snapchat'])]);
  });
});
