import type { Lane, OutboxItem } from './store.ts';

/** How long and how often it is tried to send something. */

/**
 * In seconds: the longest wait that comes of failing, and the longest that the service may ask for. The people of a report
 * of the third level have ten minutes each to react, so its messages do not wait longer.
 */
const LONGEST = {
  urgent: { backoff: 60, asked: 600 },
  normal: { backoff: 300, asked: 3600 },
} as const satisfies Record<Lane, object>;

/** The first wait after a failure, in seconds; then it doubles. */
const FIRST = 2;

/**
 * What could not be sent for so long since the first attempt is given up, in milliseconds (24 hours), but not before so
 * many attempts. A process that stood still, or whose clock was put forward, has tried only once.
 */
const GIVE_UP = { after: 24 * 60 * 60 * 1000, tries: 10 };

/** After so many faults of our own, half a minute together, a message is set aside. */
const FAULTS = 5;

/** Nothing waits longer than this for its next attempt, in milliseconds; more is a clock that was put back. */
export const longestWait = (lane: Lane): number => LONGEST[lane].asked * 1000;

/**
 * How long to wait after a failed attempt, in milliseconds.
 * @param asked what the service asked for, in seconds. @param random from 0 up to 1: by chance half as long at the least,
 * so that not all try again at once
 */
export function waitAfter(
  { lane, tries }: Pick<OutboxItem, 'lane' | 'tries'>,
  random: number,
  asked = 0,
): number {
  const own = Math.min(LONGEST[lane].backoff, FIRST * 2 ** (tries - 1)) * (0.5 + random / 2);
  const theirs = Number.isNaN(asked) ? 0 : Math.min(LONGEST[lane].asked, asked);
  return Math.max(own, theirs) * 1000;
}

export const isGivenUp = ({ firstTriedAt, tries }: OutboxItem, now: Date): boolean =>
  tries >= GIVE_UP.tries && now.getTime() - firstTriedAt.getTime() > GIVE_UP.after;

export const isSetAside = ({ tries }: OutboxItem): boolean => tries >= FAULTS;
