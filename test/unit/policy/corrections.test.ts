import { cosine, createCorrector } from '../../../src/policy/corrections.ts';
import { type Encoder, openEncoder } from '../../../src/policy/encoder/encoder.ts';
import type { Audience, Correction } from '../../../src/policy/model.ts';
import { createUnderstanding, scoreOf, type Understood } from '../../../src/policy/understanding.ts';
import { TINY } from '../../support/encoder/folders.ts';

/** By the tiny model `een foto`, said by staff, is 0.77 like it, and `mag dat` 0.46. */
const ASKED = 'mag ik een foto';

let encoder: Encoder;
let read: Understood;
beforeAll(async () => {
  encoder = await openEncoder(TINY);
  read = await createUnderstanding(encoder, (id) => id !== 'none')(ASKED, 'student');
});

const to = (topic: string, text: string, ...audience: Audience[]): Correction => ({
  topic,
  text,
  audience: audience.length > 0 ? audience : ['student'],
});

const correct = (...corrections: Correction[]) =>
  createCorrector(encoder, () => false)(read, 'student', corrections);

const sumOf = ({ topics, unlike }: Understood) => topics.reduce((sum, { score }) => sum + score, unlike);

describe('A correction', () => {
  it('makes a question that says the same mean its topic, which the model need not know', async () => {
    const { topics, unlike } = await correct(to('selfie', ASKED));
    expect(topics[0]).toEqual({ label: 'selfie', score: expect.closeTo(1, 5) });
    expect(topics).toHaveLength(read.topics.length + 1);
    expect(unlike).toBeCloseTo(0, 6);
  });

  it('weighs less for a question that is only near, of which the rest stays as it was read', async () => {
    const corrected = await correct(to('selfie', 'een foto', 'staff', 'student'));
    const weight = scoreOf(corrected.topics, 'selfie');
    expect(weight).toBeGreaterThan(0.4);
    expect(weight).toBeLessThan(0.8);
    for (const { label, score } of read.topics)
      expect(scoreOf(corrected.topics, label)).toBeCloseTo(score * (1 - weight), 6);
    expect(sumOf(corrected)).toBeCloseTo(sumOf(read), 6);
  });

  it('to a topic that was likely already makes it likelier', async () => {
    const corrected = await correct(to('phone', 'een foto', 'staff', 'student'));
    expect(scoreOf(corrected.topics, 'phone')).toBeGreaterThan(scoreOf(read.topics, 'phone'));
    expect(corrected.topics).toHaveLength(read.topics.length);
    expect(sumOf(corrected)).toBeCloseTo(sumOf(read), 6);
  });

  it('makes no trouble less likely', async () => {
    const careful = createCorrector(encoder, (topic) => topic === 'phone');
    const corrected = await careful(read, 'student', [to('selfie', ASKED)]);
    expect(scoreOf(corrected.topics, 'phone')).toBe(scoreOf(read.topics, 'phone'));
  });

  it('means that the rules on the topic answer the question', async () => {
    const fits = [
      { label: 'other', score: 0.9 },
      { label: 'hit', score: 0.1 },
    ];
    const corrected = await createCorrector(encoder, () => false)({ ...read, fits }, 'student', [
      to('selfie', ASKED),
    ]);
    expect(scoreOf(corrected.fits, 'hit')).toBeCloseTo(1, 5);
    expect(scoreOf(corrected.fits, 'other')).toBeCloseTo(0, 5);
  });

  it('says nothing of a question that is far from it, or of another audience', async () => {
    expect(await correct(to('selfie', 'mag dat'))).toBe(read);
    expect(await correct(to('selfie', ASKED, 'staff'))).toBe(read);
    expect(await correct()).toBe(read);
  });

  it('yields to one that is nearer, whichever comes first', async () => {
    const far = to('selfie', 'een foto', 'staff', 'student');
    const near = to('picture', ASKED);
    for (const both of [
      [far, near],
      [near, far],
    ])
      expect((await correct(...both)).topics[0]).toMatchObject({ label: 'picture' });
  });

  it('is read again after it could not be read', async () => {
    let fails = true;
    const failing: Encoder = {
      ...encoder,
      read: (text, audience) =>
        fails ? Promise.reject(new Error('no model')) : encoder.read(text, audience),
    };
    const correctOnce = createCorrector(failing, () => false);
    const one = to('selfie', ASKED);
    await expect(correctOnce(read, 'student', [one])).rejects.toThrow('no model');
    fails = false;
    expect((await correctOnce(read, 'student', [one])).topics[0]).toMatchObject({ label: 'selfie' });
  });
});

describe('The cosine', () => {
  it.each([
    [1, [1, 2], [2, 4]],
    [-1, [1, 0], [-3, 0]],
    [0, [1, 0], [0, 5]],
    [0.6, [1, 0], [3, 4]],
    [0, [0, 0], [1, 1]],
  ])('is %d between %j and %j', (expected, one, other) => {
    expect(cosine(Float32Array.from(one), Float32Array.from(other))).toBeCloseTo(expected, 6);
  });
});
