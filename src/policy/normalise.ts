/**
 * The length of a question that the engine reads, in characters: the start and the end of longer ones. People put
 * the question last or first, and a pasted page must not cost time. Range 500 to 10 000.
 */
const LIMIT = 2000;

/**
 * The length of a text that is looked at at all, in characters: the start and the end of longer ones. Teams lets nobody
 * send more. It is cut before anything else is done with it, and again when it has one spelling: one character can
 * become eighteen.
 */
const WHOLE = 30_000;

/** What somebody typed as an apostrophe. Before anything else: Unicode takes `´` apart into a space and an accent. */
const APOSTROPHES = /[´`’‘ʼ]/gu;
/** Directional marks, soft hyphens and other signs without a width; half characters. They stand within words. */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}]+/gu;
/** More accents on a letter than any language has; to put each of them in its order takes longer than its length. */
const PILED = /(\p{M}{8})\p{M}+/gu;
/** Line breaks, tabs, escapes: they stand between words. */
const CONTROLS = /\p{Cc}+/gu;

/** What was typed, in one spelling and without invisible characters. */
export const tidy = (text: string): string =>
  endsOf(bounded(text).replace(APOSTROPHES, "'").normalize('NFKC'), WHOLE)
    .replace(CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();

/** A text that takes no longer to put in one spelling than its length. */
const bounded = (text: string): string => endsOf(text, WHOLE).replace(PILED, '$1');

/** A tidy text within the length that the engine reads. */
export const excerpt = (tidied: string): string =>
  endsOf(tidied, LIMIT).replace(INVISIBLE, '').replace(/ +/g, ' ');

/** The start and the end of a text that is longer than `most`. */
const endsOf = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most / 2)} ${text.slice(-most / 2)}`;

/** What was typed, without invisible characters and within the length that the engine reads. */
export const clean = (text: string): string => excerpt(tidy(text));

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a text in lower case, without accents: `Foto's van 2B` gives `fotos`, `van`, `2b`. */
export function words(text: string): string[] {
  const plain = bounded(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
  return plain.match(WORD) ?? [];
}

/** The longest run of one letter that Dutch and English spell; `heeeel` and `neeeee` are `heel` and `nee`. */
export const squeeze = (word: string): string => word.replace(/(\p{L})\1{2,}/gu, '$1$1');
