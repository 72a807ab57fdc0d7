import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFault } from '../errors.ts';
import { buildAppPackage } from '../manifest/app-package.ts';
import { readAppValues } from '../manifest/values.ts';

/** `npm run manifest`: writes the Teams app package and prints its path. */
try {
  const zip = await buildAppPackage('manifest', readAppValues(process.env));
  const path = join('build', 'magdat-teams-app.zip');
  mkdirSync('build', { recursive: true });
  writeFileSync(path, zip);
  console.log(path);
} catch (error) {
  if (!isFault(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
