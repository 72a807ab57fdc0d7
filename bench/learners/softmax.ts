import { createRanker, TRAINING, train } from '../../src/policy/classifier.ts';
import { classesOf, type Learner } from './learner.ts';

/** The product's own learner, as it trains at start. */
export const softmax: Learner = {
  name: 'softmax regression',
  train(examples) {
    const classifier = train(examples, TRAINING);
    const rank = createRanker(classifier);
    const place = new Map(classesOf(examples).map((label, index) => [label, index]));
    return {
      bytes: classifier.weights.byteLength + classifier.bias.byteLength + classifier.idf.byteLength,
      score(features) {
        const scores = new Float32Array(place.size);
        for (const { label, score } of rank(features)) {
          scores[place.get(label) as number] = Math.log(Math.max(score, 1e-30));
        }
        return scores;
      },
    };
  },
};
