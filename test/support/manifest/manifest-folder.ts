import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';

export const VALUES = {
  appId: 'aaaaaaaa-0000-4000-8000-000000000001',
  botId: 'bbbbbbbb-0000-4000-8000-000000000002',
  domain: 'magdat.example.nl',
};

// biome-ignore lint/suspicious/noExplicitAny: faults of every shape are planted in it
type Json = any;

/** A copy of the manifest folder to plant faults in. */
export interface ManifestFolder {
  readonly path: string;
  edit(file: string, change: (json: Json) => void): void;
  write(file: string, content: string | Uint8Array): void;
  remove(file: string): void;
  /** Removes the copy from the disk. */
  discard(): void;
}

export function createManifestFolder(): ManifestFolder {
  const root = mkdtempSync(join(tmpdir(), 'magdat-manifest-'));
  const path = join(root, 'manifest');
  cpSync('manifest', path, { recursive: true });
  const write: ManifestFolder['write'] = (file, content) => writeFileSync(join(path, file), content);
  return {
    path,
    write,
    edit(file, change) {
      const json: Json = JSON.parse(readFileSync(join(path, file), 'utf8'));
      change(json);
      write(file, JSON.stringify(json));
    },
    remove: (file) => rmSync(join(path, file)),
    discard: () => rmSync(root, { recursive: true }),
  };
}

type Rgba = readonly [number, number, number, number];

/** A square PNG of one colour, with a block of another in the middle. */
export function drawIcon(size: number, background: Rgba, drawing: Rgba): Uint8Array {
  const image = new PNG({ width: size, height: size });
  for (let place = 0; place < size * size; place++) {
    const inside = [place % size, Math.floor(place / size)].every(
      (at) => at > size / 3 && at < (2 * size) / 3,
    );
    image.data.set(inside ? drawing : background, 4 * place);
  }
  return PNG.sync.write(image);
}
