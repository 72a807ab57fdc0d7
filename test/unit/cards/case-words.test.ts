import { nameOf } from '../../../src/cards/case-words.ts';
import { createTexts } from '../../../src/locale/locale.ts';
import { ERASED } from '../../../src/routing/person.ts';

const texts = createTexts();

describe('nameOf', () => {
  test.each(['nl', 'en'] as const)(
    'says in words that somebody was erased, or is not known: %s',
    (language) => {
      const say = (key: Parameters<typeof texts>[1]) => texts(language, key);
      const said = [ERASED, undefined, { id: 'erased-too', name: 'Docent' }].map((one) => nameOf(say, one));
      expect(said).toEqual([texts(language, 'case.erased'), texts(language, 'case.someone'), 'Docent']);
      expect(said[0]).not.toBe(ERASED.name);
    },
  );
});
