import { type Classifier, countFeatures, type Example, type Vector } from '../../src/policy/classifier.ts';
import type { Features } from '../../src/policy/features.ts';

/** A way to learn topics from examples. */
export interface Learner {
  readonly name: string;
  train(examples: readonly Example[]): Model;
}

/** What a learner has learnt. */
export interface Model {
  /** How likely each of the classes is, in their order: higher is likelier, on any scale. */
  score(features: Features): Float32Array;
  /** Bytes of the numbers that it keeps, without the names of features. */
  readonly bytes: number;
}

/** The classes of examples, in the order in which every model scores them. */
export const classesOf = (examples: readonly Example[]): string[] =>
  [...new Set(examples.map(({ label }) => label))].sort();

/** The features of the examples with their document frequencies: an untrained classifier, for its vectors. */
export function spaceOf(examples: readonly Example[], support: number): Classifier {
  const nothing = new Float32Array(0);
  return {
    classes: classesOf(examples),
    ...countFeatures(examples, support),
    weights: nothing,
    bias: nothing,
  };
}

/**
 * Vectors of length 1 with plain TF-IDF weights, for the learners that compare by cosine. The product's own weights give
 * each kind of feature a fixed share, which suits a trained classifier; there the asker's role outweighs the words.
 */
export function createPlainVectors(space: Classifier): (features: Features) => Vector {
  const places = new Map(space.features.map((feature, index) => [feature, index]));
  return (features) => {
    const counts = new Map<number, number>();
    for (const feature of features) {
      const place = places.get(feature);
      if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    const value = Float32Array.from(counts, ([at, count]) => Math.log1p(count) * (space.idf[at] ?? 0));
    const length = Math.hypot(...value) || 1;
    return { index: Int32Array.from(counts.keys()), value: value.map((amount) => amount / length) };
  };
}
