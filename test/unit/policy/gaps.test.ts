import { findGaps, type Unanswered } from '../../../src/policy/gaps.ts';

const asked = (question: string, overrides: Partial<Unanswered> = {}): Unanswered => ({
  policy: 'svok',
  audience: 'student',
  language: 'nl',
  topic: 'phone-on-trip',
  question,
  ...overrides,
});

const questionsIn = (...unanswered: Unanswered[]) =>
  findGaps(unanswered).map(({ questions }) => questions.map(({ question }) => question));

describe('Questions without a good answer', () => {
  it('are in one group when they are nearly the same, in the order in which they came', () => {
    const alike = [
      'mag mijn telefoon mee op kamp',
      'Mag mijn telefoon mee op kamp?!',
      'mag de telefoon mee op kamp',
    ];
    expect(questionsIn(...alike.map((question) => asked(question)))).toEqual([alike]);
  });

  it('are in groups of their own when they share few words', () => {
    expect(
      questionsIn(asked('mag mijn telefoon mee op kamp'), asked('mag een drone boven het schoolplein')),
    ).toHaveLength(2);
  });

  it('of two policies are never in one group', () => {
    const gaps = findGaps([asked('telefoon op kamp'), asked('telefoon op kamp', { policy: 'omo' })]);
    expect(gaps.map(({ policy, questions }) => [policy, questions.length])).toEqual([
      ['svok', 1],
      ['omo', 1],
    ]);
  });

  it('come with the largest group first', () => {
    const rare = asked('mag een drone boven het schoolplein');
    const often = asked('telefoon mee op kamp');
    expect(findGaps([rare, often, often, often]).map(({ questions }) => questions.length)).toEqual([3, 1]);
  });

  it('are about what most of them were taken for', () => {
    const [gap] = findGaps([
      asked('telefoon mee op kamp', { topic: 'outside-random' }),
      asked('telefoon mee op kamp'),
      asked('telefoon mee op kamp'),
    ]);
    expect(gap?.topic).toBe('phone-on-trip');
  });

  it('keep what was said of them', () => {
    const [gap] = findGaps([asked('telefoon mee op kamp', { note: 'Dit staat er wel' })]);
    expect(gap?.questions).toMatchObject([{ note: 'Dit staat er wel', audience: 'student' }]);
  });

  it('of which there are none make no group', () => {
    expect(findGaps([])).toEqual([]);
  });

  it('without any word stay apart, and do no harm', () => {
    expect(questionsIn(asked('👍'), asked('?'), asked('telefoon'))).toHaveLength(3);
  });
});
