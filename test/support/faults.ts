/** A case of many, with the name by which a fault of it is told. */
export type Named<T> = readonly [name: string, one: T];

/**
 * Checks each of many cases, and gives a line for each that fails; none when all is well. For loops over cards, keys or
 * articles, which are one test: a run tells every fault, and counts one.
 */
export function faultsAmong<T>(cases: readonly Named<T>[], check: (one: T) => void): string[] {
  if (cases.length === 0) throw new Error('nothing is checked');
  return cases.flatMap(([name, one]) => {
    try {
      check(one);
      return [];
    } catch (error) {
      return [tell(name, error)];
    }
  });
}

/** The same for checks that take time; one after the other. */
export async function findFaultsAmong<T>(
  cases: readonly Named<T>[],
  check: (one: T) => Promise<void>,
): Promise<string[]> {
  if (cases.length === 0) throw new Error('nothing is checked');
  const faults: string[] = [];
  for (const [name, one] of cases) {
    await check(one).catch((error: unknown) => faults.push(tell(name, error)));
  }
  return faults;
}

const tell = (name: string, error: unknown): string =>
  `${name}: ${error instanceof Error ? error.message : String(error)}`;
