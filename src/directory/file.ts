import { Fault } from '../errors.ts';
import { describeProblem } from '../policy/load.ts';
import { type Problem, type Report, readSource } from '../policy/source.ts';
import type { ContactRole, Directory } from '../routing/directory.ts';
import type { Person, PersonRef } from '../routing/person.ts';
import { checkDirectory } from './check.ts';
import { type DirectoryContent, directoryFile, type PersonEntry, type SchoolEntry } from './schema.ts';
import { findOnDuty, isWithin, toSchool } from './school.ts';

/**
 * Reads a directory file; without a path it knows nobody. `policies` are those that exist.
 * @throws {Fault} `directory-invalid`, its message one `file:line: reason` a line.
 */
export function readDirectoryFile(
  path: string | undefined,
  policies: { has(id: string): boolean },
): DirectoryContent {
  if (path === undefined) return { schools: [], people: [] };
  const problems: Problem[] = [];
  const report: Report = (problem) => {
    problems.push(problem);
  };
  const source = readSource('.', path, directoryFile, report);
  if (source) checkDirectory(source, policies, report);
  if (!source || problems.length > 0) {
    throw new Fault('directory-invalid', problems.map(describeProblem).join('\n'));
  }
  return source.value;
}

/** Answers from a directory file alone. `now` decides who is on duty. */
export function createFileDirectory(content: DirectoryContent, now: () => Date): Directory {
  const schools = new Map(content.schools.map((entry) => [entry.id, entry]));
  const people = new Map(content.people.map((entry) => [entry.id, entry]));

  /** Somebody with their school; nobody when the id is that of somebody in another tenant. */
  function find({ tenant, id }: PersonRef): Known | undefined {
    const entry = people.get(id.toLowerCase());
    const school = entry && schools.get(entry.school);
    return entry && school?.tenant === tenant.toLowerCase() ? { entry, school } : undefined;
  }
  const findPerson = (tenant: string, id: string | undefined) => {
    const known = id === undefined ? undefined : find({ tenant, id });
    return known && toPerson(known);
  };

  return {
    findPerson: async ({ tenant, id }) => findPerson(tenant, id),
    findSchool: async (id) => {
      const entry = schools.get(id);
      return entry && toSchool(entry);
    },
    findSchoolOf: async (tenant, policy) => {
      const [first, ...more] = content.schools.filter(
        (school) => school.tenant === tenant.toLowerCase() && school.policy === policy,
      );
      return first && more.length === 0 ? toSchool(first) : undefined;
    },
    findContact: async (person, role) => {
      const school = schools.get(person.school);
      // somebody of another tenant has no contact here: contacts belong to the tenant of their school
      return school && findPerson(person.tenant, contactOf(find(person)?.entry, school, role, now()));
    },
    isAbsent: async (person, at) => absencesAt(find(person), at).length > 0,
    findDeputy: async (person, at) => {
      const known = find(person);
      const named = absencesAt(known, at).find(({ deputy }) => deputy !== undefined);
      return findPerson(person.tenant, named?.deputy ?? known?.entry.deputy);
    },
    listColleagues: async (person) =>
      content.people
        .filter(({ role, school, id }) => role === 'staff' && school === person.school && id !== person.id)
        .map(({ id }) => findPerson(person.tenant, id))
        .filter((found) => found !== undefined)
        .sort(byName),
  };
}

/** Everybody in a directory file, by name. */
export const listPeople = ({ people, schools }: DirectoryContent): readonly Person[] =>
  people
    .flatMap((entry) => {
      const school = schools.find(({ id }) => id === entry.school);
      return school ? [toPerson({ entry, school })] : [];
    })
    .sort(byName);

interface Known {
  readonly entry: PersonEntry;
  readonly school: SchoolEntry;
}

const toPerson = ({ entry: { id, name, role, principal }, school }: Known): Person => ({
  tenant: school.tenant,
  id,
  name,
  role,
  school: school.id,
  principal,
});

/** Names are shown to Dutch schools, so they are sorted as there. */
const collator = new Intl.Collator('nl');
export const byName = (one: Person, other: Person): number => collator.compare(one.name, other.name);

function contactOf(entry: PersonEntry | undefined, school: SchoolEntry, role: ContactRole, at: Date) {
  switch (role) {
    case 'line-manager':
      return entry?.lineManager;
    case 'mentor':
      return entry?.mentor;
    case 'team-leader':
      return entry?.teamLeader ?? findOnDuty(school, at);
    case 'school-leader':
      return school.schoolLeader;
    case 'safety-coordinator':
      return school.safetyCoordinator;
    default:
      return role satisfies never;
  }
}

const absencesAt = (known: Known | undefined, at: Date) =>
  known?.entry.absences.filter((absence) => isWithin(absence, at, known.school.zone)) ?? [];
