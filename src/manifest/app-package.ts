import { zipSync } from 'fflate';
import { Fault } from '../errors.ts';
import { checkContent } from './content.ts';
import { createReadFile, parseJson, type ReadFile } from './folder.ts';
import { checkIcon } from './icons.ts';
import { checkLanguage, languageFiles } from './languages.ts';
import { MANIFEST, type Manifest, type Report, readManifest } from './model.ts';
import { fillPlaceholders, findPlaceholders } from './placeholders.ts';
import { checkManifestSchema } from './schemas.ts';
import type { AppValues } from './values.ts';

/** The time stamp of every file, so that the same input gives the same bytes. Local, as the zip format has it. */
const STAMP = new Date(2026, 0, 1);

type Files = Map<string, Uint8Array>;

/**
 * Builds the zip that an administrator uploads to Teams, from the manifest folder and the values of a deployment.
 * Nothing is fetched.
 * @throws {Fault} `manifest-invalid`, one `file: what to do` a line, for everything that is wrong.
 */
export async function buildAppPackage(folder: string, values: AppValues): Promise<Uint8Array> {
  const lines: string[] = [];
  const report: Report = (file, remedy) => {
    lines.push(`${file}: ${remedy}`);
  };
  const files = await readFiles(createReadFile(folder, report), values, report);
  if (lines.length > 0) throw new Fault('manifest-invalid', [...new Set(lines)].join('\n'));
  return zipSync(Object.fromEntries(files), { mtime: STAMP, level: 9 });
}

async function readFiles(read: ReadFile, values: AppValues, report: Report): Promise<Files> {
  const files: Files = new Map();
  const bytes = read(MANIFEST);
  if (!bytes) return files;
  const text = fillPlaceholders(new TextDecoder().decode(bytes), values);
  for (const left of findPlaceholders(text)) {
    report(MANIFEST, `placeholder ${left} is unknown: use APP_ID, BOT_ID or APP_DOMAIN, or write the value`);
  }
  const json = parseJson(MANIFEST, text, report);
  if (json === undefined) return files;
  files.set(MANIFEST, new TextEncoder().encode(text));

  const manifest = readManifest(json);
  await checkManifestSchema(json, report);
  checkContent(manifest, report);
  addIcons(files, manifest, read, report);
  await addLanguages(files, manifest, read, report);
  return files;
}

function addIcons(files: Files, { icons }: Manifest, read: ReadFile, report: Report) {
  for (const kind of ['color', 'outline'] as const) {
    const file = icons[kind];
    const bytes = file && read(file);
    if (!bytes) continue;
    checkIcon(kind, file, bytes, report);
    files.set(file, bytes);
  }
}

async function addLanguages(files: Files, manifest: Manifest, read: ReadFile, report: Report) {
  for (const file of languageFiles(manifest)) {
    const bytes = read(file);
    if (!bytes) continue;
    await checkLanguage(file, new TextDecoder().decode(bytes), manifest, report);
    files.set(file, bytes);
  }
}
