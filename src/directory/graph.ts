import { z } from 'zod';
import { isFault } from '../errors.ts';
import type { Directory } from '../routing/directory.ts';
import type { Person, PersonRef } from '../routing/person.ts';
import type { Lifetimes } from './cache.ts';
import { byName, createFileDirectory } from './file.ts';
import { createGraphCalls, type Refused } from './graph-calls.ts';
import type { GraphRequest } from './graph-client.ts';
import { createGraphPeople, type GraphPeople } from './graph-people.ts';
import type { DirectoryContent } from './schema.ts';

export interface GraphDirectoryOptions {
  /** What the file says, which goes before what Graph says. Schools and their groups are there alone. */
  readonly content: DirectoryContent;
  /** The tenant that the app registration belongs to. Of people in another one only the file is asked. */
  readonly tenant: string;
  readonly request: GraphRequest;
  readonly now: () => Date;
  readonly refused: Refused;
  readonly lifetimes?: Lifetimes | undefined;
}

/** Who somebody is changes a few times a year; somebody new should not wait long for a mistake to be put right. */
const LIFETIMES: Lifetimes = { hit: 15 * 60_000, miss: 60_000, failure: 5_000 };

/** Answers from the directory file first, and asks Microsoft Graph what the file does not say. */
export function createGraphDirectory(options: GraphDirectoryOptions): Directory {
  const { content, now, lifetimes = LIFETIMES } = options;
  const tenant = options.tenant.toLowerCase();
  const schools = content.schools.filter((school) => school.tenant === tenant);
  const calls = createGraphCalls(options.request, options.refused);
  const graph = createGraphPeople(calls, { schools, tenant }, now, lifetimes);
  const file = createFileDirectory(content, now);
  const said = new Set(content.people.map(({ id }) => id));

  /** The id under which Graph may know somebody; nothing for another tenant. */
  const idOf = (ref: PersonRef) =>
    ref.tenant.toLowerCase() === tenant && GUID.safeParse(ref.id).success ? ref.id.toLowerCase() : undefined;

  async function findPerson(ref: PersonRef): Promise<Person | undefined> {
    const known = await file.findPerson(ref);
    const id = idOf(ref);
    if (id === undefined) return known;
    return known ? withPrincipal(known, graph) : graph.findPerson(id);
  }

  async function findManager(person: PersonRef): Promise<Person | undefined> {
    const id = idOf(person);
    const found = id && (await graph.findManager(id));
    const manager = found && found !== id ? await findPerson({ tenant, id: found }) : undefined;
    return manager?.role === 'staff' ? manager : undefined;
  }

  return {
    ...file,
    findPerson,
    findContact: async (person, role) => {
      const known = await file.findContact(person, role);
      return known ?? (role === 'line-manager' ? findManager(person) : undefined);
    },
    listColleagues: async (person) => {
      const known = await file.listColleagues(person);
      const school = schools.find(({ id }) => id === person.school);
      const found = school && idOf(person) ? await graph.listStaff(school) : [];
      const others = found.filter(({ id }) => !said.has(id) && id !== idOf(person));
      return [...known, ...others].sort(byName);
    },
  };
}

/** Other ids are a channel's own, which Graph does not know. */
const GUID = z.guid();

/** Adds the principal that the file leaves out. It only makes a link, so when Graph does not answer it stays out. */
async function withPrincipal(known: Person, graph: GraphPeople): Promise<Person> {
  if (known.principal) return known;
  try {
    return { ...known, principal: await graph.findPrincipal(known.id) };
  } catch (error) {
    if (isFault(error) && error.code === 'directory-unreachable') return known;
    throw error;
  }
}
