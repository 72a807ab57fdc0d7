/** A clock that moves only when a test says so. */
export interface TestClock {
  now(): Date;
  set(moment: string): void;
  pass(minutes: number): void;
}

/** @param start ISO 8601, with an offset. */
export function createClock(start: string): TestClock {
  let now = new Date(start);
  return {
    now: () => now,
    set: (moment) => {
      now = new Date(moment);
    },
    pass: (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}
