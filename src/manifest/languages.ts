import { parseJson } from './folder.ts';
import { isRecord, listCommands, type Manifest, type Report } from './model.ts';
import { findPlaceholders } from './placeholders.ts';
import { checkLocalizationSchema } from './schemas.ts';

/** Keys of a localisation file that are no texts of the manifest. */
const OWN_KEYS = ['$schema', 'localizationKeys'];

const COMMAND_TEXTS = ['title', 'description', 'prompt'] as const;

/** The localisation files that the manifest names, that of its own language first. */
export const languageFiles = ({ localizationInfo }: Manifest): string[] => [
  ...(localizationInfo.defaultLanguageFile ? [localizationInfo.defaultLanguageFile] : []),
  ...localizationInfo.additionalLanguages.map(({ file }) => file),
];

/**
 * Checks one localisation file: its shape, that every text of the manifest is in it, that each key points at a text of
 * the manifest, and that the file of the manifest's own language says the same as the manifest.
 */
export async function checkLanguage(
  file: string,
  text: string,
  manifest: Manifest,
  report: Report,
): Promise<void> {
  for (const left of findPlaceholders(text)) {
    report(file, `placeholder ${left} is not filled here: write the text itself`);
  }
  const texts = parseJson(file, text, report);
  if (texts === undefined) return;
  if (!isRecord(texts)) {
    report(file, 'must be a JSON object of keys and texts');
    return;
  }
  const unknown = await checkLocalizationSchema(file, texts, report);
  for (const key of unknown) report(file, `${key} is no key that Teams knows: check spelling and capitals`);
  checkComplete(file, texts, manifest, report);
  const known = Object.entries(texts).filter(([key]) => !unknown.has(key) && !OWN_KEYS.includes(key));
  checkPointers(file, known, manifest, report);
}

function checkComplete(file: string, texts: Record<string, unknown>, manifest: Manifest, report: Report) {
  for (const key of requiredKeys(manifest)) {
    const text = texts[key];
    if (typeof text !== 'string' || !text.trim()) report(file, `${key} is missing: add it in this language`);
  }
}

const requiredKeys = (manifest: Manifest): string[] => [
  'name.short',
  ...(manifest.name.full ? ['name.full'] : []),
  'description.short',
  'description.full',
  ...manifest.staticTabs.flatMap(({ name }, index) => (name ? [`staticTabs[${index}].name`] : [])),
  ...listCommands(manifest).flatMap(({ at, command }) =>
    COMMAND_TEXTS.filter((part) => command[part]).map((part) => `${at}.${part}`),
  ),
];

function checkPointers(file: string, texts: [string, unknown][], manifest: Manifest, report: Report) {
  const isDefault = file === manifest.localizationInfo.defaultLanguageFile;
  for (const [key, text] of texts) {
    const target = follow(manifest.json, key);
    if (typeof target !== 'string') {
      report(file, `${key} points at nothing in manifest.json: correct or remove it`);
    } else if (isDefault && target !== text) {
      report(file, `${key} differs from manifest.json, which is in the same language: make them equal`);
    }
  }
}

/** Follows a key such as `bots[0].commandLists[1].commands[2].title`. */
function follow(json: unknown, key: string): unknown {
  let value = json;
  for (const step of key.split(/[.[\]]+/).filter(Boolean)) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}
