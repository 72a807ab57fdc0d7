import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './model.ts';

/** Reads one file of the package; a miss is reported and gives nothing. */
export type ReadFile = (name: string) => Uint8Array | undefined;

/** Reads files that lie in `folder` itself, since the package has no folders. */
export function createReadFile(folder: string, report: Report): ReadFile {
  return (name) => {
    if (/[\\/]/.test(name)) {
      report(name, 'must lie at the root of the package: name it without a folder');
      return undefined;
    }
    try {
      return readFileSync(join(folder, name));
    } catch {
      report(name, `cannot be read: put it into ${folder} or name another file in manifest.json`);
      return undefined;
    }
  };
}

/** Parses a JSON file; what is no JSON is reported and gives nothing. */
export function parseJson(file: string, text: string, report: Report): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    report(
      file,
      `is not valid JSON: ${error instanceof Error ? error.message.replace(/\s+/g, ' ') : 'unreadable'}`,
    );
    return undefined;
  }
}
