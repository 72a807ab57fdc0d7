import { createVectors, TRAINING } from '../../src/policy/classifier.ts';
import { type Learner, spaceOf } from './learner.ts';

/** Added to every count, so that a feature that a class has never shown does not rule it out. Range 0.001 to 1. */
const SMOOTHING = 0.01;

/** Multinomial naive Bayes; the scaled weights of the features serve as counts. */
export const naiveBayes: Learner = {
  name: 'naive Bayes',
  train(examples) {
    const space = spaceOf(examples, TRAINING.support);
    const vectors = createVectors(space);
    const width = space.classes.length;
    const weights = new Float32Array(space.features.length * width).fill(SMOOTHING);
    const totals = new Float32Array(width).fill(SMOOTHING * space.features.length);
    const prior = new Float32Array(width);
    for (const { label, features } of examples) {
      const column = space.classes.indexOf(label);
      prior[column] = (prior[column] as number) + 1;
      const { index, value } = vectors(features);
      index.forEach((feature, at) => {
        const amount = value[at] as number;
        weights[feature * width + column] = (weights[feature * width + column] as number) + amount;
        totals[column] = (totals[column] as number) + amount;
      });
    }
    weights.forEach((count, at) => {
      weights[at] = Math.log(count / (totals[at % width] as number));
    });
    return {
      bytes: weights.byteLength + prior.byteLength + space.idf.byteLength,
      score(features) {
        const scores = prior.map((count) => Math.log(count / examples.length));
        const { index, value } = vectors(features);
        index.forEach((feature, at) => {
          for (let column = 0; column < width; column++) {
            scores[column] =
              (scores[column] as number) +
              (value[at] as number) * (weights[feature * width + column] as number);
          }
        });
        return scores;
      },
    };
  },
};
