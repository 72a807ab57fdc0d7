import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Audience } from '../model.ts';
import { squeeze, words } from '../normalise.ts';
import type { Manifest } from './manifest.ts';

/** Logits of the heads that look at words too, side by side in the order of the manifest. */
export type Weigh = (text: string, audience: Audience) => Float32Array;

const FLOAT = 4;
/** Runs of so many letters of a word, its ends included. */
const RUNS = [3, 4, 5];

/**
 * Reads `linear.bin`: a linear model over pieces of words, beside the encoder. It knows rare words exactly, where the
 * encoder knows meanings. The file holds what each column was divided by (float32), then a row of weights (int8) for each
 * bucket; `model/train/linear.py` makes the same buckets.
 */
export function readLinear(folder: string, { linear }: Manifest): Weigh {
  const { buckets, columns, sharp } = linear;
  const bytes = new Uint8Array(readFileSync(join(folder, 'linear.bin'))).buffer;
  const scales = new Float32Array(bytes, 0, columns);
  const weights = new Int8Array(bytes, columns * FLOAT, buckets * columns);
  return (text, audience) => {
    const found = featuresOf(text, audience, buckets);
    const logits = new Float32Array(columns);
    for (const bucket of found) {
      const row = bucket * columns;
      for (let column = 0; column < columns; column++)
        logits[column] = (logits[column] ?? 0) + (weights[row + column] ?? 0);
    }
    const scale = sharp / Math.sqrt(found.size);
    return logits.map((sum, column) => sum * (scales[column] ?? 0) * scale);
  };
}

/** The buckets of a text, each once: words, pairs of words, runs of letters, and who asks. */
export function featuresOf(text: string, audience: Audience, buckets: number): ReadonlySet<number> {
  const found = new Set<number>();
  const add = (feature: string) => found.add(hash(feature) % buckets);
  add(`a ${audience}`);
  let left = '^';
  for (const word of words(text).map(squeeze)) {
    add(`w ${word}`);
    add(`p ${left} ${word}`);
    const letters = [...`<${word}>`];
    for (const size of RUNS) {
      for (let at = 0; at + size <= letters.length; at++) add(`c ${letters.slice(at, at + size).join('')}`);
    }
    left = word;
  }
  return found;
}

const UTF8 = new TextEncoder();

/** FNV-1a of 32 bits, over UTF-8 (http://www.isthe.com/chongo/tech/comp/fnv). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of UTF8.encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
