import en from '../../../src/locale/en.json' with { type: 'json' };
import { createTexts, type TextKey } from '../../../src/locale/locale.ts';
import nl from '../../../src/locale/nl.json' with { type: 'json' };
import tabEn from '../../../src/locale/tab/en.json' with { type: 'json' };
import tabNl from '../../../src/locale/tab/nl.json' with { type: 'json' };
import { faultsAmong, type Named } from '../../support/faults.ts';

const flatten = (node: object, path = ''): [string, string][] =>
  Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value]] : flatten(value, `${path}${name}.`),
  );

const dutch = [...flatten(nl), ...flatten(tabNl, 'tab.')];
const english = new Map([...flatten(en), ...flatten(tabEn, 'tab.')]);
const all = [...dutch, ...english].map(([key, text]): Named<string> => [`${key}: ${text}`, text]);
const params = (text = '') => [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name).sort();

describe('the locale files', () => {
  test('have equal keys', () => {
    expect([...english.keys()].sort()).toEqual(dutch.map(([key]) => key).sort());
  });

  test('name equal parameters', () => {
    const differing = dutch.filter(([key, text]) => params(english.get(key)).join() !== params(text).join());
    expect(differing).toEqual([]);
  });

  test('keep their sentences short', () => {
    const faults = faultsAmong(all, (text) => {
      const lengths = text.split(/(?<=[.!?])\s+/).map((sentence) => sentence.split(/\s+/).length);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(20);
    });
    expect(faults).toEqual([]);
  });

  test('hold no Markdown', () => {
    const faults = faultsAmong(all, (text) => {
      expect(text).not.toMatch(/[*_`<>[\]\\]|\$\{|^\s*(#|[-+]\s|\d+[.)]\s)/);
    });
    expect(faults).toEqual([]);
  });
});

describe('texts', () => {
  const texts = createTexts();

  test('speak both languages', () => {
    expect(texts('nl', 'verdict.not-allowed')).toBe('Mag niet');
    expect(texts('en', 'verdict.not-allowed')).toBe('Not allowed');
  });

  test('put parameters in once, braces and dollars in them included', () => {
    expect(texts('nl', 'sources.rule', { id: '{id} $& $1' })).toBe('Regel {id} $& $1');
  });

  test('throw on a key that does not exist', () => {
    expect(() => texts('nl', 'verdict.maybe' as TextKey)).toThrow('No text verdict.maybe in nl.json');
  });

  test('throw on half a key', () => {
    expect(() => texts('nl', 'verdict' as TextKey)).toThrow('No text verdict');
  });

  test('throw on a parameter that is missing', () => {
    expect(() => texts('en', 'apology')).toThrow('needs the parameter reference');
  });
});
