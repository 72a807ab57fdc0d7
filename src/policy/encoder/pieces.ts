import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import type { Manifest } from './manifest.ts';

/** The parts of a `tokenizer.json` of Hugging Face that are relied on; the rest is for its reader. */
const tokenizerFile = z.looseObject({
  added_tokens: z.tuple([]),
  normalizer: z.object({ type: z.literal('NFKC') }),
  pre_tokenizer: z.looseObject({ type: z.literal('Metaspace'), prepend_scheme: z.literal('always') }),
  model: z.looseObject({
    type: z.literal('Unigram'),
    unk_id: z.int(),
    vocab: z.array(z.tuple([z.string(), z.number()])),
  }),
});

/** Stands for a space, and so for the beginning of a word. */
const SPACE = '\u2581';

/** What is looked at of a text, in UTF-16 units: more than the pieces that a model reads can hold. */
const MOST = 4096;

/**
 * Signs that the tokenizer of the training, which knows an old Unicode, leaves as they are, and Node makes others of or puts
 * in another order: code points, or the first and last of a row. Found by trying all; no piece of a vocabulary has them.
 */
const LATER =
  '7FD 897-89F 8CA-8D3 9FE C3C D3B-D3C EBA 1715 1ABF-1ADD 1AE0-1AEB 1DF6-1DFA 32FF A7F1-A7F4 A82C AB69 ' +
  '105D2 105DA 10781-107BA 10D24-10D27 10D69-10D6D 10EAB-10EAC 10EFA-10EFF 10F46-10F50 10F82-10F85 ' +
  '11070 1133B 113C2 113CE-113D0 1145E 11839-1183A 1193D-1193E 11943 119E0 11A34 11A47 11A99 ' +
  '11D42-11D45 11D97 11F41-11F42 1611E 1612F 16D67 16FF0-16FF1 1CCD6-1CCF9 1E030-1E06D 1E08F ' +
  '1E130-1E136 1E2AE 1E2EC-1E2EF 1E4EC-1E4EF 1E5EE-1E5EF 1E6E3 1E6E6 1E6EE-1E6EF 1E6F5 1F16C ' +
  '1FBF0-1FBF9';
const LATER_SIGNS = new RegExp(
  `[${LATER.replace(/(\w+)(?:-(\w+))? ?/g, (_, first, last) => `\\u{${first}}${last ? `-\\u{${last}}` : ''}`)}]`,
  'gu',
);
/** A sign that is in no vocabulary either. */
const UNKNOWN = '\uFFFD';

/** Cuts a text into the pieces that a model knows and gives their ids. */
export type ReadPieces = (text: string) => number[];

/**
 * Makes the reader of pieces from the content of a `tokenizer.json`. It gives what the Python package `tokenizers` gives in
 * training, word by word: whole texts would be added up in another order, and a text is read no further than the model does.
 * @throws when the content is of another shape
 */
export function createPieceReader(content: unknown, { longest, bos, eos, pad }: Manifest): ReadPieces {
  const file = tokenizerFile.parse(content);
  const { model } = file;
  const marks = [bos, eos, pad, model.unk_id];
  // nobody may type the end of a text: no word holds a space
  const vocab = model.vocab.map(([piece, score], id) => [marks.includes(id) ? ` ${piece}` : piece, score]);
  const tokenizer = new Tokenizer({ ...file, model: { ...model, vocab } }, {});
  const room = longest - 2;
  return (text) => {
    const ids: number[] = [];
    for (const word of splitWords(text)) {
      if (ids.length >= room) break;
      ids.push(...tokenizer.encode(word, { add_special_tokens: false }).ids);
    }
    return [bos, ...ids.slice(0, room), eos];
  };
}

/** The words of a text, each with the space before it. */
function splitWords(text: string): readonly string[] {
  const spelled = text
    .slice(0, MOST)
    .toWellFormed()
    .replace(LATER_SIGNS, UNKNOWN)
    .normalize('NFKC')
    .replaceAll(' ', SPACE);
  if (spelled === '') return [];
  return (spelled.startsWith(SPACE) ? spelled : SPACE + spelled).match(/\u2581[^\u2581]*/gu) ?? [];
}
