import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A model that is made for tests by `tiny.py`. */
export const TINY = join(import.meta.dirname, 'tiny');

/** The model of the product. */
export const MODEL = join(import.meta.dirname, '..', '..', '..', 'model');

/** A folder with the tiny model, to break. */
export function copyTiny(): { readonly folder: string; discard(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'magdat-model-'));
  cpSync(TINY, folder, { recursive: true });
  return { folder, discard: () => rmSync(folder, { recursive: true, force: true }) };
}

export const readJson = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));
