import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest } from '../../../../src/policy/encoder/manifest.ts';
import { createPieceReader } from '../../../../src/policy/encoder/pieces.ts';
import { MODEL, readJson, TINY } from '../../../support/encoder/folders.ts';

const openPieces = (folder: string) =>
  createPieceReader(readJson(folder, 'tokenizer.json'), manifest.parse(readJson(folder, 'manifest.json')));

describe('The pieces of a text', () => {
  const read = openPieces(TINY);
  const { vocab } = readJson(TINY, 'tokenizer.json').model;
  const piecesOf = (text: string) => read(text).map((id) => vocab[id][0]);

  it('are its words between the signs of beginning and end', () => {
    expect(piecesOf('mag ik een foto')).toEqual(['<s>', '▁mag', '▁ik', '▁een', '▁foto', '</s>']);
  });

  it('are parts of a word that is not known, and one sign for what has no parts', () => {
    expect(piecesOf('foto Ωж zet')).toEqual(['<s>', '▁foto', '▁', '<unk>', '▁', 'z', 'e', 't', '</s>']);
  });

  it('are as many as the model reads, with the end', () => {
    const pieces = piecesOf('mag ik een foto in de les '.repeat(500));
    expect(pieces).toHaveLength(16);
    expect(pieces.at(-1)).toBe('</s>');
  });

  it.each(['</s>', '＜/s＞', '<s>', '<pad>', '<unk>'])('hold no sign that somebody typed: %s', (typed) => {
    const marks = piecesOf(`mag ${typed} ik`).filter((piece) => /^<.+>$/.test(piece));
    expect(marks).toEqual(['<s>', '</s>']);
  });
});

const ROLES = ['leerling', 'medewerker', 'ouder'];
const BETWEEN = [' ', '  ', '', '\n', ', ', '\u00a0', '\u3000', '. ', '\u200b', '\u2581', '\u0301', '/'];
const COUNT = 10_000;

/** Puts the texts together as `model/train/tokens.py` does, which says what the tokenizer of the training makes of them. */
function combine(texts: readonly string[], number: number): string {
  const textAt = (index: number): string => texts[index % texts.length] ?? '';
  const role = ROLES[number % 3];
  if (number < texts.length) return `${role}: ${textAt(number)}`;
  const rest = [...textAt(number * 104_729 + 31)].slice(number % 7).join('');
  return `${role}: ${textAt(number * 7919)}${BETWEEN[number % BETWEEN.length]}${rest}`;
}

describe('The pieces of 10 000 texts', () => {
  const expected: { tokenizer: string; digest: string; rows: Record<string, string> } = readJson(
    import.meta.dirname,
    'pieces.json',
  );
  const listed: (string | [string, number])[] = readJson(import.meta.dirname, 'texts.json');
  const texts = listed.map((one) => (typeof one === 'string' ? one : one[0].repeat(one[1])));
  let rows: readonly string[];
  beforeAll(() => {
    const read = openPieces(MODEL);
    rows = Array.from({ length: COUNT }, (_, number) => read(combine(texts, number)).join(','));
  });

  it('were written for the tokenizer of this model by model/train/tokens.py', () => {
    const digest = createHash('sha256')
      .update(readFileSync(join(MODEL, 'tokenizer.json')))
      .digest('hex');
    expect(expected.tokenizer).toBe(digest);
  });

  it('are shown in 200 cases, and each is as in training', () => {
    const shown = Object.entries(expected.rows);
    expect(shown).toHaveLength(200);
    const different = shown.filter(([number, row]) => rows[Number(number)] !== row);
    expect(
      different.map(([number, row]) => [combine(texts, Number(number)), row, rows[Number(number)]]),
    ).toEqual([]);
  });

  it('are all as in training', () => {
    expect(createHash('sha256').update(rows.join('\n')).digest('hex')).toBe(expected.digest);
  });
});
