/** Texts that make naive code slow: each of them at about any length, in UTF-16 units. */
export const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'one letter': repeat('a'),
  spaces: repeat(' '),
  'line breaks': repeat('\n'),
  'a character that becomes eighteen': repeat('ﷺ'),
  'accents in the wrong order': repeat('\u0301\u0323'),
  'a letter with all accents': (length) => `a${repeat('\u0301\u0323\u0315')(length)}`,
  'half a syllable of Hangul': repeat('\u1100\u1161'),
  'signs without a width': repeat('\u200b'),
  'half characters': repeat('\ud800'),
  families: repeat('👨‍👩‍👧'),
  apostrophes: repeat("a'"),
  'mentions that begin': repeat('<at'),
  'mentions that do not end': repeat('<at>'),
  'mentions that only end': repeat('</at>'),
  'tags within tags': (length) => `${repeat('<b>')(length / 2)}x${repeat('</b>')(length / 2)}`,
  'tags that others end': (length) => `${repeat('<b>')(length / 2)}x${repeat('</i>')(length / 2)}`,
  'lists within lists': repeat('<ul><li>'),
  'tables within tables': repeat('<table><tr><td>'),
  comments: repeat('<!--'),
  'attributes without an end': (length) => `<a ${repeat('x="')(length)}`,
  entities: repeat('&#x'),
  figures: repeat('1'),
  ages: repeat('12/'),
  'small words': repeat('en '),
  'clauses of nothing': repeat(',;'),
  'a word of a crisis': repeat('zelfmoord '),
  'words that nobody wrote before': (length) =>
    Array.from({ length: length / 6 }, (_, index) => `q${index.toString(36).padStart(4, 'w')}`).join(' '),
  braces: repeat('{{'),
  quotes: repeat('"'),
};

function repeat(unit: string): (length: number) => string {
  return (length) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}
