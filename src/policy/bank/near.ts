import { words } from '../normalise.ts';

/** Finds texts that are nearly the same: they share most of their runs of three letters. */
export interface Neighbours {
  /** The places, in the texts that were given, of those that are as near to this one as was asked, in order. */
  find(text: string): number[];
}

/** A text as it is compared: in lower case, without accents and signs; a text of signs alone stays as it is. */
export const plainOf = (text: string): string => words(text).join(' ') || text.trim();

/**
 * Prepares to find the neighbours of texts. `likeness` is how large a part of the runs of three letters of two texts both
 * have (Jaccard), above 0 and at most 1.
 *
 * Two such texts share one of their rarest runs: of `n` runs, one of the first `n - ceil(likeness × n) + 1`. Only those are
 * looked up (Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007).
 */
export function createNeighbours(texts: readonly string[], likeness: number): Neighbours {
  const runs = texts.map(runsOf);
  const rank = rankRuns(runs);
  const toRow = (found: ReadonlySet<string>): Int32Array =>
    Int32Array.from(found, (run) => rank.get(run) ?? -1).sort();
  const rows = runs.map(toRow);
  const rarest = ({ length }: Int32Array): number => length - Math.ceil(likeness * length - ROUNDING) + 1;

  const holders = new Map<number, number[]>();
  rows.forEach((row, place) => {
    for (const run of row.subarray(0, rarest(row))) {
      const known = holders.get(run);
      if (known) known.push(place);
      else holders.set(run, [place]);
    }
  });
  /** By place, the search in which it was last met. */
  const met = new Int32Array(rows.length);
  let search = 0;

  return {
    find(text) {
      search++;
      const row = toRow(runsOf(text));
      const found: number[] = [];
      for (const run of row.subarray(0, rarest(row))) {
        for (const place of holders.get(run) ?? []) {
          if (met[place] === search) continue;
          met[place] = search;
          if (areNear(row, rows[place] ?? row, likeness)) found.push(place);
        }
      }
      return found.sort((one, other) => one - other);
    },
  };
}

/** 0.7 × 10 is a little more than 7 to a computer. */
const ROUNDING = 1e-9;

function runsOf(text: string): Set<string> {
  const bounded = ` ${plainOf(text)} `;
  const found = new Set<string>();
  for (let start = 0; start + 3 <= bounded.length; start++) found.add(bounded.slice(start, start + 3));
  return found;
}

/** A number for each run, the rarest first. */
function rankRuns(all: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const runs of all) for (const run of runs) counts.set(run, (counts.get(run) ?? 0) + 1);
  const sorted = [...counts].sort((one, other) => one[1] - other[1]);
  return new Map(sorted.map(([run], index) => [run, index]));
}

/**
 * Both rows are sorted, the rarest run first, so that texts that are not alike show it at once. A run that no text has stands
 * in a row as -1: it counts, and nothing shares it.
 */
function areNear(one: Int32Array, other: Int32Array, likeness: number): boolean {
  const sum = one.length + other.length;
  const needed = Math.ceil((likeness / (1 + likeness)) * sum - ROUNDING);
  let i = 0;
  let j = 0;
  let shared = 0;
  while (shared < needed) {
    if (shared + Math.min(one.length - i, other.length - j) < needed) return false;
    const difference = (one[i] ?? 0) - (other[j] ?? 0);
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return true;
}
