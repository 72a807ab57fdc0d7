import type { Features } from '../src/policy/features.ts';
import type { Learner } from './learners/learner.ts';
import { naiveBayes } from './learners/naive-bayes.ts';
import { nearestCentroid } from './learners/nearest-centroid.ts';
import { nearestNeighbours } from './learners/nearest-neighbours.ts';
import { perceptron } from './learners/perceptron.ts';
import { softmax } from './learners/softmax.ts';

/** A learner on some kinds of features; the letters are those of `src/policy/features.ts`. */
export interface Variant {
  readonly learner: Learner;
  readonly features: string;
  readonly kinds: string;
}

const ALL = { features: 'all', kinds: 'awbckp' };
const WORDS = { features: 'words only', kinds: 'aw' };

/** What the product does. */
export const OURS: Variant = { learner: softmax, ...ALL };

const LEARNERS = [softmax, naiveBayes, nearestCentroid, nearestNeighbours, perceptron];

export const COMPARED: readonly Variant[] = LEARNERS.flatMap((learner) => [
  { learner, ...ALL },
  { learner, ...WORDS },
]);

/** The product's learner without some kinds of features. */
export const ABLATED: readonly Variant[] = [
  { learner: softmax, features: 'no character n-grams', kinds: 'awbkp' },
  { learner: softmax, features: 'no concepts, no pairs of them', kinds: 'awbc' },
  { learner: softmax, features: 'no pairs of concepts', kinds: 'awbck' },
  { learner: softmax, features: 'no pairs of words', kinds: 'awckp' },
  { learner: softmax, features: 'no role of the asker', kinds: 'wbckp' },
];

export const VARIANTS: readonly Variant[] = [...COMPARED, ...ABLATED];

export const nameOf = ({ learner, features }: Variant): string => `${learner.name}, ${features}`;

export const keepKinds = (features: Features, kinds: string): Features =>
  features.filter(([kind = '']) => kinds.includes(kind));
