import { distance } from 'fastest-levenshtein';
import { words } from './normalise.ts';

/** A word must be this long to be repaired, in letters: shorter ones lie near too many others. Range 4 to 6. */
const LONG = 5;

/**
 * Makes the mender of slips of the pen: a word that nobody used becomes the only known word that is one letter away
 * (`instgram`), or the nearest in spelling of several. Nothing where there is no such word.
 */
export function createRepair(known: ReadonlySet<string>): (text: string) => string | undefined {
  const byLength = Map.groupBy(known, (word) => word.length);
  return (text) => {
    const all = words(text);
    const mended = all.map((word) => (known.has(word) ? word : (release(word) ?? mend(word) ?? word)));
    return mended.some((word, at) => word !== all[at]) ? mended.join(' ') : undefined;
  };

  /** A letter was held down: `lesss`. */
  function release(word: string): string | undefined {
    const released = word.replace(/(\p{L})\1+/gu, '$1');
    return released !== word && known.has(released) ? released : undefined;
  }

  function mend(word: string): string | undefined {
    if (word.length < LONG) return undefined;
    const near = [-1, 0, 1]
      .flatMap((more) => byLength.get(word.length + more) ?? [])
      .filter((other) => other[0] === word[0] && distance(word, other) === 1);
    // a letter that was left out is the commonest slip
    return near.toSorted((one, other) => other.length - one.length)[0];
  }
}
