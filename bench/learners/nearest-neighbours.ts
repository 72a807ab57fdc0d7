import { TRAINING } from '../../src/policy/classifier.ts';
import { createPlainVectors, type Learner, spaceOf } from './learner.ts';

/** How many of the nearest examples vote, each with the square of its cosine. Range 5 to 50. */
const NEIGHBOURS = 20;

/** k nearest neighbours by cosine, over lists of the examples that show each feature. */
export const nearestNeighbours: Learner = {
  name: 'nearest neighbours',
  train(examples) {
    const space = spaceOf(examples, TRAINING.support);
    const vectors = createPlainVectors(space);
    const labels = examples.map(({ label }) => space.classes.indexOf(label));
    /** For each feature the examples that show it, and how much. */
    const shown: { examples: number[]; amounts: number[] }[] = space.features.map(() => ({
      examples: [],
      amounts: [],
    }));
    let kept = 0;
    examples.forEach(({ features }, example) => {
      const { index, value } = vectors(features);
      kept += index.length;
      index.forEach((feature, at) => {
        shown[feature]?.examples.push(example);
        shown[feature]?.amounts.push(value[at] as number);
      });
    });
    return {
      bytes: kept * 8 + space.idf.byteLength,
      score(features) {
        const likeness = new Float32Array(examples.length);
        const { index, value } = vectors(features);
        for (let at = 0; at < index.length; at++) {
          const own = value[at] as number;
          const { examples: holders, amounts } = shown[index[at] as number] as (typeof shown)[number];
          for (let place = 0; place < holders.length; place++) {
            const example = holders[place] as number;
            likeness[example] = (likeness[example] as number) + own * (amounts[place] as number);
          }
        }
        const votes = new Float32Array(space.classes.length);
        const border = likeness.toSorted().at(-NEIGHBOURS) ?? 0;
        likeness.forEach((cosine, example) => {
          const label = labels[example] as number;
          if (cosine >= border) votes[label] = (votes[label] as number) + cosine * cosine;
        });
        return votes;
      },
    };
  },
};
