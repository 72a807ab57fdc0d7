import type { Features } from './features.ts';

/**
 * A linear classifier: softmax regression over sparse features. Deterministic, a few seconds to train, and each
 * decision is a sum that can be shown feature by feature.
 */
export interface Classifier {
  readonly classes: readonly string[];
  readonly features: readonly string[];
  /** Inverse document frequency by feature. */
  readonly idf: Float32Array;
  /** One row a feature, one column a class. */
  readonly weights: Float32Array;
  /** One a class. */
  readonly bias: Float32Array;
}

export interface Example {
  readonly label: string;
  readonly features: Features;
}

export interface Training {
  /** Passes over the examples. Range 5 to 40: fewer underfit, more learn the writers by heart. */
  readonly epochs: number;
  /** First step of AdaGrad. Range 0.1 to 1. */
  readonly rate: number;
  /** Shrinks weights that few examples support (L2, per step). Range 0 to 1e-3. */
  readonly decay: number;
  /** A feature must occur in this many examples. Range 1 to 5. */
  readonly support: number;
}

export const TRAINING: Training = { epochs: 8, rate: 0.2, decay: 1e-6, support: 2 };

/** A text as the classifier sees it: indexes of known features with their weight. */
export interface Vector {
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** How much each kind of feature counts, before a text is scaled to length 1. */
const KIND_WEIGHT: Readonly<Record<string, number>> = { a: 0.3, w: 1, b: 0.8, c: 0.8, k: 0.9, p: 0.5 };

/** One class with its probability. */
export interface Scored {
  readonly label: string;
  readonly score: number;
}

export function train(examples: readonly Example[], training: Training = TRAINING): Classifier {
  const classes = [...new Set(examples.map(({ label }) => label))].sort();
  const { features, idf } = countFeatures(examples, training.support);
  const classifier: Classifier = {
    classes,
    features,
    idf,
    weights: new Float32Array(features.length * classes.length),
    bias: new Float32Array(classes.length),
  };
  const vectors = createVectors(classifier);
  const data = examples.map(({ label, features: seen }) => ({
    label: classes.indexOf(label),
    vector: vectors(seen),
  }));
  descend(classifier, data, training);
  return classifier;
}

/** The classes of a text, likeliest first; their scores add up to 1. */
export function createRanker(classifier: Classifier): (features: Features) => Scored[] {
  const vectors = createVectors(classifier);
  return (features) => {
    const scores = softmax(logits(classifier, vectors(features)));
    return classifier.classes
      .map((label, index) => ({ label, score: scores[index] ?? 0 }))
      .sort((one, other) => other.score - one.score);
  };
}

/** What each feature of a text adds to one class against the average class, most telling first. */
export function createExplainer(classifier: Classifier): (features: Features, label: string) => Scored[] {
  const vectors = createVectors(classifier);
  const width = classifier.classes.length;
  return (features, label) => {
    const column = classifier.classes.indexOf(label);
    const { index, value } = vectors(features);
    const found = Array.from(index, (feature, place) => {
      const row = classifier.weights.subarray(feature * width, (feature + 1) * width);
      const average = row.reduce((sum, weight) => sum + weight, 0) / width;
      return {
        label: classifier.features[feature] ?? '',
        score: ((row[column] ?? 0) - average) * (value[place] ?? 0),
      };
    });
    return found.sort((one, other) => other.score - one.score);
  };
}

/** The share of a text's words that the classifier ever saw, 0 to 1; rare words weigh more than common ones. */
export function createCoverage({ features, idf }: Classifier): (features: Features) => number {
  const known = new Map(features.map((feature, index) => [feature, idf[index] ?? 0]));
  const rarest = idf.reduce((highest, weight) => Math.max(highest, weight), 0);
  return (seen) => {
    const stems = seen.filter((feature) => feature.startsWith('w:'));
    const weights = stems.map((stem) => known.get(stem));
    const total = weights.reduce<number>((sum, weight) => sum + (weight ?? rarest), 0);
    const found = weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
    return total === 0 ? 0 : found / total;
  };
}

export function countFeatures(examples: readonly Example[], support: number) {
  const counts = new Map<string, number>();
  for (const example of examples) {
    for (const feature of new Set(example.features)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const kept = [...counts]
    .filter(([, count]) => count >= support)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    features: kept.map(([feature]) => feature),
    idf: Float32Array.from(kept, ([, count]) => Math.log(1 + examples.length / count)),
  };
}

export function createVectors({ features, idf }: Classifier): (seen: Features) => Vector {
  const known = new Map(features.map((feature, index) => [feature, index]));
  return (seen) => {
    const counts = new Map<number, number>();
    for (const feature of seen) {
      const index = known.get(feature);
      if (index !== undefined) counts.set(index, (counts.get(index) ?? 0) + 1);
    }
    return scale(counts, features, idf);
  };
}

/** Scales each kind of feature to its own length first, so that many n-grams do not shout down a few words. */
function scale(counts: ReadonlyMap<number, number>, features: readonly string[], idf: Float32Array): Vector {
  const index = Int32Array.from(counts.keys());
  const value = new Float32Array(index.length);
  const lengths: Record<string, number> = {};
  const kinds = Array.from(index, (feature) => features[feature]?.[0] ?? '');
  kinds.forEach((kind, place) => {
    const feature = index[place] ?? 0;
    const weight = Math.log1p(counts.get(feature) ?? 0) * (idf[feature] ?? 0);
    value[place] = weight;
    lengths[kind] = (lengths[kind] ?? 0) + weight * weight;
  });
  kinds.forEach((kind, place) => {
    const length = Math.sqrt(lengths[kind] ?? 1) || 1;
    value[place] = ((value[place] ?? 0) * (KIND_WEIGHT[kind] ?? 1)) / length;
  });
  return { index, value };
}

function logits({ classes, weights, bias }: Classifier, { index, value }: Vector): Float32Array {
  const width = classes.length;
  const sums = bias.slice();
  for (let place = 0; place < index.length; place++) {
    const start = (index[place] as number) * width;
    const amount = value[place] as number;
    for (let column = 0; column < width; column++) {
      sums[column] = (sums[column] as number) + amount * (weights[start + column] as number);
    }
  }
  return sums;
}

function softmax(sums: Float32Array): Float32Array {
  let top = Number.NEGATIVE_INFINITY;
  for (const sum of sums) if (sum > top) top = sum;
  const powers = new Float32Array(sums.length);
  let total = 0;
  for (let column = 0; column < sums.length; column++) {
    powers[column] = Math.exp((sums[column] as number) - top);
    total += powers[column] as number;
  }
  for (let column = 0; column < powers.length; column++) powers[column] = (powers[column] as number) / total;
  return powers;
}

interface Datum {
  readonly label: number;
  readonly vector: Vector;
}

/**
 * Classes that are wrong by less than this get no step: most of a hundred classes are out of the question early on.
 * Range 0 to 0.01; 0 is exact and five times slower.
 */
const NEGLIGIBLE = 0.002;

/** AdaGrad on the cross entropy, in a fixed shuffled order: the same examples give the same weights. */
function descend(classifier: Classifier, data: readonly Datum[], { epochs, rate, decay }: Training): void {
  const { weights, bias } = classifier;
  const width = bias.length;
  const weightSpeed = new Float32Array(weights.length).fill(1e-4);
  const biasSpeed = new Float32Array(width).fill(1e-4);
  const active = new Int32Array(width);
  const order = shuffled(data.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const place of order) step(data[place] as Datum);
  }

  function step({ label, vector }: Datum): void {
    const slope = softmax(logits(classifier, vector));
    slope[label] = (slope[label] as number) - 1;
    const count = findActive(slope);
    move(bias, biasSpeed, 0, 1, slope, count);
    for (let at = 0; at < vector.index.length; at++) {
      const start = (vector.index[at] as number) * width;
      move(weights, weightSpeed, start, vector.value[at] as number, slope, count);
    }
  }

  function findActive(slope: Float32Array): number {
    let count = 0;
    for (let column = 0; column < width; column++) {
      if (Math.abs(slope[column] as number) > NEGLIGIBLE) active[count++] = column;
    }
    return count;
  }

  /** One AdaGrad step for a row that starts at `start`, in the active columns. */
  function move(
    row: Float32Array,
    speed: Float32Array,
    start: number,
    amount: number,
    slope: Float32Array,
    count: number,
  ) {
    for (let place = 0; place < count; place++) {
      const column = active[place] as number;
      const at = start + column;
      const full = amount * (slope[column] as number) + decay * (row[at] as number);
      const speedNow = (speed[at] as number) + full * full;
      speed[at] = speedNow;
      row[at] = (row[at] as number) - (rate * full) / Math.sqrt(speedNow);
    }
  }
}

/** A fixed permutation (multiplicative steps over a prime), so that neighbouring utterances do not follow each other. */
export function shuffled(length: number): number[] {
  const stride = [7919, 7907, 7901, 7883].find((prime) => length % prime !== 0) ?? 1;
  return Array.from({ length }, (_, index) => (index * stride) % length);
}
