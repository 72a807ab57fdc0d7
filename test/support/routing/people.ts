import type { ChainRule } from '../../../src/policy/model.ts';
import type { ContactRole, Directory, School } from '../../../src/routing/directory.ts';
import type { Named, Person, PersonRef } from '../../../src/routing/person.ts';

/** An absence, from a moment until just before another; with the deputy named for it. */
interface Absence {
  readonly from: Date;
  readonly until: Date;
  readonly deputy?: string;
}

/** Who is who; people, contacts and deputies by their ids, all in one tenant. */
interface Content {
  readonly people: readonly Person[];
  readonly schools?: readonly School[];
  /** For each person who plays which role for them. */
  readonly contacts?: Readonly<Record<string, Readonly<Partial<Record<ContactRole, string>>>>>;
  readonly absences?: Readonly<Record<string, readonly Absence[]>>;
  readonly deputies?: Readonly<Record<string, string>>;
}

export const TENANT = 'one';

/** Somebody whose name and address differ from their id, so that a mix-up shows. */
export const buildPerson = (id: string, overrides: Partial<Person> = {}): Person => ({
  tenant: TENANT,
  id,
  name: `Name of ${id}`,
  role: 'staff',
  school: 'school',
  principal: `${id}@school.example`,
  ...overrides,
});

/** As chains and skips name somebody. */
export const named = (id: string): Named => ({ id, name: `Name of ${id}` });

const ALWAYS = { from: new Date(0), until: new Date('2100-01-01') };

/** Absences without an end. */
export const absent = (...ids: string[]): Record<string, Absence[]> =>
  Object.fromEntries(ids.map((id) => [id, [ALWAYS]]));

const STAFF = ['teacher', 'manager', 'deputy', 'second', 'mentor', 'leader', 'head'];

/** A teacher and a student with people who answer for them, a deputy and the deputy of that deputy. */
export const buildDirectory = (overrides: Partial<Content> = {}): Directory =>
  createPeople({
    people: [...STAFF.map((id) => buildPerson(id)), buildPerson('student', { role: 'student' })],
    contacts: {
      teacher: { 'line-manager': 'manager', 'team-leader': 'leader', 'school-leader': 'head' },
      student: { mentor: 'mentor', 'team-leader': 'leader', 'school-leader': 'head' },
    },
    deputies: { manager: 'deputy', deputy: 'second' },
    ...overrides,
  });

/** A directory in memory, over plain maps. */
export function createPeople(content: Content): Directory {
  const { contacts = {}, absences = {}, deputies = {}, schools = [] } = content;
  const people = new Map(content.people.map((person) => [person.id, person]));
  const find = ({ tenant, id }: PersonRef) => {
    const person = people.get(id);
    return person?.tenant === tenant ? person : undefined;
  };
  const findId = (tenant: string, id: string | undefined) => (id ? find({ tenant, id }) : undefined);
  const findAbsence = (ref: PersonRef, at: Date) =>
    find(ref) && absences[ref.id]?.find(({ from, until }) => from <= at && at < until);
  return {
    findPerson: async (ref) => find(ref),
    findSchool: async (id) => schools.find((school) => school.id === id),
    findSchoolOf: async (tenant, policy) => {
      const [school, ...more] = schools.filter((one) => one.tenant === tenant && one.policy === policy);
      return more.length === 0 ? school : undefined;
    },
    findContact: async ({ tenant, id }, role) => findId(tenant, contacts[id]?.[role]),
    isAbsent: async (ref, at) => findAbsence(ref, at) !== undefined,
    findDeputy: async (ref, at) =>
      find(ref) && findId(ref.tenant, findAbsence(ref, at)?.deputy ?? deputies[ref.id]),
    listColleagues: async ({ tenant, id, school }) =>
      [...people.values()]
        .filter((one) => one.tenant === tenant && one.school === school)
        .filter((one) => one.role === 'staff' && one.id !== id)
        .sort((one, other) => one.name.localeCompare(other.name)),
  };
}

/** Chains as the policies set them. */
export const CHAINS: Readonly<Record<'staff' | 'student', readonly ChainRule[]>> = {
  staff: [
    { role: 'line-manager', minutes: 30 },
    { role: 'deputy', minutes: 30 },
    { role: 'team-leader', minutes: 60 },
    { role: 'school-leader', minutes: 60 },
  ],
  student: [
    { role: 'mentor', minutes: 30 },
    { role: 'team-leader', minutes: 30 },
    { role: 'school-leader', minutes: 60 },
  ],
};
