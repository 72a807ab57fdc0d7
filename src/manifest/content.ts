import { listCommands, MANIFEST, type Manifest, type Report } from './model.ts';
import { HOST } from './values.ts';

/** Checks what Teams refuses, or takes badly, though Microsoft's schema lets it pass. */
export function checkContent(manifest: Manifest, report: Report): void {
  checkVersion(manifest, report);
  checkDomains(manifest, report);
  checkCommands(manifest, report);
  checkLanguages(manifest, report);
}

function checkVersion({ version }: Manifest, report: Report) {
  if (!/^[1-9]\d*\.\d+\.\d+$/.test(version)) {
    report(MANIFEST, 'version must be three numbers with dots between, the first at least 1, such as 1.0.0');
  }
}

function checkDomains({ validDomains, developer }: Manifest, report: Report) {
  for (const domain of validDomains) {
    if (!HOST.test(domain.replace(/^\*\./, ''))) {
      report(MANIFEST, `validDomains: ${domain} must be a host name alone, without https://, port or path`);
    }
  }
  for (const [key, url] of Object.entries(developer)) {
    if (typeof url === 'string' && /^http:/i.test(url)) {
      report(MANIFEST, `developer.${key} must start with https://`);
    }
  }
}

function checkCommands(manifest: Manifest, report: Report) {
  const seen = new Set<string>();
  for (const { at, command } of listCommands(manifest)) {
    if (!command.title.trim()) report(MANIFEST, `${at} has no title: add what the user sends`);
    if (!command.description.trim()) report(MANIFEST, `${at} has no description: add one`);
    if (command.type === 'prompt' && !command.prompt.trim()) {
      report(MANIFEST, `${at} is a prompt without text: add prompt`);
    }
    const place = `${at.slice(0, at.lastIndexOf('.'))} ${command.title}`;
    if (seen.has(place)) report(MANIFEST, `${at} has a title that its list already has: choose another`);
    seen.add(place);
  }
}

function checkLanguages({ localizationInfo }: Manifest, report: Report) {
  if (!localizationInfo.defaultLanguageFile) {
    report(MANIFEST, 'localizationInfo.defaultLanguageFile is missing: name nl.json');
  }
  if (localizationInfo.additionalLanguages.length === 0) {
    report(MANIFEST, 'localizationInfo.additionalLanguages is empty: name en.json');
  }
}
