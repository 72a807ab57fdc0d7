import { join } from 'node:path';
import { words } from './normalise.ts';
import { lexiconFile } from './schema.ts';
import { type Report, readSource } from './source.ts';

/** Finds the concepts that a row of words stands for: `insta` and `snapchat` are both `app-social`. */
export type Lexicon = (words: readonly string[]) => ReadonlySet<string>;

/** Reads `lexicon.yaml`; its problems go to `report`, and then there are no concepts. */
export function readLexicon(folder: string, report: Report): Lexicon {
  const source = readSource(folder, join(folder, 'lexicon.yaml'), lexiconFile, report);
  for (const [concept, entries] of Object.entries(source?.value.concepts ?? {})) {
    entries.forEach((entry, place) => {
      const fault = findFault(entry);
      if (source && fault) report(source.at(['concepts', concept, place], fault));
    });
  }
  return createLexicon(source?.value.concepts ?? {});
}

/** Tells why an entry could never match: it is not written as the engine reads words. */
export function findFault(entry: string): string | undefined {
  const bare = entry.replaceAll('*', '').replace(/\s+/g, ' ').trim();
  const read = words(bare).join(' ');
  return read === bare ? undefined : `"${entry}" never occurs: words are read as "${read}"`;
}

/** Words whose concepts are remembered; past this the memory starts anew. Questions repeat most of their words. */
const REMEMBERED = 20_000;

export function createLexicon(concepts: Readonly<Record<string, readonly string[]>>): Lexicon {
  const entries = Object.entries(concepts).flatMap(([concept, list]) =>
    list.map((entry) => ({ concept, parts: entry.split(' ').map(toPattern) })),
  );
  const conceptsOf = createWordReader(entries.filter(({ parts }) => parts.length === 1));
  const phrases = entries.filter(({ parts }) => parts.length > 1);
  return (words) => {
    const found = new Set<string>();
    for (const word of words) for (const concept of conceptsOf(word)) found.add(concept);
    for (const { concept, parts } of phrases) {
      if (!found.has(concept) && occurs(parts, words)) found.add(concept);
    }
    return found;
  };
}

/** Tells whether a word is meant: whole, or with any letters for each star (`insta*`, `*groep`, `*film*`). */
type Pattern = (word: string) => boolean;

interface Entry {
  readonly concept: string;
  readonly parts: readonly Pattern[];
}

function toPattern(entry: string): Pattern {
  if (!entry.includes('*')) return (word) => word === entry;
  const pattern = new RegExp(`^${entry.replaceAll('*', '.*')}$`, 'u');
  return (word) => word !== '' && pattern.test(word);
}

function createWordReader(entries: readonly Entry[]): (word: string) => readonly string[] {
  const remembered = new Map<string, readonly string[]>();
  return (word) => {
    const known = remembered.get(word);
    if (known) return known;
    const found = entries.filter(({ parts }) => parts[0]?.(word)).map(({ concept }) => concept);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(word, found);
    return found;
  };
}

const occurs = (parts: readonly Pattern[], words: readonly string[]): boolean =>
  words.some((_, start) => parts.every((part, offset) => part(words[start + offset] ?? '')));
