import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featuresOf, readLinear } from '../../../../src/policy/encoder/linear.ts';
import { manifest } from '../../../../src/policy/encoder/manifest.ts';
import type { Audience } from '../../../../src/policy/model.ts';
import { readJson, TINY } from '../../../support/encoder/folders.ts';

/** What `features` in `model/train/linear.py` makes of texts: the weights were learnt for these buckets. */
const IN_TRAINING: readonly [audience: Audience, text: string, buckets: readonly number[]][] = [
  ['student', '', [20479]],
  [
    'student',
    'Mag dat?',
    [
      15223, 20479, 20783, 24037, 24215, 28184, 29432, 37281, 40243, 41803, 44841, 48745, 51741, 56858, 60007,
      61509, 61933,
    ],
  ],
  [
    'parent',
    "can't post it",
    [
      851, 6520, 8113, 9134, 11490, 11518, 11743, 12799, 12988, 13544, 14866, 18787, 25751, 30560, 34352,
      37231, 42676, 43020, 49795, 51028, 51869, 52012, 53860, 55300, 61656, 64639, 65380, 65458,
    ],
  ],
  [
    'parent',
    'privéééé foto’s… 2B 😀 hé_hoi',
    [
      194, 2130, 2414, 9134, 9542, 10259, 10503, 11478, 11525, 11698, 13144, 14053, 14785, 16900, 17660,
      18367, 18570, 19657, 20456, 22340, 22558, 25089, 28502, 30614, 32178, 32221, 36883, 37867, 38104, 38655,
      39034, 41828, 43248, 45125, 45836, 45899, 46331, 46640, 46716, 47543, 49035, 51695, 52012, 53309, 53665,
      58700, 58947, 60701, 64536, 64840,
    ],
  ],
];

const bucketsOf = (text: string, audience: Audience, buckets = 65_536) =>
  [...featuresOf(text, audience, buckets)].sort((one, other) => one - other);

describe('The buckets of a text', () => {
  it.each(IN_TRAINING)('of a %s are those of the training: "%s"', (audience, text, buckets) => {
    expect(bucketsOf(text, audience)).toEqual(buckets);
  });

  it('differ by who asks, by one', () => {
    const [one, other] = [featuresOf('mag dat', 'student', 65_536), featuresOf('mag dat', 'staff', 65_536)];
    expect(one.symmetricDifference(other).size).toBe(2);
  });

  it('are below the number of buckets', () => {
    expect(bucketsOf('mag ik een leerling volgen op insta', 'staff', 7).at(-1)).toBeLessThan(7);
  });
});

describe('The linear model', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'magdat-linear-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('adds up the weights of the buckets, each as its column was scaled, whatever the length of the text', () => {
    const [buckets, columns, sharp] = [4, 2, 3];
    const weights = Int8Array.from([1, -1, 10, -10, 100, -100, 50, 127]);
    writeFileSync(
      join(folder, 'linear.bin'),
      Buffer.concat([Buffer.from(Float32Array.from([0.5, 2]).buffer), Buffer.from(weights)]),
    );
    const linear = { buckets, columns, sharp, heads: ['topic'], share: 0.5 };
    const weigh = readLinear(folder, manifest.parse({ ...readJson(TINY, 'manifest.json'), linear }));
    const found = bucketsOf('mag', 'staff', buckets);
    const sumOf = (column: number) =>
      found.reduce((sum, bucket) => sum + (weights[bucket * columns + column] ?? 0), 0);
    const scale = sharp / Math.sqrt(found.length);
    const [first, second] = weigh('mag', 'staff');
    expect(first).toBeCloseTo(sumOf(0) * 0.5 * scale, 3);
    expect(second).toBeCloseTo(sumOf(1) * 2 * scale, 3);
  });
});
