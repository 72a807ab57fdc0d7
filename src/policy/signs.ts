import { words } from './normalise.ts';

/** Finds what the signs in a row of words stand for: `insta` and `snapchat` are both a social app. */
export type SignReader = (words: readonly string[]) => ReadonlySet<string>;

/** Tells why an entry could never match: it is not written as the engine reads words. */
export function findFault(entry: string): string | undefined {
  const bare = entry.replaceAll('*', '').replace(/\s+/g, ' ').trim();
  const read = words(bare).join(' ');
  return read === bare ? undefined : `"${entry}" never occurs: words are read as "${read}"`;
}

/** Words whose entries are remembered; past this the memory starts anew. Questions repeat most of their words. */
const REMEMBERED = 20_000;

export function createSigns(concepts: Readonly<Record<string, readonly string[]>>): SignReader {
  const entries = Object.entries(concepts).flatMap(([concept, list]) =>
    list.map((entry) => ({ concept, parts: entry.split(' ').map(toPattern) })),
  );
  const startingWith = createWordReader(entries);
  return (words) => {
    const found = new Set<string>();
    words.forEach((word, start) => {
      for (const { concept, parts } of startingWith(word)) {
        if (!found.has(concept) && occurs(parts, words, start)) found.add(concept);
      }
    });
    return found;
  };
}

/** Tells whether a word is meant: whole, or with any letters for each star (`insta*`, `*groep`, `*film*`). */
type Pattern = (word: string) => boolean;

interface Entry {
  readonly concept: string;
  readonly parts: readonly Pattern[];
}

/** Looks for the pieces between the stars from left to right: a regular expression would try again from every letter. */
function toPattern(entry: string): Pattern {
  const [first = '', ...rest] = entry.split('*');
  const last = rest.pop();
  if (last === undefined) return (word) => word === entry;
  return (word) => {
    if (word === '' || !word.startsWith(first)) return false;
    let end = first.length;
    for (const piece of rest) {
      const found = word.indexOf(piece, end);
      if (found < 0) return false;
      end = found + piece.length;
    }
    return word.length - last.length >= end && word.endsWith(last);
  };
}

/** Finds the entries whose first word is meant. */
function createWordReader(entries: readonly Entry[]): (word: string) => readonly Entry[] {
  const remembered = new Map<string, readonly Entry[]>();
  return (word) => {
    const known = remembered.get(word);
    if (known) return known;
    const found = entries.filter(({ parts }) => parts[0]?.(word));
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(word, found);
    return found;
  };
}

const occurs = (parts: readonly Pattern[], words: readonly string[], start: number): boolean =>
  parts.every((part, offset) => part(words[start + offset] ?? ''));
