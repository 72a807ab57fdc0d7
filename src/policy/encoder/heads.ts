import { type Head, isFlag } from './manifest.ts';

/** One label with its probability, 0 to 1. */
export interface Scored {
  readonly label: string;
  readonly score: number;
}

/** What the model makes of a text, by the name of each head: its labels with their probability, likeliest first. */
export type Scores = ReadonlyMap<string, readonly Scored[]>;

/** How many logits these heads have together. */
export const countLogits = (heads: readonly Head[]): number =>
  heads.reduce((sum, { labels }) => sum + labels.length, 0);

/** What is added to the encoder's logits of some heads: those of a linear model, side by side, in this order. */
export interface Beside {
  readonly heads: readonly string[];
  readonly logits: Float32Array;
  /** How much of a logit comes from the encoder, 0 to 1. */
  readonly share: number;
}

/** Turns the logits of all heads, side by side, into probabilities. */
export function scoreHeads(logits: Float32Array, heads: readonly Head[], beside: Beside): Scores {
  let start = 0;
  let place = 0;
  return new Map(
    heads.map((head) => {
      const { length } = head.labels;
      const own = Array.from(logits.subarray(start, start + length));
      start += length;
      if (!beside.heads.includes(head.name)) return [head.name, scoreHead(own, head)];
      const other = Array.from(beside.logits.subarray(place, place + length));
      place += length;
      return [head.name, scoreHead(mix(own, other, beside.share), head)];
    }),
  );
}

/** The weighted mean of two models, in logarithms of probabilities. */
function mix(own: readonly number[], other: readonly number[], share: number): number[] {
  const [ones, others] = [softmax(own), softmax(other)];
  return ones.map(
    (one, index) => share * Math.log(one + TINY) + (1 - share) * Math.log((others[index] ?? 0) + TINY),
  );
}

/** Keeps the logarithm of nothing finite. */
const TINY = 1e-9;

function scoreHead(logits: readonly number[], { name, labels, temperature }: Head): Scored[] {
  const scaled = logits.map((logit) => logit / temperature);
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
