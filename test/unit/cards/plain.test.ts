import { carried, literal, shorten, shown, sizeOf, whole, within } from '../../../src/cards/plain.ts';

describe('shorten', () => {
  test('leaves a text that fits', () => {
    expect(shorten('Mag dat?', 8)).toBe('Mag dat?');
  });

  test('cuts at a word border', () => {
    expect(shorten('Groepsapp van een medewerker met leerlingen', 40)).toBe(
      'Groepsapp van een medewerker met…',
    );
  });

  test('drops the comma before the ellipsis', () => {
    expect(shorten("Foto's, filmpjes, opnames en meer", 18)).toBe("Foto's, filmpjes…");
  });

  test('cuts a text without spaces', () => {
    expect(shorten('a'.repeat(50), 10)).toBe(`${'a'.repeat(9)}…`);
  });

  test('never cuts a character in two', () => {
    expect(shorten('😀'.repeat(20), 10).isWellFormed()).toBe(true);
    expect(shorten('😀'.repeat(20), 11).isWellFormed()).toBe(true);
  });

  test.each([1, 2, 10, 39, 40])('never gives more than %d characters', (limit) => {
    expect(
      shorten('een twee drie vier vijf zes zeven acht negen tien elf', limit).length,
    ).toBeLessThanOrEqual(limit);
  });
});

describe('literal', () => {
  test('gives a long word places to break', () => {
    expect(
      literal('a'.repeat(140))
        .split('\u200B')
        .map((part) => part.length),
    ).toEqual([...Array(11).fill(12), 8]);
  });

  test('leaves ordinary Dutch as it is', () => {
    const text = 'De verantwoordelijkheden staan in het protocol.';
    expect(literal(text)).toBe(text);
  });

  test('never parts a character of two code units', () => {
    expect(literal('😀'.repeat(70)).isWellFormed()).toBe(true);
  });
});

describe('shown', () => {
  test('keeps a question to two lines of a phone', () => {
    expect(shown('woord '.repeat(100)).length).toBeLessThanOrEqual(140);
  });

  test('disarms the date function of Adaptive Cards', () => {
    expect(shown('{{DATE(2026-11-21T00:00:00Z)}}')).not.toContain('{{');
  });
});

describe('within', () => {
  test.each(['', 'kort', 'a'.repeat(100), '"'.repeat(50)])('leaves %j, for which there is room', (text) => {
    expect(within(text, 100)).toBe(text);
  });

  test.each([
    ['letters', 'a'.repeat(1000)],
    ['quotes and line breaks', '"\n'.repeat(500)],
    ['letters after many quotes', '"'.repeat(300) + 'a'.repeat(700)],
    ['control characters', '\u0001'.repeat(500)],
    ['pairs', '😀'.repeat(500)],
  ])('cuts %s to a beginning that fits, without halves', (_, text) => {
    const kept = within(text, 300);
    expect(sizeOf(kept)).toBeLessThanOrEqual(300);
    expect(text.startsWith(kept)).toBe(true);
    expect(kept.isWellFormed()).toBe(true);
  });

  test('uses the room that there is', () => {
    expect(within('a'.repeat(1000), 300)).toHaveLength(300);
    expect(within('"'.repeat(1000), 300)).toHaveLength(150);
  });
});

test('whole marks a text that was cut, and no other', () => {
  expect(whole('kort', 10)).toBe('kort');
  expect(whole('een twee drie', 8)).toBe('een twee…');
});

test('carried keeps what a button needs', () => {
  expect(carried('kort')).toBe('kort');
  expect(carried('woord '.repeat(1000)).length).toBeLessThanOrEqual(1000);
});
