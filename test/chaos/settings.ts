import type { Crowd } from './crowd.ts';
import type { ClockSettings } from './fast-clock.ts';
import type { Fleet } from './fleet.ts';
import type { Mailbox } from './mailbox.ts';

/** What a run is asked for, and what its parts share. */

export interface ChaosSettings {
  readonly kills: number;
  readonly cases: number;
  readonly processes: number;
  readonly seed: string;
  /** How many times as fast as that of the machine the clock is; a timed run on a busy machine slows it down. */
  readonly speed: number;
  /** A server; without, PGlite in a new folder. */
  readonly databaseUrl: string | undefined;
  /**
   * Whether a step is also late that took longer than it may on this machine. That tells something only when nothing else
   * runs here; a step before its time, or one that a sweep passed over, is wrong on any machine.
   */
  readonly isTimed: boolean;
  /** Tells how it goes. */
  readonly say: (line: string) => void;
}

/** What there is before the first kill. */
export interface Scene {
  readonly crowd: Crowd;
  readonly mailbox: Mailbox;
  startFleet(processes: number, clock: ClockSettings): Promise<Fleet>;
}

/** From one sweep to the next, in milliseconds of the machine: two minutes of a clock that is 240 times as fast. */
export const INTERVAL = 500;

/**
 * How many sweeps may be under way in a process. In a school a step has a job of its own at its time, by the clock of the
 * database, and need not wait until a sweep has sent all messages; here only sweeps know the time, so there is one more.
 */
export const SWEEPS = 2;

/** To how many people a process sends at a time in all its lanes; `src/delivery/outbox.ts`. */
export const SENDERS = 180;

/** PGlite is WebAssembly: to compile it thoroughly is not worth it for a process that lives for seconds. */
export const FLAGS = ['--liftoff-only'];
