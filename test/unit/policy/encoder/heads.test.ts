import { countLogits, scoreHeads } from '../../../../src/policy/encoder/heads.ts';

const TOPIC = { name: 'topic', labels: ['photo', 'phone', 'other'], temperature: 1 };
const TOLD = { name: 'flag:told', labels: ['told'], temperature: 1 };
const ACT = { name: 'act', labels: ['ask', 'tell'], temperature: 1 };

const ALONE = { heads: [], logits: new Float32Array(), share: 1 };

const score = (logits: readonly number[], ...heads: (typeof TOPIC)[]) =>
  scoreHeads(Float32Array.from(logits), heads, ALONE);

describe('The heads of a model', () => {
  it('have a logit a label', () => {
    expect(countLogits([TOPIC, TOLD, ACT])).toBe(6);
  });

  it('share one row of logits in their order', () => {
    const scores = score([0, 9, 0, 2, -9, 9], TOPIC, TOLD, ACT);
    expect([...scores.keys()]).toEqual(['topic', 'flag:told', 'act']);
    expect(scores.get('topic')?.[0]?.label).toBe('phone');
    expect(scores.get('flag:told')).toEqual([
      { label: 'told', score: expect.closeTo(1 / (1 + Math.exp(-2)), 6) },
    ]);
    expect(scores.get('act')?.map(({ label }) => label)).toEqual(['tell', 'ask']);
  });

  it('give probabilities that add up to 1, likeliest first', () => {
    const [first, second, third] = score([1, 3, 2], TOPIC).get('topic') ?? [];
    expect([first?.label, second?.label, third?.label]).toEqual(['phone', 'other', 'photo']);
    expect(first?.score).toBeCloseTo(Math.exp(3) / (Math.exp(1) + Math.exp(2) + Math.exp(3)), 6);
    expect((first?.score ?? 0) + (second?.score ?? 0) + (third?.score ?? 0)).toBeCloseTo(1, 9);
  });

  it('are less sure at a higher temperature', () => {
    const sure = score([1, 3, 2], TOPIC).get('topic')?.[0]?.score ?? 0;
    const unsure = score([1, 3, 2], { ...TOPIC, temperature: 2 }).get('topic')?.[0]?.score ?? 0;
    expect(unsure).toBeLessThan(sure);
    expect(score([4], { ...TOLD, temperature: 2 })).toEqual(score([2], TOLD));
  });

  it('stand logits that are far apart', () => {
    expect(score([1000, -1000, -1000, -1000], TOPIC, TOLD)).toEqual(
      new Map([
        [
          'topic',
          [
            { label: 'photo', score: 1 },
            { label: 'phone', score: 0 },
            { label: 'other', score: 0 },
          ],
        ],
        ['flag:told', [{ label: 'told', score: 0 }]],
      ]),
    );
  });
});

describe('The heads of two models', () => {
  const mixed = (share: number, heads: readonly string[] = ['topic', 'act'], logits = [9, 0, 0, 9, -9]) =>
    scoreHeads(Float32Array.from([0, 9, 0, 2, -9, 9]), [TOPIC, TOLD, ACT], {
      heads,
      logits: Float32Array.from(logits),
      share,
    });
  const bestOf = (scores: ReturnType<typeof mixed>, name: string) => scores.get(name)?.[0]?.label;

  it('say what the one with the larger share says', () => {
    expect(['topic', 'act'].map((name) => bestOf(mixed(0.6), name))).toEqual(['phone', 'tell']);
    expect(['topic', 'act'].map((name) => bestOf(mixed(0.4), name))).toEqual(['photo', 'ask']);
  });

  it('give probabilities that add up to 1, less sure where the two differ', () => {
    const [first, ...others] = mixed(0.5).get('topic') ?? [];
    expect(others.reduce((sum, { score }) => sum + score, first?.score ?? 0)).toBeCloseTo(1, 9);
    expect(first?.score).toBeLessThan(0.51);
    expect(mixed(1).get('topic')?.[0]?.score).toBeGreaterThan(0.99);
  });

  it('are those of one model alone where the other has none, and take no logits of another head', () => {
    const scores = mixed(0.4, ['act'], [9, -9]);
    expect(bestOf(scores, 'topic')).toBe('phone');
    expect(bestOf(scores, 'act')).toBe('ask');
    expect(scores.get('flag:told')).toEqual(mixed(1).get('flag:told'));
  });

  it('stand a model that is wholly sure', () => {
    const sure = { heads: ['act'], logits: Float32Array.from([1000, -1000]), share: 0.5 };
    const [first, second] = scoreHeads(Float32Array.from([-1000, 1000]), [ACT], sure).get('act') ?? [];
    expect([first?.score, second?.score]).toEqual([expect.closeTo(0.5, 6), expect.closeTo(0.5, 6)]);
  });
});
