import { createVectors, shuffled, TRAINING, type Vector } from '../../src/policy/classifier.ts';
import { type Learner, spaceOf } from './learner.ts';

/** Passes over the examples. Range 3 to 20. */
const EPOCHS = 8;

/** A multi-class perceptron whose weights are averaged over all steps. */
export const perceptron: Learner = {
  name: 'averaged perceptron',
  train(examples) {
    const space = spaceOf(examples, TRAINING.support);
    const vectors = createVectors(space);
    const width = space.classes.length;
    const weights = new Float32Array(space.features.length * width);
    /** Each change times the step at which it came: the average is what the weights are, less this by the steps. */
    const late = new Float64Array(weights.length);
    const data = examples.map(({ label, features }) => ({
      label: space.classes.indexOf(label),
      vector: vectors(features),
    }));
    let step = 1;
    const move = ({ index, value }: Vector, column: number, sign: number) => {
      index.forEach((feature, at) => {
        const cell = feature * width + column;
        const change = sign * (value[at] as number);
        weights[cell] = (weights[cell] as number) + change;
        late[cell] = (late[cell] as number) + step * change;
      });
    };
    const order = shuffled(data.length);
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      for (const place of order) {
        const { label, vector } = data[place] as (typeof data)[number];
        const sums = sum(weights, width, vector);
        const guess = sums.indexOf(Math.max(...sums));
        if (guess !== label) {
          move(vector, label, 1);
          move(vector, guess, -1);
        }
        step++;
      }
    }
    weights.forEach((weight, cell) => {
      weights[cell] = weight - (late[cell] as number) / step;
    });
    return {
      bytes: weights.byteLength + space.idf.byteLength,
      score: (features) => sum(weights, width, vectors(features)),
    };
  },
};

function sum(weights: Float32Array, width: number, { index, value }: Vector): Float32Array {
  const sums = new Float32Array(width);
  for (let at = 0; at < index.length; at++) {
    const start = (index[at] as number) * width;
    const amount = value[at] as number;
    for (let column = 0; column < width; column++) {
      sums[column] = (sums[column] as number) + amount * (weights[start + column] as number);
    }
  }
  return sums;
}
