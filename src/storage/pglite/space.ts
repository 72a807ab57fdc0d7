import { statfs } from 'node:fs/promises';

/** How much room the disk of the data folder has. `low`: somebody must look; `none`: nothing is written any more. */
export type Space = 'enough' | 'low' | 'none';

export interface SpaceSettings {
  /** Gives the free bytes of the disk that a folder is on. */
  readonly readFree?: ((folder: string) => Promise<number>) | undefined;
  /** Told at the first look and whenever it has become another. */
  readonly changed?: ((space: Space, freeMegabytes: number) => void) | undefined;
}

export type WatchSpace = () => Promise<Space>;

const MEGABYTE = 1024 * 1024;

/** Below this the keeper is warned, in megabytes: a school writes less than that in a month. */
const LOW = 500;

/**
 * Below this nothing is written, in megabytes. The log of the database grows by files of 16: room for the one under way,
 * the next one, and what closing writes. Less than two of them, and PGlite can hang.
 */
const NONE = 64;

/** How long a look at the disk counts, in milliseconds. In that time a school writes some kilobytes. */
const FRESH = 1_000;

/** Makes what tells how much room there is, and looks at the disk for that once a second at most. */
export function createSpaceWatch(folder: string, settings: SpaceSettings): WatchSpace {
  const { readFree = readFreeOf, changed } = settings;
  let space: Space | undefined;
  let looked = Number.NEGATIVE_INFINITY;
  return async () => {
    if (space !== undefined && performance.now() - looked < FRESH) return space;
    looked = performance.now();
    const free = Math.floor((await readFree(folder)) / MEGABYTE);
    const found = levelOf(free);
    if (found !== (space ?? 'enough')) changed?.(found, free);
    space = found;
    return found;
  };
}

function levelOf(free: number): Space {
  if (free < NONE) return 'none';
  return free < LOW ? 'low' : 'enough';
}

async function readFreeOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
