import type { Scored } from '../classifier.ts';
import { type Head, isFlag } from './manifest.ts';

/** What the model makes of a text, by the name of each head: its labels with their probability, likeliest first. */
export type Scores = ReadonlyMap<string, readonly Scored[]>;

/** How many logits these heads have together. */
export const countLogits = (heads: readonly Head[]): number =>
  heads.reduce((sum, { labels }) => sum + labels.length, 0);

/** Turns the logits of all heads, side by side, into probabilities. */
export function scoreHeads(logits: Float32Array, heads: readonly Head[]): Scores {
  let start = 0;
  return new Map(
    heads.map((head) => {
      const own = logits.subarray(start, start + head.labels.length);
      start += head.labels.length;
      return [head.name, scoreHead(own, head)];
    }),
  );
}

function scoreHead(logits: Float32Array, { name, labels, temperature }: Head): Scored[] {
  const scaled = Array.from(logits, (logit) => logit / temperature);
  const scores = isFlag(name) ? scaled.map(sigmoid) : softmax(scaled);
  return labels
    .map((label, index) => ({ label, score: scores[index] ?? 0 }))
    .sort((one, other) => other.score - one.score);
}

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The highest logit is taken off first: `Math.exp` of a large one is infinite. */
function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
