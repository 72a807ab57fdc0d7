import { isFault } from '../../../src/errors.ts';
import { buildAppPackage } from '../../../src/manifest/app-package.ts';
import { createManifestFolder, type ManifestFolder, VALUES } from '../../support/manifest/manifest-folder.ts';

/** What is planted, how, and how the one line starts that must come of it. */
export type Planted = readonly [what: string, plant: (folder: ManifestFolder) => void, line: string];

/** A command title that the localisation files must have. */
export const TITLE = 'bots[0].commandLists[1].commands[2].title';

/** Plants each fault in a copy of the manifest folder and expects its line. */
export function expectFaults(planted: readonly Planted[]): void {
  it.each(planted)('reports %s', async (_what, plant, line) => {
    const lines = await findFaults(plant);
    expect(lines.filter((found) => found.startsWith(line))).toHaveLength(1);
  });
}

/** The lines of the fault that building gives after planting; none when it succeeds. */
export async function findFaults(plant: (folder: ManifestFolder) => void): Promise<string[]> {
  const folder = createManifestFolder();
  try {
    plant(folder);
    await buildAppPackage(folder.path, VALUES);
    return [];
  } catch (error) {
    if (!isFault(error) || error.code !== 'manifest-invalid') throw error;
    return error.message.split('\n');
  } finally {
    folder.discard();
  }
}

/** As the manifest writes one. */
export const placeholder = (name: string): string => ['$', '{{', name, '}}'].join('');
