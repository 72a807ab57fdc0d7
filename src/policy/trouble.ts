import { join } from 'node:path';
import type { Groups, Requests, Topic, Trouble } from './model.ts';
import { groupsIn } from './phrases.ts';
import { consentFile, requestsFile, troubleFile } from './schema.ts';
import { findFault } from './signs.ts';
import { type Path, type Report, readSource, type Source } from './source.ts';

const NONE: Trouble = { rules: {}, slips: [], groups: {}, alike: [], signals: [] };

/** Reads `trouble.yaml`; its problems go to `report`, and then nothing is seen. */
export function readTrouble(folder: string, topics: ReadonlyMap<string, Topic>, report: Report): Trouble {
  const source = readSource(folder, join(folder, 'trouble.yaml'), troubleFile, report);
  if (!source) return NONE;
  checkTrouble(source, report);
  checkRules(source, topics, report);
  return source.value;
}

/** Every phrase can occur, and what it names is there. */
function checkTrouble({ value, at }: Source<Trouble>, report: Report): void {
  const check = createPhraseCheck(value.groups, (path, fault) => report(at(path, fault)));
  for (const [group, entries] of Object.entries(value.groups)) check(entries, ['groups', group]);
  check(value.alike, ['alike']);
  checkSaid(value.signals, ['signals'], check);
  const ids = new Set(value.signals.map(({ id }) => id));
  if (ids.size < value.signals.length) report(at(['signals'], 'a signal exists twice'));
}

type Check = (phrases: readonly string[], path: Path) => void;

const createPhraseCheck =
  (groups: Trouble['groups'], report: (path: Path, fault: string) => void): Check =>
  (phrases, path) => {
    phrases.forEach((phrase, place) => {
      const fault = findPhraseFault(phrase, groups);
      if (fault) report([...path, place], fault);
    });
  };

function checkSaid(
  all: readonly { readonly says: readonly string[]; readonly unless: readonly string[] }[],
  path: Path,
  check: Check,
): void {
  all.forEach(({ says, unless }, index) => {
    check(says, [...path, index, 'says']);
    check(unless, [...path, index, 'unless']);
  });
}

/** Reads `requests.yaml`, whose phrases can name the groups of `trouble.yaml` too. */
export function readRequests(folder: string, { groups }: Trouble, report: Report): Requests {
  const source = readSource(folder, join(folder, 'requests.yaml'), requestsFile, report);
  if (!source) return { groups: {}, said: [] };
  const all = { ...groups, ...source.value.groups };
  const check = createPhraseCheck(all, (path, fault) => report(source.at(path, fault)));
  for (const [group, entries] of Object.entries(source.value.groups)) check(entries, ['groups', group]);
  checkSaid(source.value.requests, ['requests'], check);
  return { groups: all, said: source.value.requests };
}

/** Reads `consent.yaml`. */
export function readConsent(folder: string, report: Report): Groups {
  const source = readSource(folder, join(folder, 'consent.yaml'), consentFile, report);
  const groups = source?.value.groups ?? {};
  const check = createPhraseCheck(groups, (path, fault) => {
    if (source) report(source.at(path, fault));
  });
  for (const [group, entries] of Object.entries(groups)) check(entries, ['groups', group]);
  return groups;
}

/** What may stand below first aid is an act on which policies rule. */
function checkRules(
  { value, at }: Source<Trouble>,
  topics: ReadonlyMap<string, Topic>,
  report: Report,
): void {
  for (const [help, ids] of Object.entries(value.rules)) {
    ids.forEach((id, place) => {
      if (topics.get(id)?.intent !== 'answer') report(at(['rules', help, place], `unknown topic ${id}`));
    });
  }
}

function findPhraseFault(phrase: string, groups: Trouble['groups']): string | undefined {
  const unknown = groupsIn(phrase).find((name) => !Object.hasOwn(groups, name));
  if (unknown !== undefined) return `unknown group ${unknown}`;
  return phrase
    .split(' ')
    .filter((piece) => !/^(?:@.*|\.\.+|\+|#)$/.test(piece))
    .map(findFault)
    .find((fault) => fault !== undefined);
}
