import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../errors.ts';
import { checkCoverage, checkPolicy, checkSlots, checkTopics } from './check.ts';
import type { PolicySources, TopicsSource } from './content.ts';
import { readHelp } from './load-help.ts';
import type { Correction, Groups, Help, Library, Policy, Slot, Theme, Topic } from './model.ts';
import * as schema from './schema.ts';
import { listFolder, type Problem, type Report, readSource } from './source.ts';
import { readConsent, readRequests, readTrouble } from './trouble.ts';

/** What reading the policies folder gave: as much of the library as could be read, and everything wrong with it. */
export interface Reading {
  readonly library: Omit<Library, 'help'> & { readonly help: Help | undefined };
  readonly problems: readonly Problem[];
}

/** The folders of `policies/` that are no policy. */
const RESERVED = ['topics', 'utterances'];

/**
 * Reads and checks all policies in `folder`.
 * @throws {Fault} `content-invalid`, its message one `file:line: reason` a line.
 */
export function loadLibrary(folder: string): Library {
  const { library, problems } = readLibrary(folder);
  const { help } = library;
  if (problems.length > 0 || !help)
    throw new Fault('content-invalid', problems.map(describeProblem).join('\n'));
  return { ...library, help };
}

export const describeProblem = ({ file, line, message }: Problem): string => `${file}:${line}: ${message}`;

/** Reads all policies in `folder` and reports what is wrong instead of throwing. */
export function readLibrary(folder: string): Reading {
  const problems: Problem[] = [];
  const report: Report = (problem) => {
    problems.push(problem);
  };
  const { slots, slotGroups } = readSlots(folder, report);
  const sources = readTopics(folder, report);
  const topics = indexTopics(sources);
  checkTopics(sources, slots, report);
  const trouble = readTrouble(folder, topics, report);
  const requests = readRequests(folder, trouble, report);

  const policies = new Map<string, Policy>();
  const folders = policyFolders(folder, report);
  for (const name of folders) {
    const found = readPolicySources(folder, name, report);
    if (!found) continue;
    checkPolicy(found, name, { topics, slots }, report);
    const corrections = readCorrections(folder, name, topics, report);
    policies.set(found.policy.value.id, { ...toPolicy(found), corrections });
  }
  const ruled = new Set([...policies.values()].flatMap(({ rulings }) => rulings.map(({ topic }) => topic)));
  if (policies.size === folders.length) checkCoverage(sources, ruled, report);
  const themes: Theme[] = sources.map(({ value }) => ({ id: value.theme, title: value.title }));
  const help = readHelp(folder, report);
  const consent = readConsent(folder, report);
  return {
    library: { policies, topics, themes, slots, help, trouble, requests, consent, slotGroups },
    problems,
  };
}

const yamlFiles = (root: string, name: string, report: Report): string[] =>
  listFolder(root, join(root, name), report)
    .map((entry) => entry.name)
    .filter((file) => file.endsWith('.yaml'));

const policyFolders = (folder: string, report: Report): string[] =>
  listFolder(folder, folder, report)
    .filter((entry) => entry.isDirectory() && !RESERVED.includes(entry.name))
    .map((entry) => entry.name);

function readSlots(folder: string, report: Report): { slots: Map<string, Slot>; slotGroups: Groups } {
  const source = readSource(folder, join(folder, 'slots.yaml'), schema.slotsFile, report);
  if (source) checkSlots(source, report);
  const slots = new Map(source?.value.slots.map((slot) => [slot.id, slot]));
  return { slots, slotGroups: source?.value.groups ?? {} };
}

function readTopics(folder: string, report: Report): TopicsSource[] {
  return yamlFiles(folder, 'topics', report)
    .map((name) => readSource(folder, join(folder, 'topics', name), schema.topicsFile, report))
    .filter((source) => source !== undefined);
}

function indexTopics(sources: readonly TopicsSource[]): Map<string, Topic> {
  const all = sources.flatMap(({ value }) =>
    value.topics.map((topic): Topic => ({ ...topic, theme: value.theme })),
  );
  return new Map(all.map((topic) => [topic.id, topic]));
}

function readPolicySources(folder: string, name: string, report: Report): PolicySources | undefined {
  const policy = readSource(folder, join(folder, name, 'policy.yaml'), schema.policyFile, report);
  const articles = readSource(folder, join(folder, name, 'articles.yaml'), schema.articlesFile, report);
  const rulings = readSource(folder, join(folder, name, 'rulings.yaml'), schema.rulingsFile, report);
  return policy && articles && rulings ? { policy, articles, rulings } : undefined;
}

/** A policy need not have corrections; each names a topic that is there. */
function readCorrections(
  folder: string,
  name: string,
  topics: ReadonlyMap<string, Topic>,
  report: Report,
): readonly Correction[] {
  const file = join(folder, name, 'corrections.yaml');
  const source = existsSync(file) ? readSource(folder, file, schema.correctionsFile, report) : undefined;
  source?.value.corrections.forEach(({ topic }, index) => {
    if (!topics.has(topic)) report(source.at(['corrections', index, 'topic'], `unknown topic ${topic}`));
  });
  return source?.value.corrections ?? [];
}

const toPolicy = ({ policy, articles, rulings }: PolicySources): Omit<Policy, 'corrections'> => ({
  ...policy.value,
  articles: new Map(articles.value.articles.map((article) => [article.id, article])),
  rulings: rulings.value.rulings,
});
