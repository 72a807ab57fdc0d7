import type { Line, Writer } from '../utterances.ts';
import { createNeighbours, plainOf } from './near.ts';

/** A line of the bank with its writer. */
export interface Said {
  readonly writer: Writer;
  readonly line: Line;
}

/** A line that says nearly the same as one that stays, of another writer. */
export interface Duplicate {
  readonly said: Said;
  readonly of: Said;
  /** They differ in case, accents and signs alone. */
  readonly same: boolean;
}

/**
 * The part of the runs of three letters that two lines share from which they are nearly the same. Range 0.8 to 1: at 0.85
 * an article or a slip of the pen differs; below, a word that changes what is asked.
 */
const LIKENESS = 0.85;

/**
 * Finds the lines that can go because another writer has nearly the same line. What a reader labelled stays before what the
 * writer did, and that before what rules did; then the earlier line stays.
 */
export function findDuplicates(bank: readonly Writer[]): Duplicate[] {
  const all = bank.flatMap((writer) => writer.lines.map((line): Said => ({ writer, line })));
  const order = all.toSorted((one, other) => rankOf(one) - rankOf(other));
  const near = createNeighbours(
    order.map(({ line }) => line.utterance.text),
    LIKENESS,
  );
  const gone = new Set<number>();
  return order.flatMap((said, index) => {
    const { text } = said.line.utterance;
    const of = near
      .find(text)
      .filter((other) => other < index && !gone.has(other))
      .flatMap((other) => order[other] ?? [])
      .find(({ writer }) => writer !== said.writer);
    if (!of) return [];
    gone.add(index);
    return [{ said, of, same: plainOf(text) === plainOf(of.line.utterance.text) }];
  });
}

const LABELLED = ['reader', 'writer', undefined];
const rankOf = ({ line }: Said): number => LABELLED.indexOf(line.utterance.by);
