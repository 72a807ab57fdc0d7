import type { Path, Report, Source } from '../policy/source.ts';
import { type DirectoryContent, type SchoolEntry, WEEKDAYS } from './schema.ts';

/** What one part of the directory says about another. Shapes are checked before, in `schema.ts`. */

type DirectorySource = Source<DirectoryContent>;

/** Somewhere that names a person: who is named, by which tenant, and whose entry it stands in if it is a person's. */
interface Reference {
  readonly place: Path;
  readonly id: string;
  readonly tenant: string | undefined;
  readonly owner?: string;
}

/** Reports everything in a directory that cannot hold. `policies` are those that exist. */
export function checkDirectory(
  source: DirectorySource,
  policies: { has(id: string): boolean },
  report: Report,
): void {
  checkUnique(source, report);
  checkSchools(source, policies, report);
  checkReferences(source, report);
}

function checkUnique({ value, at }: DirectorySource, report: Report) {
  const seen = new Set<string>();
  const see = (what: string, id: string, place: Path) => {
    if (seen.has(`${what} ${id}`)) report(at(place, `${what} ${id} exists twice`));
    seen.add(`${what} ${id}`);
  };
  value.schools.forEach(({ id, groups }, index) => {
    see('school', id, ['schools', index, 'id']);
    // a group in two lists would leave open which school or role its members have
    for (const kind of ['staff', 'students'] as const) {
      groups[kind].forEach((group, nth) => {
        see('group', group, ['schools', index, 'groups', kind, nth]);
      });
    }
  });
  value.people.forEach(({ id }, index) => {
    see('person', id, ['people', index, 'id']);
  });
}

function checkSchools(
  { value, at }: DirectorySource,
  policies: { has(id: string): boolean },
  report: Report,
) {
  const schools = new Set(value.schools.map(({ id }) => id));
  value.schools.forEach((school, index) => {
    if (!policies.has(school.policy)) {
      report(at(['schools', index, 'policy'], `unknown policy ${school.policy}`));
    }
    checkHours(school, (place, message) => report(at(['schools', index, 'hours', ...place], message)));
  });
  value.people.forEach(({ school }, index) => {
    if (!schools.has(school)) report(at(['people', index, 'school'], `unknown school ${school}`));
  });
}

/** Times are compared as text: `08:30` is before `12:15`. */
function checkHours({ hours }: SchoolEntry, report: (place: Path, message: string) => void) {
  for (const weekday of WEEKDAYS) {
    let last = '';
    hours[weekday]?.forEach((block, nth) => {
      const [from = '', until = ''] = block.split('-');
      if (until <= from) report([weekday, nth], `${block} must end after it begins`);
      if (from < last) report([weekday, nth], `${block} must not begin before the block above it ends`);
      last = until;
    });
  }
}

function checkReferences({ value, at }: DirectorySource, report: Report) {
  const tenants = new Map(value.schools.map(({ id, tenant }) => [id, tenant]));
  const people = new Map(value.people.map((person) => [person.id, person]));
  for (const { place, id, tenant, owner } of listReferences(value, tenants)) {
    const named = people.get(id);
    if (!named) report(at(place, `unknown person ${id}: add them to people`));
    else if (id === owner) report(at(place, 'must be somebody else than the person themselves'));
    else if (named.role !== 'staff') report(at(place, 'must be a person with the role staff'));
    else if (tenant !== tenants.get(named.school)) report(at(place, 'must be a person of the same tenant'));
  }
}

function listReferences(
  { schools, people }: DirectoryContent,
  tenants: ReadonlyMap<string, string>,
): Reference[] {
  const found: Reference[] = [];
  const add = (place: Path, id: string | undefined, tenant: string | undefined, owner?: string) => {
    if (id !== undefined) found.push({ place, id, tenant, ...(owner && { owner }) });
  };
  schools.forEach(({ teamLeaderOnDuty: duty, schoolLeader, safetyCoordinator, tenant }, index) => {
    const at = ['schools', index];
    add([...at, 'schoolLeader'], schoolLeader, tenant);
    add([...at, 'safetyCoordinator'], safetyCoordinator, tenant);
    add([...at, 'teamLeaderOnDuty', 'otherwise'], duty?.otherwise, tenant);
    for (const weekday of WEEKDAYS) {
      add([...at, 'teamLeaderOnDuty', 'weekdays', weekday], duty?.weekdays[weekday], tenant);
    }
    duty?.dates.forEach(({ person }, nth) => {
      add([...at, 'teamLeaderOnDuty', 'dates', nth, 'person'], person, tenant);
    });
  });
  people.forEach((person, index) => {
    const tenant = tenants.get(person.school);
    for (const part of ['lineManager', 'mentor', 'teamLeader', 'deputy'] as const) {
      add(['people', index, part], person[part], tenant, person.id);
    }
    person.absences.forEach(({ deputy }, nth) => {
      add(['people', index, 'absences', nth, 'deputy'], deputy, tenant, person.id);
    });
  });
  return found;
}
