/**
 * The length of a question that the engine reads, in characters: the start and the end of longer ones. People put
 * the question last or first, and a pasted page must not cost time. Range 500 to 10 000.
 */
const LIMIT = 2000;

/** Directional marks, zero-width characters and other invisible controls; line breaks and tabs become spaces. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu;

/** What was typed, without invisible characters and within the length that the engine reads. */
export function clean(text: string): string {
  const short = text.length <= LIMIT ? text : `${text.slice(0, LIMIT / 2)} ${text.slice(-LIMIT / 2)}`;
  return short.normalize('NFKC').replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
}

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a cleaned text in lower case, without accents: `Foto's van 2B` gives `fotos`, `van`, `2b`. */
export function words(cleaned: string): string[] {
  const plain = cleaned
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/(?<=\p{L})['’`´](?=\p{L})/gu, '');
  return plain.match(WORD) ?? [];
}

/** The longest run of one letter that Dutch and English spell; `heeeel` and `neeeee` are `heel` and `nee`. */
export const squeeze = (word: string): string => word.replace(/(\p{L})\1{2,}/gu, '$1$1');
