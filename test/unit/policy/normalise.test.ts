import { clean, squeeze, tidy, words } from '../../../src/policy/normalise.ts';
import { HOSTILE } from '../../support/hostile-texts.ts';

describe('clean', () => {
  it('keeps an ordinary question as it is', () => {
    expect(clean('Mag ik een foto van 2B plaatsen?')).toBe('Mag ik een foto van 2B plaatsen?');
  });

  it('turns line breaks, tabs and runs of spaces into one space', () => {
    expect(clean('  mag\r\nik\t\tdat \u00a0 doen\u2028? ')).toBe('mag ik dat doen ?');
  });

  it('drops control characters', () => {
    expect(clean('mag\u0000 ik\u001b dat\u0007')).toBe('mag ik dat');
  });

  it('drops directional marks', () => {
    expect(clean('\u202emag ik\u202c dat\u200f')).toBe('mag ik dat');
  });

  it.each([
    ['soft hyphen', '\u00ad'],
    ['zero-width space', '\u200b'],
    ['zero-width joiner', '\u200d'],
    ['zero-width non-joiner', '\u200c'],
    ['word joiner', '\u2060'],
    ['byte order mark', '\ufeff'],
  ])('does not break a word at a %s, which nobody sees', (_, mark) => {
    expect(clean(`een groeps${mark}app`)).toBe('een groepsapp');
  });

  it('drops half a surrogate pair', () => {
    expect(clean('mag \ud83d dat \ude00')).toBe('mag dat');
  });

  it('writes full-width letters and ligatures the plain way', () => {
    expect(clean('Ｍａｇ ﬁlmen')).toBe('Mag filmen');
  });

  it('gives nothing for what cannot be seen', () => {
    expect(clean('\u200b\u0000\u202e \n')).toBe('');
  });

  it('keeps emoji', () => {
    expect(clean('mag dat 😀?')).toBe('mag dat 😀?');
  });

  it('keeps the start and the end of a huge text', () => {
    const cleaned = clean(`eerst ${'bla '.repeat(100_000)}laatst`);
    expect(cleaned).toMatch(/^eerst .* laatst$/);
    expect(cleaned.length).toBeLessThanOrEqual(2001);
  });

  it('does not cut an emoji in two at the border of a huge text', () => {
    expect(clean(`a${'😀'.repeat(4000)}`)).not.toMatch(/\p{Cs}/u);
  });

  it('stays within its length when characters unfold', () => {
    expect(clean('\ufdfa'.repeat(2000)).length).toBeLessThanOrEqual(2001);
  });

  it('gives the same when it is done twice', () => {
    const once = clean(' Ｍag\u200b  ik\u0301 dat\n');
    expect(clean(once)).toBe(once);
  });
});

describe('words', () => {
  it('are lower case, without accents', () => {
    expect(words('Privé-account van één LEERLING')).toEqual(['prive', 'account', 'van', 'een', 'leerling']);
  });

  it.each(["foto's", 'foto’s', 'foto‘s', 'foto`s', 'foto´s', 'fotoʼs'])(
    'take the apostrophe out of %s',
    (typed) => {
      expect(words(clean(typed))).toEqual(['fotos']);
    },
  );

  it('leave quotation marks around a word out', () => {
    expect(words('de \'grap\' en "de grap"')).toEqual(['de', 'grap', 'en', 'de', 'grap']);
  });

  it('keep numbers, also within a word', () => {
    expect(words('06-12345678 in 2B om 8:30')).toEqual(['06', '12345678', 'in', '2b', 'om', '8', '30']);
  });

  it('are none for emoji and signs', () => {
    expect(words('😀 ?! …')).toEqual([]);
  });

  it('are found in other scripts too', () => {
    expect(words('هل يمكنني مرحبا')).toHaveLength(3);
  });
});

describe('a text of any size', () => {
  const MOST = 30_001;

  it.each(Object.entries(HOSTILE))('is cut to what is looked at: %s', (_shape, make) => {
    const text = make(250_000);
    expect(tidy(text).length).toBeLessThanOrEqual(MOST);
    expect(words(text).join('').length).toBeLessThanOrEqual(MOST);
  });

  it('keeps its start and its end', () => {
    const text = `begin ${'x '.repeat(100_000)}einde`;
    expect(tidy(text)).toMatch(/^begin x .* x einde$/);
    expect(words(text).at(-1)).toBe('einde');
  });

  it('keeps no more accents on a letter than can be put in order quickly', () => {
    expect(tidy(`a${'\u0301\u0323'.repeat(10_000)}b`).length).toBeLessThan(12);
    expect(words(`a${'\u0301\u0323'.repeat(10_000)}b`)).toEqual(['ab']);
    expect(tidy('Việt Nam, naïef, Ελλάδα')).toBe('Việt Nam, naïef, Ελλάδα');
  });
});

describe('squeeze', () => {
  it.each([
    ['heeeel', 'heel'],
    ['neeeee', 'nee'],
    ['zelfmoooord', 'zelfmoord'],
    ['groepsapp', 'groepsapp'],
    ['1111', '1111'],
  ])('makes of %s %s', (typed, plain) => {
    expect(squeeze(typed)).toBe(plain);
  });
});
