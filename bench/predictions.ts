import type { Scored } from '../src/policy/classifier.ts';
import { type Content, ownUtterances, type Utterance } from './content.ts';
import type { Fold } from './fold.ts';

/** What one variant made of one utterance that it was not trained on. */
export interface Prediction {
  readonly said: Utterance;
  readonly classes: readonly string[];
  /** As many as the classes, on the learner's own scale. */
  readonly scores: Float32Array;
  /** The share of its words that were known, 0 to 1. */
  readonly coverage: number;
}

export function predictionsOf({ voices }: Content, folds: readonly Fold[], variant: string): Prediction[] {
  return folds.flatMap(({ voice, classes, coverage, runs }) => {
    const scores = runs.find((run) => run.variant === variant)?.scores ?? new Float32Array(0);
    return ownUtterances(voices, voice).map((said, row) => ({
      said,
      classes,
      coverage: coverage[row] ?? 0,
      scores: scores.subarray(row * classes.length, (row + 1) * classes.length),
    }));
  });
}

/** The classes with their probabilities, likeliest first. A higher `temperature` makes them less sure. */
export function rank({ classes, scores }: Prediction, temperature: number): Scored[] {
  const shares = toProbabilities(scores, temperature);
  return classes
    .map((label, index) => ({ label, score: shares[index] ?? 0 }))
    .sort((one, other) => other.score - one.score);
}

/** The temperature at which the probabilities of the true topics are highest (Guo and others, 2017, section 4.2). */
export function calibrate(predictions: readonly Prediction[]): number {
  const candidates = Array.from({ length: 65 }, (_, step) => 2 ** (step / 4 - 12));
  const losses = candidates.map((temperature) => loss(predictions, temperature));
  return candidates[losses.indexOf(Math.min(...losses))] ?? 1;
}

function loss(predictions: readonly Prediction[], temperature: number): number {
  return predictions.reduce((sum, { said, classes, scores }) => {
    const share = toProbabilities(scores, temperature)[classes.indexOf(said.topic)] ?? 0;
    return sum - Math.log(Math.max(share, 1e-12));
  }, 0);
}

function toProbabilities(scores: Float32Array, temperature: number): Float64Array {
  const top = Math.max(...scores);
  const powers = Float64Array.from(scores, (score) => Math.exp((score - top) / temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
