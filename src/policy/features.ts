import snowball from 'snowball-stemmers';
import type { Lexicon } from './lexicon.ts';
import type { Audience, Language } from './model.ts';
import { squeeze, words } from './normalise.ts';

/**
 * What a text shows to the classifiers, as names: `w:` word stems, `b:` pairs of neighbouring stems, `c:` character
 * n-grams (for typos, compounds and slang), `k:` concepts, `p:` pairs of concepts, `a:` who asks. Names repeat when the
 * text does.
 */
export type Features = readonly string[];

/** The n-grams of characters. Shorter ones blur words, longer ones only repeat them. */
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;

const stemmers: Record<Language, { stem(word: string): string }> = {
  nl: snowball.newStemmer('dutch'),
  en: snowball.newStemmer('english'),
};

/** The features that tell what a question is about. `text` is cleaned (see `clean`). */
export function topicFeatures(
  text: string,
  language: Language,
  audience: Audience,
  lexicon: Lexicon,
): Features {
  const tokens = words(text).map(squeeze);
  const stems = tokens.map((token) => stemmers[language].stem(token));
  const concepts = [...lexicon(tokens)].sort();
  return [
    `a:${audience}`,
    ...stems.map((stem) => `w:${stem}`),
    ...pairsOf(['^', ...stems, text.trimEnd().endsWith('?') ? '?' : '$']).map((pair) => `b:${pair}`),
    ...tokens.flatMap(grams),
    ...concepts.map((concept) => `k:${concept}`),
    ...concepts.flatMap((one, index) => concepts.slice(index + 1).map((other) => `p:${one}+${other}`)),
  ];
}

/** The features that tell in which language a text is. */
export const languageFeatures = (text: string): Features => {
  const tokens = words(text);
  return [...tokens.map((token) => `w:${token}`), ...tokens.flatMap(grams)];
};

const pairsOf = (row: readonly string[]): string[] =>
  row.slice(1).map((item, index) => `${row[index]} ${item}`);

function grams(token: string): string[] {
  const bounded = `<${token}>`;
  const found: string[] = [];
  for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size++) {
    for (let start = 0; start + size <= bounded.length; start++) {
      found.push(`c:${bounded.slice(start, start + size)}`);
    }
  }
  return found;
}
