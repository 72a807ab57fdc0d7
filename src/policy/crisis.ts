import { distance } from 'fastest-levenshtein';
import type { Lexicon } from './lexicon.ts';
import { squeeze, words } from './normalise.ts';

/**
 * What must never get a mere answer. `crisis`: self-harm, suicide, abuse; nothing outweighs it. `alarm`: threats of
 * violence and blackmail with pictures; the asker can say that it was an ordinary question.
 */
export type Alarm = 'crisis' | 'alarm';

/** Long words of a crisis: they are found with a slip of the pen too. */
const LONG_WORDS = [
  'zelfmoord',
  'zelfmoorden',
  'zelfdoding',
  'zelfbeschadiging',
  'suicide',
  'suicidaal',
  'suicidal',
  'verkracht',
];
/** So many letters may be wrong in a long word of a crisis. Range 1 to 2. */
const SLIPS = 2;
/** A word must be this long for that, in letters: `suicde` yes, `zelf` no. */
const LONG = 6;

const isNear = (token: string): boolean =>
  token.length >= LONG && LONG_WORDS.some((word) => word[0] === token[0] && distance(word, token) <= SLIPS);

/** Makes the screen beside the classifier: a miss is worse than any false alarm. */
export function createScreen(lexicon: Lexicon): (text: string) => Alarm | undefined {
  return (text) => {
    const tokens = words(text).map(squeeze);
    const concepts = lexicon(tokens);
    if (concepts.has('crisis') || tokens.some(isNear)) return 'crisis';
    return concepts.has('alarm') ? 'alarm' : undefined;
  };
}
