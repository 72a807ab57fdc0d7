/** How all processes of a run come to the same clock: it runs `speed` times as fast as that of the machine. */
export interface ClockSettings {
  /** Where the clock starts, in milliseconds. */
  readonly epoch: number;
  /** When it started, by the clock of the machine. */
  readonly started: number;
  readonly speed: number;
}

/** Makes the clock, in milliseconds. The processes are on one machine, so they agree. */
export const createFastClock =
  ({ epoch, started, speed }: ClockSettings): (() => number) =>
  () =>
    epoch + (Date.now() - started) * speed;

export const MINUTE = 60_000;
