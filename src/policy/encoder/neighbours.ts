import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './manifest.ts';

/** A line that the model learnt from: of which writer, the how manieth from 0, and how alike it is, about 1 at most. */
export interface Neighbour {
  readonly writer: string;
  readonly place: number;
  readonly alike: number;
}

/** Finds the lines nearest to a vector, nearest first. */
export type FindNeighbours = (vector: Float32Array, most: number) => Neighbour[];

const FLOAT = 4;

/**
 * Reads `neighbours.bin`: the axes that tell lines apart (float32, one row an axis), then each line along them (int8). It is
 * megabytes, and only asked for to explain an answer.
 */
export function readNeighbours(folder: string, { neighbours }: Manifest, width: number): FindNeighbours {
  const { dimensions, scale, writers } = neighbours;
  const places = writers.flatMap(([writer, count]) =>
    Array.from({ length: count }, (_, place) => ({ writer, place })),
  );
  if (places.length === 0) return () => []; // the training kept none
  const bytes = new Uint8Array(readFileSync(join(folder, 'neighbours.bin'))).buffer;
  const axes = new Float32Array(bytes, 0, dimensions * width);
  const lines = new Int8Array(bytes, dimensions * width * FLOAT, places.length * dimensions);
  return (vector, most) => {
    const own = project(vector, axes, dimensions);
    return places
      .map((place, at) => ({ ...place, alike: alikeAt(own, lines, at * dimensions) / scale }))
      .sort((one, other) => other.alike - one.alike)
      .slice(0, most);
  };
}

/** A vector of length 1 along the axes. */
function project(vector: Float32Array, axes: Float32Array, dimensions: number): number[] {
  const length = Math.hypot(...vector) || 1;
  return Array.from(
    { length: dimensions },
    (_, axis) =>
      vector.reduce((sum, value, at) => sum + value * (axes[axis * vector.length + at] ?? 0), 0) / length,
  );
}

const alikeAt = (own: readonly number[], lines: Int8Array, start: number): number =>
  own.reduce((sum, value, at) => sum + value * (lines[start + at] ?? 0), 0);
