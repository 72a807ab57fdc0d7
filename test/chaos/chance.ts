import { createHash } from 'node:crypto';

/**
 * A number from 0 up to 1 that hangs on the words alone. So what somebody does with a case is the same in each run with
 * one seed, in whatever order things come.
 */
export function chance(...words: readonly (string | number)[]): number {
  const digest = createHash('sha256').update(words.join('\0')).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** One of several things, by the words alone. @throws {RangeError} when there are none. */
export function pick<T>(things: readonly T[], ...words: readonly (string | number)[]): T {
  const found = things[Math.floor(chance(...words) * things.length)];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
