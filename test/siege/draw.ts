import { chance } from '../chaos/chance.ts';

/** Draws for one request: the same seed and number give the same draws, in whatever order requests run. */
export interface Draw {
  /** From 0 up to `below`, whole. */
  number(below: number): number;
  /** One of several things. @throws {RangeError} when there are none. */
  of<T>(things: readonly T[]): T;
  /** True in this share of the draws, 0 to 1. */
  happens(share: number): boolean;
}

export function createDraw(seed: string, request: number): Draw {
  let drawn = 0;
  const next = (): number => {
    drawn += 1;
    return chance(seed, request, drawn);
  };
  return {
    number: (below) => Math.floor(next() * below),
    of(things) {
      const found = things[Math.floor(next() * things.length)];
      if (found === undefined) throw new RangeError('nothing to draw from');
      return found;
    },
    happens: (share) => next() < share,
  };
}
