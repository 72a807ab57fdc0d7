/** How long an answer holds, in milliseconds: one that found something, one that did not, one that failed. */
export interface Lifetimes {
  readonly hit: number;
  readonly miss: number;
  /** A short rest for a service that does not answer, so that not every question waits for it. */
  readonly failure: number;
}

/** Gives the answer kept under a key, or loads it. Equal questions at the same time share one load. */
export type Cache<T> = (key: string, load: () => Promise<T | undefined>) => Promise<T | undefined>;

interface Entry<T> {
  readonly answer: Promise<T | undefined>;
  /** Milliseconds of the clock. */
  until: number;
}

/** Keeps answers in memory for a time. With more than `most` of them the oldest goes. */
export function createCache<T>(now: () => Date, lifetimes: Lifetimes, most = 5000): Cache<T> {
  const entries = new Map<string, Entry<T>>();
  return (key, load) => {
    const kept = entries.get(key);
    if (kept && kept.until > now().getTime()) return kept.answer;
    entries.delete(key);
    const [oldest] = entries.keys();
    if (oldest !== undefined && entries.size >= most) entries.delete(oldest);

    const entry: Entry<T> = { answer: load(), until: Number.POSITIVE_INFINITY };
    entries.set(key, entry);
    const keep = (lifetime: number) => {
      entry.until = now().getTime() + lifetime;
    };
    entry.answer.then(
      (answer) => keep(answer === undefined ? lifetimes.miss : lifetimes.hit),
      () => keep(lifetimes.failure),
    );
    return entry.answer;
  };
}
