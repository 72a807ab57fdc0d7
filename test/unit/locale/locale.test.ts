import en from '../../../src/locale/en.json' with { type: 'json' };
import { createTexts, type TextKey } from '../../../src/locale/locale.ts';
import nl from '../../../src/locale/nl.json' with { type: 'json' };
import tabEn from '../../../src/locale/tab/en.json' with { type: 'json' };
import tabNl from '../../../src/locale/tab/nl.json' with { type: 'json' };

const flatten = (node: object, path = ''): [string, string][] =>
  Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value]] : flatten(value, `${path}${name}.`),
  );

const dutch = [...flatten(nl), ...flatten(tabNl, 'tab.')];
const english = new Map([...flatten(en), ...flatten(tabEn, 'tab.')]);
const all = [...dutch, ...english];
const params = (text = '') => [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name).sort();

describe('the locale files', () => {
  test('have equal keys', () => {
    expect([...english.keys()].sort()).toEqual(dutch.map(([key]) => key).sort());
  });

  test.each(dutch)('name equal parameters at %s', (key, text) => {
    expect(params(english.get(key))).toEqual(params(text));
  });

  test.each(all)('keep the sentences of %s short: %s', (_, text) => {
    const lengths = text.split(/(?<=[.!?])\s+/).map((sentence) => sentence.split(/\s+/).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(20);
  });

  test.each(all)('hold no Markdown at %s: %s', (_, text) => {
    expect(text).not.toMatch(/[*_`<>[\]\\]|\$\{|^\s*(#|[-+]\s|\d+[.)]\s)/);
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
