import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '../../src/storage/stores.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * A folder of its own with a database that is up to date and empty. Making one takes seconds, and tests make hundreds:
 * the first one is kept under a digest of what it rests on, and copied.
 */
export async function createReadyFolder(): Promise<string> {
  if (!existsSync(FIRST)) await makeFirst(FIRST);
  const folder = mkdtempSync(join(tmpdir(), 'magdat-'));
  cpSync(FIRST, folder, { recursive: true });
  return folder;
}

const FIRST = join(tmpdir(), `magdat-ready-${digest().slice(0, 16)}`);

/** Of everything that decides what is in a new database. */
function digest(): string {
  const hash = createHash('sha256');
  for (const path of ['package-lock.json', ...listFiles('src/storage')]) {
    hash.update(readFileSync(join(ROOT, path)));
  }
  return hash.digest('hex');
}

function listFiles(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length + 1))
    .sort();
}

/** Made beside and moved into place; where another test was quicker, its own is used. */
async function makeFirst(first: string): Promise<void> {
  const beside = mkdtempSync(`${first}-`);
  const stores = await openStores(
    { kind: 'pglite', folder: beside },
    { now: () => new Date(), keptDays: () => 400, reportFailure: () => undefined },
  );
  await stores.close();
  try {
    renameSync(beside, first);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(first)) throw error;
  }
}
