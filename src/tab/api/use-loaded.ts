import { useCallback, useEffect, useState } from 'react';

/** How far something is that was asked for. After a failure what came before is kept. */
export interface Loaded<T> {
  readonly data?: T;
  readonly failure?: Error;
  readonly isLoading: boolean;
  /** Asks again. */
  reload(): void;
  /** Puts something newer in its place, such as what an action gave back. */
  replace(data: T): void;
}

/** Loads once, and again when `load` becomes another: keep it with `useCallback`. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload' | 'replace'>>({ isLoading: true });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks again
  useEffect(() => {
    let isCurrent = true;
    setState(({ data }) => ({ isLoading: true, ...(data === undefined ? {} : { data }) }));
    load().then(
      (data) => isCurrent && setState({ data, isLoading: false }),
      (failure: Error) => isCurrent && setState(({ data }) => withFailure(data, failure)),
    );
    return () => {
      isCurrent = false;
    };
  }, [load, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const replace = useCallback((data: T) => setState({ data, isLoading: false }), []);
  return { ...state, reload, replace };
}

const withFailure = <T>(data: T | undefined, failure: Error) => ({
  failure,
  isLoading: false,
  ...(data === undefined ? {} : { data }),
});
