import fc from 'fast-check';

/** Values that no form of ours sends, by a number: the same number gives the same value. */

/** Text that has tripped programs: invisible and half characters, markup, very long words, other scripts. */
const TEXTS: readonly (() => string)[] = [
  () => '',
  () => ' \t\r\n ',
  () => '\u0000begin\u0000',
  () => 'half \ud83d',
  () => '\udc00 half',
  () => '\u202e\u2066omgekeerd\u2069',
  () => '\ufdfa'.repeat(5_000),
  () => 'a'.repeat(60_000),
  () => 'e\u0301'.repeat(4_000),
  () => '<at'.repeat(8_000),
  () => '<at>'.repeat(4_000),
  () => `${'<div>'.repeat(6_000)}tekst`,
  () => '<quote authorid="x">'.repeat(500),
  () => '&amp;'.repeat(8_000),
  () => '&#x110000; &#0; &#xD800; &bogus;',
  () => ['$', '{toString(process)} $', '{$root} {{name}}'].join(''),
  () => '[klik](javascript:alert(1)) **vet** `code`',
  () => "'; drop table person; --",
  () => '../../../../etc/passwd',
  () => 'constructor',
  () => '__proto__',
  () => 'ik wil niet meer leven '.repeat(200),
  () => '👨‍👩‍👧‍👦'.repeat(1_000),
  () => '9'.repeat(400),
];

const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce<unknown>((inner, _, level) => (level % 2 ? [inner] : { a: inner }), 1);

const SHAPES: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => false,
  () => 0,
  () => -1,
  () => 1e308,
  () => [],
  () => ({}),
  () => [null],
  () => ['true', 'false'],
  () => ({ toString: 1 }),
  () => nested(40),
  () => nested(3_000),
  () => Array.from({ length: 3_000 }, () => 0),
];

/** Half of the values are texts, a third shapes, and the rest whatever the generator of random values makes up. */
export function hostileValue(seed: number): unknown {
  const kind = seed % 6;
  const place = Math.floor(seed / 6);
  if (kind < 3) return TEXTS[place % TEXTS.length]?.();
  if (kind < 5) return SHAPES[place % SHAPES.length]?.();
  return fc.sample(fc.anything({ withNullPrototype: false, maxDepth: 4 }), { seed, numRuns: 1 })[0];
}

export const hostileText = (seed: number): string => TEXTS[seed % TEXTS.length]?.() ?? '';
