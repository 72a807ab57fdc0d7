import type { Person } from '../routing/person.ts';
import { createCache, type Lifetimes } from './cache.ts';
import type { GraphCalls } from './graph-calls.ts';
import type { SchoolEntry } from './schema.ts';

/** The people of some schools in one tenant, as Microsoft Graph knows them; answers are kept for a time. */
export interface GraphPeople {
  findPerson(id: string): Promise<Person | undefined>;
  findPrincipal(id: string): Promise<string | undefined>;
  findManager(id: string): Promise<string | undefined>;
  /** Everybody in the staff groups of a school. */
  listStaff(school: SchoolEntry): Promise<readonly Person[]>;
}

export function createGraphPeople(
  calls: GraphCalls,
  { schools, tenant }: { readonly schools: readonly SchoolEntry[]; readonly tenant: string },
  now: () => Date,
  lifetimes: Lifetimes,
): GraphPeople {
  const people = createCache<Person>(now, lifetimes);
  const principals = createCache<string>(now, lifetimes);
  const managers = createCache<string>(now, lifetimes);
  const staff = createCache<readonly Person[]>(now, lifetimes);
  return {
    findPerson: (id) =>
      people(id, async () => {
        const member = await findMember(calls, schools, id);
        return member && { ...member, tenant };
      }),
    findPrincipal: (id) => principals(id, async () => (await calls.findUser(id))?.principal),
    findManager: (id) => managers(id, () => calls.findManager(id)),
    listStaff: async (school) => (await staff(school.id, () => listStaff(calls, school))) ?? [],
  };
}

/** A member of one of the schools, with a role that somebody gave them: neither is ever guessed. */
async function findMember(calls: GraphCalls, schools: readonly SchoolEntry[], id: string) {
  const groups = schools.flatMap((school) => [...school.groups.staff, ...school.groups.students]);
  const user = groups.length > 0 ? await calls.findUser(id) : undefined;
  if (!user) return undefined;
  const [said, inside] = await Promise.all([calls.findRole(id), calls.findGroups(id, groups)]);
  const place = findPlace(schools, inside, said);
  return place && { ...user, ...place };
}

/**
 * Role and school: the role that School Data Sync gives, else that of the list that they are in. Without the former,
 * somebody who is in lists of both kinds could be either.
 */
function findPlace(
  schools: readonly SchoolEntry[],
  inside: ReadonlySet<string>,
  said: 'staff' | 'student' | undefined,
): Pick<Person, 'role' | 'school'> | undefined {
  const schoolBy = (kind: 'staff' | 'students') =>
    schools.find(({ groups }) => groups[kind].some((group) => inside.has(group)));
  const working = schoolBy('staff');
  const learning = schoolBy('students');
  if (!said && working && learning) return undefined;
  const role = said ?? (working ? 'staff' : 'student');
  const school = role === 'staff' ? (working ?? learning) : (learning ?? working);
  return school && { role, school: school.id };
}

async function listStaff(calls: GraphCalls, { groups, id, tenant }: SchoolEntry): Promise<readonly Person[]> {
  const lists = await Promise.all(groups.staff.map((group) => calls.listMembers(group)));
  const users = new Map(lists.flat().map((user) => [user.id, user]));
  return [...users.values()].map((user) => ({ tenant, ...user, role: 'staff', school: id }));
}
