import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { Fault } from '../errors.ts';
import { referenceOf } from '../flows/escalation/model.ts';
import type { PersonRef } from '../routing/person.ts';
import { type Database, type Db, openDatabase } from '../storage/database.ts';
import { type CaseHold, type Erasure, erasePerson, type Hold } from '../storage/erasure.ts';
import type { GroupHold } from '../storage/group-erasure.ts';
import { exportPerson, findTenants } from '../storage/privacy.ts';
import { type Command, runScript, type Terminal } from './command.ts';

/**
 * `npm run -s privacy -- export PERSON` prints what is kept about somebody, as one JSON document. `erase PERSON` takes
 * it away. PERSON is an object id of Entra.
 */

type Part = (database: Database, person: PersonRef, terminal: Terminal) => Promise<number>;

const COMMANDS: Readonly<Record<string, Part>> = { export: show, erase };

const USAGE = 'usage: npm run -s privacy -- export|erase PERSON [--tenant TENANT]';

/** What must be done before an open case or a running group can lose somebody. */
const REMEDIES: Readonly<Record<CaseHold | GroupHold, string>> = {
  reported: 'they reported it; withdraw it or have it closed first',
  held: 'they have it; close it or hand it over first',
  involved:
    'it says that they are involved, so it must be kept from them; have it closed first, and do not tell them of it',
  asked: 'it waits for their reaction; have it taken up by somebody first, or wait until it has passed on',
  owner: 'they own it; have them close it first',
  second: 'they are its second member of staff; have them step back or decline, or have it closed first',
  permission: 'it waits for their permission; have them decide first, or wait until it has passed on',
};

export const privacy: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { tenant: { type: 'string' } },
    allowPositionals: true,
  });
  const [name = '', id = '', ...more] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || id === '' || more.length > 0) throw new Fault('usage', USAGE);
  const database = await openDatabase(readConfig(terminal.env).database);
  try {
    const tenant = values.tenant && toStored(values.tenant);
    const person = await getPerson(database.db, toStored(id), tenant);
    return await command(database, person, terminal);
  } finally {
    await database.close();
  }
};

if (import.meta.main) await runScript(privacy);

/** Portals copy GUIDs in either case; Teams sends them in lower case. */
function toStored(id: string): string {
  return /^[\da-f-]{36}$/i.test(id) ? id.toLowerCase() : id;
}

/** @throws {Fault} `usage` when nothing is kept, or more than one tenant has the id. */
async function getPerson(db: Db, id: string, given: string | undefined): Promise<PersonRef> {
  const tenants = (await findTenants(db, id)).filter((one) => given === undefined || one === given);
  const [tenant, ...others] = tenants;
  if (tenant === undefined) {
    throw new Fault(
      'usage',
      'Nothing is kept about this person here. Check the object id and the tenant, and that MAGDAT_DATA or DATABASE_URL is that of the bot.',
    );
  }
  if (others.length === 0) return { tenant, id };
  throw new Fault(
    'usage',
    `This id occurs in several tenants. Choose one with --tenant:\n${tenants.join('\n')}`,
  );
}

async function show({ db }: Database, person: PersonRef, { print, warn }: Terminal): Promise<number> {
  const { document, untold } = await exportPerson(db, person);
  print(JSON.stringify(document, undefined, 2));
  if (untold > 0) {
    warn(
      `Left out: ${untold} cases or groups of others that name this person and were never brought to them. docs/privacy.md tells why, and what to weigh.`,
    );
  }
  return 0;
}

async function erase(
  { db, compact }: Database,
  person: PersonRef,
  { now, print, warn }: Terminal,
): Promise<number> {
  const erasure = await erasePerson(db, person, now());
  if (erasure.kind === 'erased') {
    print(describeCounts(erasure));
    await compact();
    return 0;
  }
  const lines = erasure.holds.map((hold) => `${describeHold(hold)}: ${REMEDIES[hold.why]}`);
  warn(['Nothing was erased: something open still needs this person.', ...lines].join('\n'));
  return 2;
}

/** The name of a group is its owner's, so its id stands for it. */
function describeHold(hold: Hold): string {
  return 'case' in hold ? `case ${referenceOf(hold.case)}` : `group ${hold.group.id}`;
}

function describeCounts({ counts }: Extract<Erasure, { kind: 'erased' }>): string {
  return [
    `profile: ${counts.person}`,
    `contexts: ${counts.context}`,
    `address: ${counts.address}`,
    `draft: ${counts.draft}`,
    `messages in the outbox: ${counts.outbox}`,
    `jobs: ${counts.jobs}`,
    `own cases without words and name: ${counts.reported}`,
    `cases of others without the name: ${counts.others}`,
    `cases and groups of a newer version without the name: ${counts.newer}`,
    `own groups never registered: ${counts.unregistered}`,
    `own groups without words and name: ${counts.owned}`,
    `groups of others without the name: ${counts.shared}`,
    `events without the name: ${counts.events}`,
    `places among those who may see a case: ${counts.case_party}`,
    `places among those who may see a group: ${counts.group_party}`,
  ].join('\n');
}
