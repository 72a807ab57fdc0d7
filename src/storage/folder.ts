import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, isFault } from '../errors.ts';
import { lockFolder } from './folder-lock.ts';
import { openPglite, type Pglite } from './pglite/pglite.ts';
import { createSpaceWatch, type SpaceSettings, type WatchSpace } from './pglite/space.ts';

export interface FolderSettings {
  readonly deadline: number;
  readonly failed?: ((fault: Fault) => void) | undefined;
  readonly space?: SpaceSettings | undefined;
}

export interface OpenFolder {
  readonly pglite: Pglite;
  readonly watchSpace: WatchSpace;
  unlock(): Promise<void>;
}

/** Takes a data folder for this process and opens the database in it; both are made when they are not there yet. */
export async function openFolder(folder: string, settings: FolderSettings): Promise<OpenFolder> {
  const { deadline, failed = () => undefined, space = {} } = settings;
  const unlock = await takeFolder(folder);
  try {
    const watchSpace = createSpaceWatch(folder, space);
    if ((await watchSpace()) === 'none') throw new Fault('disk-full', noRoom(folder));
    const pglite = await openPglite(join(folder, 'postgres'), { deadline, watchSpace, failed });
    return { pglite, watchSpace, unlock };
  } catch (error) {
    await unlock();
    throw isFault(error) ? error : new Fault('database-broken', broken(folder), { cause: error });
  }
}

async function takeFolder(folder: string): Promise<() => Promise<void>> {
  try {
    mkdirSync(folder, { recursive: true });
    return await lockFolder(folder);
  } catch (error) {
    if (isFault(error)) throw error;
    throw new Fault('data-folder-unusable', unusable(folder, error), { cause: error });
  }
}

const unusable = (folder: string, error: unknown): string =>
  `The data folder ${folder} cannot be used (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Let the user that runs the bot write there, or set MAGDAT_DATA to another folder.`;

const broken = (folder: string): string =>
  `The database in the data folder ${folder} cannot be opened: the bot may not write in it, its files are damaged, or another version made them. Let the user that runs the bot write in all of it, put back a copy, or move the folder away to begin anew.`;

const noRoom = (folder: string): string =>
  `The disk of the data folder ${folder} is full. Free at least 500 MB, and start the bot again. Nothing that was kept is lost.`;
