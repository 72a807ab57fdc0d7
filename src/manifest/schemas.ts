import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import AjvDraft4 from 'ajv-draft-04';
import { isRecord, MANIFEST, type Report } from './model.ts';

const BASE = 'https://developer.microsoft.com/json-schemas/teams/v1.30';

/** The addresses that the files must name; at these the package brings the schemas along, so nothing is fetched. */
export const SCHEMAS = {
  manifest: `${BASE}/MicrosoftTeams.schema.json`,
  localization: `${BASE}/MicrosoftTeams.Localization.schema.json`,
};

/** Checks the manifest against Microsoft's own schema. */
export async function checkManifestSchema(json: unknown, report: Report): Promise<void> {
  if (!isRecord(json)) {
    report(MANIFEST, 'must be a JSON object');
    return;
  }
  checkAddress(MANIFEST, json, SCHEMAS.manifest, report);
  const schema = await AppManifestUtils.fetchSchema(SCHEMAS.manifest);
  // The cast: an unchecked file is no TeamsManifest yet; that is what is found out here.
  const faults = await AppManifestUtils.validateAgainstSchema(json as unknown as TeamsManifest, schema);
  for (const fault of faults) report(MANIFEST, fault.trim());
}

/**
 * Checks one localisation file against Microsoft's own schema. Keys that are missing, or that it does not know, are left
 * to `checkLanguage`, which can say more about them.
 * @returns the keys that the schema does not know.
 */
export async function checkLocalizationSchema(
  file: string,
  json: Record<string, unknown>,
  report: Report,
): Promise<ReadonlySet<string>> {
  checkAddress(file, json, SCHEMAS.localization, report);
  const schema = await AppManifestUtils.fetchSchema(SCHEMAS.localization);
  // One of its patterns is no valid expression in Unicode mode, which is why Microsoft's own function fails on it.
  const ajv = new AjvDraft4.default({
    allErrors: true,
    strict: false,
    unicodeRegExp: false,
    validateFormats: false,
  });
  const validate = ajv.compile(schema);
  validate(json);
  const unknown = new Set<string>();
  for (const { keyword, instancePath, message, params } of validate.errors ?? []) {
    if (keyword === 'required') continue;
    if (keyword === 'additionalProperties') unknown.add(params.additionalProperty);
    else report(file, `${instancePath.slice(1)} ${message}`);
  }
  return unknown;
}

function checkAddress(file: string, json: Record<string, unknown>, address: string, report: Report) {
  if (json.$schema !== address) report(file, `$schema must be ${address}`);
}
