import type { Groups } from './model.ts';

/**
 * A small language for what a sentence says, over its words (see `words`):
 *
 * - `sla*`: a word, with any letters for a star; `#`: a number
 * - `@kin`: any word or phrase of the group `kin`
 * - `..`: up to two words of any kind; `...`: up to six
 * - `one thing + another`: both, in any order and near each other
 */

/** Where a phrase was found: the places of its own words, in order. A gap between them is free for other phrases. */
type Place = readonly number[];

/** Ways to go on reading at a word: where the reading ends, and the words that it took. */
interface Way {
  readonly end: number;
  readonly took: Place;
}

type Step = (tokens: readonly string[], at: number) => readonly Way[];

/** Tells whether a sentence, as a row of words, says a phrase. */
export type Phrase = (sentence: Sentence) => boolean;

/** The words of a sentence; what was found in them is remembered by phrase. */
export interface Sentence {
  readonly tokens: readonly string[];
  readonly words: ReadonlySet<string>;
  readonly found: Map<string, readonly Place[]>;
}

/** Parts of one thing said stand this near each other, in words from the first to the last. Range 8 to 20. */
const NEAR = 14;
const GAPS: Readonly<Record<string, number>> = { '..': 2, '...': 6 };

export const toSentence = (tokens: readonly string[]): Sentence => ({
  tokens,
  words: new Set(tokens),
  found: new Map(),
});

/** Makes the reader of phrases that may name these groups. */
export function createPhrases(groups: Groups): (text: string) => Phrase {
  const steps = new Map<string, Step>();
  return (text) => {
    const parts = text.split(' + ').map((part) => ({ part, step: toSequence(part) }));
    const pieces = text.split(' ').filter((piece) => piece !== '+' && GAPS[piece] === undefined);
    const needed = pieces.filter(isPlain);
    return (sentence) => {
      if (sentence.tokens.length < pieces.length) return false;
      if (!needed.every((word) => sentence.words.has(word))) return false;
      const places: (readonly Place[])[] = [];
      for (const { part, step } of parts) {
        const found = placesOf(sentence, part, step);
        if (found.length === 0) return false;
        places.push(found);
      }
      return standTogether(places);
    };
  };

  function toSequence(phrase: string): Step {
    const sequence = phrase.split(' ').map(toStep);
    return (tokens, at) =>
      sequence.reduce<readonly Way[]>(
        (ways, step) => ways.flatMap((way) => goOn(way, step, tokens)),
        [{ end: at, took: [] }],
      );
  }

  function toStep(piece: string): Step {
    const gap = GAPS[piece];
    if (gap !== undefined)
      return (_, at) =>
        Array.from({ length: gap + 1 }, (_none, skipped) => ({ end: at + skipped, took: [] }));
    return piece.startsWith('@') ? toGroup(piece.slice(1)) : toWord(piece);
  }

  function toGroup(name: string): Step {
    const kept = steps.get(name);
    if (kept) return kept;
    const entries = groups[name] ?? [];
    const plain = new Set(entries.filter(isPlain));
    const others = entries.filter((entry) => !isPlain(entry)).map(toSequence);
    const step: Step = (tokens, at) => {
      const whole = plain.has(tokens[at] ?? '') ? [oneWord(at)] : [];
      return [...whole, ...others.flatMap((other) => other(tokens, at))];
    };
    steps.set(name, step);
    return step;
  }
}

/** An entry that is one whole word: found by looking it up. */
const isPlain = (entry: string): boolean => /^[^ *@#.]+$/.test(entry);

const oneWord = (at: number): Way => ({ end: at + 1, took: [at] });

const goOn = ({ end, took }: Way, step: Step, tokens: readonly string[]): Way[] =>
  step(tokens, end).map((next) => ({ end: next.end, took: [...took, ...next.took] }));

function toWord(piece: string): Step {
  if (!/[*#]/.test(piece)) return (tokens, at) => (tokens[at] === piece ? [oneWord(at)] : []);
  const pattern = new RegExp(`^${piece.replaceAll('*', '.*').replaceAll('#', '\\d+')}$`, 'u');
  return (tokens, at) => (pattern.test(tokens[at] ?? '') ? [oneWord(at)] : []);
}

function placesOf({ tokens, found }: Sentence, part: string, step: Step): readonly Place[] {
  const kept = found.get(part);
  if (kept) return kept;
  const places = tokens.flatMap((_, start) => step(tokens, start).map(({ took }) => took));
  found.set(part, places);
  return places;
}

/** Whether one place of each part can be chosen so that none shares a word and all stand near each other. */
function standTogether(parts: readonly (readonly Place[])[], chosen: Place = []): boolean {
  const [first, ...rest] = parts;
  if (!first) return true;
  return first.some((place) => {
    if (place.some((word) => chosen.includes(word))) return false;
    const all = [...chosen, ...place];
    return Math.max(...all) - Math.min(...all) < NEAR && standTogether(rest, all);
  });
}

/** The groups that a text of this language names. */
export const groupsIn = (text: string): string[] =>
  [...text.matchAll(/@([a-z-]+)/g)].map(([, name]) => name ?? '');
