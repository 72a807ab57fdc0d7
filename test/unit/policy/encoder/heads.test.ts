import { countLogits, scoreHeads } from '../../../../src/policy/encoder/heads.ts';

const TOPIC = { name: 'topic', labels: ['photo', 'phone', 'other'], temperature: 1 };
const TOLD = { name: 'flag:told', labels: ['told'], temperature: 1 };
const ACT = { name: 'act', labels: ['ask', 'tell'], temperature: 1 };

const score = (logits: readonly number[], ...heads: (typeof TOPIC)[]) =>
  scoreHeads(Float32Array.from(logits), heads);

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
