import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifest } from '../../../../src/policy/encoder/manifest.ts';
import { readNeighbours } from '../../../../src/policy/encoder/neighbours.ts';
import { readJson, TINY } from '../../../support/encoder/folders.ts';

/** Vectors have 3 numbers here, of which the first two tell lines apart. */
const AXES = [1, 0, 0, 0, 1, 0];
const WRITERS: [writer: string, lines: number][] = [
  ['anna', 2],
  ['bert', 1],
];
/** Where the lines lie along the axes, times 100. */
const LINES = [100, 0, 60, 80, 0, -100];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'magdat-neighbours-'));
  const axes = Buffer.from(Float32Array.from(AXES).buffer);
  writeFileSync(join(folder, 'neighbours.bin'), Buffer.concat([axes, Buffer.from(LINES)]));
});
afterEach(() => rmSync(folder, { recursive: true }));

function find(vector: readonly number[], most: number, writers = WRITERS) {
  const neighbours = { dimensions: 2, scale: 100, writers };
  const about = manifest.parse({ ...readJson(TINY, 'manifest.json'), neighbours });
  return readNeighbours(folder, about, 3)(Float32Array.from(vector), most);
}

describe('The lines nearest to a vector', () => {
  it('come nearest first, with their writer, their place and how alike they are', () => {
    expect(find([0, 1, 0], 3)).toEqual([
      { writer: 'anna', place: 1, alike: expect.closeTo(0.8, 6) },
      { writer: 'anna', place: 0, alike: expect.closeTo(0, 6) },
      { writer: 'bert', place: 0, alike: expect.closeTo(-1, 6) },
    ]);
  });

  it('are as many as are asked for', () => {
    expect(find([1, 0, 0], 1)).toEqual([{ writer: 'anna', place: 0, alike: expect.closeTo(1, 6) }]);
  });

  it('are as near whatever the length of the vector, and farther for what no axis tells', () => {
    expect(find([5, 0, 0], 1)[0]?.alike).toBeCloseTo(1, 6);
    expect(find([3, 0, 4], 1)[0]?.alike).toBeCloseTo(0.6, 6);
    expect(find([0, 0, 0], 1)[0]?.alike).toBe(0);
  });

  it('are none where the file holds other lines than the manifest names', () => {
    expect(() => find([1, 0, 0], 1, [...WRITERS, ['carla', 1]])).toThrow(RangeError);
  });
});
