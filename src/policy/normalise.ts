/**
 * The length of a question that the engine reads, in characters: the start and the end of longer ones. People put
 * the question last or first, and a pasted page must not cost time. Range 500 to 10 000.
 */
const LIMIT = 2000;

/** What somebody typed as an apostrophe. Before anything else: Unicode takes `´` apart into a space and an accent. */
const APOSTROPHES = /[´`’‘ʼ]/gu;
/** Directional marks, soft hyphens and other signs without a width; half characters. They stand within words. */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}]+/gu;
/** Line breaks, tabs, escapes: they stand between words. */
const CONTROLS = /\p{Cc}+/gu;

/** What was typed, in one spelling and without invisible characters, at its full length. */
export const tidy = (text: string): string =>
  text
    .replace(APOSTROPHES, "'")
    .normalize('NFKC')
    .replace(CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();

/** A tidy text within the length that the engine reads. */
export const excerpt = (tidied: string): string =>
  tidied.length <= LIMIT
    ? tidied
    : `${tidied.slice(0, LIMIT / 2)} ${tidied.slice(-LIMIT / 2)}`.replace(INVISIBLE, '').replace(/ +/g, ' ');

/** What was typed, without invisible characters and within the length that the engine reads. */
export const clean = (text: string): string => excerpt(tidy(text));

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a cleaned text in lower case, without accents: `Foto's van 2B` gives `fotos`, `van`, `2b`. */
export function words(cleaned: string): string[] {
  const plain = cleaned
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
  return plain.match(WORD) ?? [];
}

/** The longest run of one letter that Dutch and English spell; `heeeel` and `neeeee` are `heel` and `nee`. */
export const squeeze = (word: string): string => word.replace(/(\p{L})\1{2,}/gu, '$1$1');
