import { TRAINING } from '../../src/policy/classifier.ts';
import { createPlainVectors, type Learner, spaceOf } from './learner.ts';

/** The cosine between a text and the mean of the texts of each class (Rocchio), on TF-IDF weights. */
export const nearestCentroid: Learner = {
  name: 'nearest centroid',
  train(examples) {
    const space = spaceOf(examples, TRAINING.support);
    const vectors = createPlainVectors(space);
    const width = space.classes.length;
    const sums = new Float32Array(space.features.length * width);
    for (const { label, features } of examples) {
      const column = space.classes.indexOf(label);
      const { index, value } = vectors(features);
      index.forEach((feature, at) => {
        sums[feature * width + column] = (sums[feature * width + column] as number) + (value[at] as number);
      });
    }
    const lengths = new Float64Array(width);
    sums.forEach((sum, at) => {
      lengths[at % width] = (lengths[at % width] as number) + sum * sum;
    });
    sums.forEach((sum, at) => {
      sums[at] = sum / Math.sqrt(lengths[at % width] as number);
    });
    return {
      bytes: sums.byteLength + space.idf.byteLength,
      score(features) {
        const scores = new Float32Array(width);
        const { index, value } = vectors(features);
        index.forEach((feature, at) => {
          const amount = value[at] as number;
          for (let column = 0; column < width; column++) {
            scores[column] = (scores[column] as number) + amount * (sums[feature * width + column] as number);
          }
        });
        return scores;
      },
    };
  },
};
