import {
  createExplainer,
  createRanker,
  type Example,
  type Scored,
  train,
} from '../../../src/policy/classifier.ts';

/** A toy problem: what fruit and what tools are called. */
const EXAMPLES: readonly Example[] = [
  ...['apple pear', 'pear plum', 'plum apple', 'apple plum fresh', 'pear fresh'].map((text) =>
    toExample('fruit', text),
  ),
  ...['hammer saw', 'saw drill', 'drill hammer', 'hammer drill new', 'saw new'].map((text) =>
    toExample('tool', text),
  ),
  ...['monday tuesday', 'tuesday friday', 'friday monday', 'monday friday next'].map((text) =>
    toExample('day', text),
  ),
];
const TRAINING = { epochs: 20, rate: 0.5, decay: 1e-6, support: 2 };

const classifier = train(EXAMPLES, TRAINING);
const rank = createRanker(classifier);
const explain = createExplainer(classifier);

describe('A trained classifier', () => {
  it('finds the class of every example', () => {
    for (const { label, features } of EXAMPLES) expect(rank(features)[0]?.label).toBe(label);
  });

  it('finds the class of a row of words that it never saw together', () => {
    expect(rank(toFeatures('pear apple plum'))[0]).toMatchObject({ label: 'fruit' });
  });

  it('ranks all classes, likeliest first, with scores that add up to 1', () => {
    const ranked = rank(toFeatures('hammer pear saw'));
    const scores = ranked.map(({ score }) => score);
    expect(ranked.map(({ label }) => label).sort()).toEqual(['day', 'fruit', 'tool']);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(sum(ranked)).toBeCloseTo(1, 5);
  });

  it('has the same weights after training on the same examples', () => {
    const again = train(EXAMPLES, TRAINING);
    expect(Array.from(again.weights)).toEqual(Array.from(classifier.weights));
    expect(Array.from(again.bias)).toEqual(Array.from(classifier.bias));
  });

  it('leaves out features that too few examples support', () => {
    expect(classifier.features).toContain('w:fresh');
    expect(classifier.features).not.toContain('w:next');
  });

  it('takes words that it does not know for nothing', () => {
    expect(rank(toFeatures('unheard of'))).toEqual(rank([]));
    expect(rank(toFeatures('apple constructor __proto__'))).toEqual(rank(toFeatures('apple')));
  });

  it('is not moved by the order of the words', () => {
    const [one, other] = ['apple hammer saw', 'saw hammer apple'].map((text) => rank(toFeatures(text)));
    expect(one?.map(({ label }) => label)).toEqual(other?.map(({ label }) => label));
    expect(one?.[0]?.score).toBeCloseTo(other?.[0]?.score ?? 0, 5);
  });

  it('explains a class by features whose sum is its logit against the average one', () => {
    const features = toFeatures('pear saw monday');
    const ranked = rank(features);
    for (const label of classifier.classes) {
      const column = classifier.classes.indexOf(label);
      const logit = against(
        ranked.map((one) => Math.log(one.score)),
        Math.log(scoreOf(ranked, label)),
      );
      const bias = against(Array.from(classifier.bias), classifier.bias[column] ?? Number.NaN);
      expect(sum(explain(features, label))).toBeCloseTo(logit - bias, 3);
    }
  });

  it('explains with the most telling feature first', () => {
    expect(explain(toFeatures('pear saw'), 'fruit').map(({ label }) => label)).toEqual(['w:pear', 'w:saw']);
    expect(explain(toFeatures('pear saw'), 'tool').map(({ label }) => label)).toEqual(['w:saw', 'w:pear']);
  });

  it('has nothing to explain about unknown words', () => {
    expect(explain(toFeatures('unheard'), 'fruit')).toEqual([]);
  });
});

function toExample(label: string, text: string): Example {
  return { label, features: toFeatures(text) };
}

function toFeatures(text: string): string[] {
  return text.split(' ').map((word) => `w:${word}`);
}

const sum = (scored: readonly Scored[]) => scored.reduce((total, { score }) => total + score, 0);

const scoreOf = (scored: readonly Scored[], label: string) =>
  scored.find((one) => one.label === label)?.score ?? Number.NaN;

const against = (all: readonly number[], one: number) =>
  one - all.reduce((total, value) => total + value, 0) / all.length;
