import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse, stringify } from 'yaml';
import { readDirectoryFile } from '../../../src/directory/file.ts';
import { isFault } from '../../../src/errors.ts';
import { loadLibrary } from '../../../src/policy/load.ts';
import {
  aDirectory,
  aPerson,
  aSchool,
  DEPUTY,
  idOf,
  LEADER,
  leaders,
  MANAGER,
  OTHER_TENANT,
  STUDENT,
  TEACHER,
} from '../../support/directory/contents.ts';

const POLICIES = new Set(['tiny']);
const ROOT = join(import.meta.dirname, '..', '..', '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'magdat-directory-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: unknown): string {
  const path = join(folder, 'directory.yaml');
  // aliases would stand where tests look for lines
  writeFileSync(
    path,
    typeof content === 'string' ? content : stringify(content, { aliasDuplicateObjects: false }),
  );
  return path;
}

/** The lines of the fault that reading a file ends in, as `line: message`. */
function faultsIn(content: unknown): string[] {
  const path = write(content);
  try {
    readDirectoryFile(path, POLICIES);
  } catch (error) {
    if (!isFault(error) || error.code !== 'directory-invalid') throw error;
    const name = `${relative('.', path)}:`;
    return error.message.split('\n').map((line) => {
      expect(line.startsWith(name)).toBe(true);
      return line.slice(name.length);
    });
  }
  return [];
}

/** The number of the `nth` line with a text. */
function lineOf(text: string, nth = 1): number {
  const lines = readFileSync(join(folder, 'directory.yaml'), 'utf8').split('\n');
  const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []))[nth - 1];
  if (found === undefined) throw new Error(`no line ${nth} with ${text}`);
  return found;
}

describe('A directory file', () => {
  it('that is not configured knows nobody', () => {
    expect(readDirectoryFile(undefined, POLICIES)).toEqual({ schools: [], people: [] });
  });

  it('without faults gives what it says, with ids in lower case and the usual hours', () => {
    const upper = aDirectory({ people: [...leaders(), aPerson({ id: TEACHER.toUpperCase() })] });
    const { schools, people } = readDirectoryFile(write(upper), POLICIES);
    expect(people.at(-1)).toMatchObject({ id: TEACHER, role: 'staff', absences: [] });
    expect(schools[0]).toMatchObject({ zone: 'Europe/Amsterdam', closed: [], groups: { staff: [] } });
    expect(Object.keys(schools[0]?.hours ?? {})).toEqual([
      'monday',
      'tuesday',
      'wednesday',
      'thursday',
      'friday',
    ]);
  });

  it('may have line managers in a circle', () => {
    const people = [
      ...leaders().slice(0, 2),
      aPerson({ id: MANAGER, lineManager: DEPUTY }),
      aPerson({ id: DEPUTY, lineManager: MANAGER }),
    ];
    expect(faultsIn(aDirectory({ people }))).toEqual([]);
  });

  it('may have blocks of hours that touch', () => {
    const hours = { monday: ['08:00-12:00', '12:00-16:00'], sunday: [] };
    expect(faultsIn(aDirectory({ schools: [aSchool({ hours })] }))).toEqual([]);
  });

  it('that is not there is a fault that names it', () => {
    expect(() => readDirectoryFile(join(folder, 'nowhere.yaml'), POLICIES)).toThrow(
      expect.objectContaining({
        code: 'directory-invalid',
        message: expect.stringMatching(/nowhere\.yaml:1: the file is missing/),
      }),
    );
  });

  it('that is no YAML is a fault with its line', () => {
    expect(faultsIn('schools: []\npeople: [')).toEqual([expect.stringMatching(/^2: ./)]);
  });

  it('with several faults names each of them', () => {
    const people = [...leaders(), aPerson({ mentor: idOf(98), lineManager: idOf(99), school: 'south' })];
    expect(faultsIn(aDirectory({ people }))).toHaveLength(3);
  });

  it('of the demonstration has no faults and knows everybody of the Playground', () => {
    const { policies } = loadLibrary(join(ROOT, 'policies'));
    const { people, schools } = readDirectoryFile(join(ROOT, 'demo', 'directory.yaml'), policies);
    const playground = parse(readFileSync(join(ROOT, 'demo', 'playground.yml'), 'utf8'));
    expect(schools.map(({ tenant }) => tenant)).toEqual([playground.tenantId]);
    expect(people.map(({ id, name, principal }) => ({ id, name, principal }))).toEqual(
      [playground.currentUser, ...playground.users].map(({ aadObjectId, name, userPrincipleName }) => ({
        id: aadObjectId,
        name,
        principal: userPrincipleName,
      })),
    );
  });

  it('that the manual shows has no faults', () => {
    const manual = readFileSync(join(ROOT, 'docs', 'directory.md'), 'utf8');
    const shown = /```yaml\n# directory\.yaml\n(.*?)```/s.exec(manual)?.[1];
    const { policies } = loadLibrary(join(ROOT, 'policies'));
    expect(readDirectoryFile(write(shown), policies).people.length).toBeGreaterThan(0);
  });
});

interface Planted {
  readonly content: unknown;
  /** A text that stands on the line where it must be reported. */
  readonly on: string;
  readonly nth?: number;
  readonly message: RegExp;
}

const withSchool = (overrides: object) => aDirectory({ schools: [aSchool(overrides)] });
const withPeople = (...people: readonly object[]) => aDirectory({ people: [...leaders(), ...people] });
const aStudent = (overrides: object = {}) => aPerson({ id: STUDENT, role: 'student', ...overrides });

const PLANTED: Readonly<Record<string, Planted>> = {
  'an unknown key at the top': {
    content: aDirectory({ colour: 'red' }),
    on: 'colour',
    message: /colour/,
  },
  'an unknown key of a school': {
    content: withSchool({ colour: 'red' }),
    on: 'colour',
    message: /colour/,
  },
  'an unknown key of a person': {
    content: withPeople(aPerson({ manager: MANAGER })),
    on: ' manager:',
    message: /manager/,
  },
  'a school without a tenant': {
    content: withSchool({ tenant: undefined }),
    on: 'id: north',
    message: /tenant/,
  },
  'a school without a school leader': {
    content: withSchool({ schoolLeader: undefined }),
    on: 'id: north',
    message: /schoolLeader/,
  },
  'a person without a school': {
    content: withPeople(aPerson({ school: undefined })),
    on: `id: ${TEACHER}`,
    message: /school/,
  },
  'a person with an unknown school': {
    content: withPeople(aPerson({ school: 'south' })),
    on: 'school: south',
    message: /unknown school south/,
  },
  'an unknown policy': {
    content: withSchool({ policy: 'tinny' }),
    on: 'policy: tinny',
    message: /unknown policy tinny/,
  },
  'an id that is no object id': {
    content: withPeople(aPerson({ id: 'docent@school.example' })),
    on: 'id: docent@school.example',
    message: /Entra object id/,
  },
  'an unknown role': {
    content: withPeople(aPerson({ role: 'teacher' })),
    on: 'role: teacher',
    message: /role/,
  },
  'a principal that is no principal': {
    content: withPeople(aPerson({ principal: 'docent' })),
    on: 'principal: docent',
    message: /user principal name/,
  },
  'a time zone that does not exist': {
    content: withSchool({ zone: 'Europe/Utrecht' }),
    on: 'zone: Europe/Utrecht',
    message: /time zone/,
  },
  'a weekday in another language': {
    content: withSchool({ hours: { maandag: ['08:00-12:00'] } }),
    on: '- 08:00-12:00',
    message: /maandag/,
  },
  'a block that is no block': {
    content: withSchool({ hours: { monday: ['8-12'] } }),
    on: '8-12',
    message: /such as 08:30-12:15/,
  },
  'a time that does not exist': {
    content: withSchool({ hours: { monday: ['08:00-24:30'] } }),
    on: '08:00-24:30',
    message: /such as 08:30-12:15/,
  },
  'a block that ends before it begins': {
    content: withSchool({ hours: { monday: ['12:00-08:00'] } }),
    on: '12:00-08:00',
    message: /must end after it begins/,
  },
  'a block of no time at all': {
    content: withSchool({ hours: { monday: ['08:00-08:00'] } }),
    on: '08:00-08:00',
    message: /must end after it begins/,
  },
  'blocks that overlap': {
    content: withSchool({ hours: { monday: ['08:00-12:15', '12:00-16:00'] } }),
    on: '12:00-16:00',
    message: /before the block above/,
  },
  'blocks out of order': {
    content: withSchool({ hours: { monday: ['13:00-16:00', '08:00-12:00'] } }),
    on: '08:00-12:00',
    message: /before the block above/,
  },
  'a vacation on a day that does not exist': {
    content: withSchool({ closed: [{ from: '2027-02-20', until: '2027-02-30' }] }),
    on: 'until: 2027-02-30',
    message: /date/,
  },
  'a vacation that ends before it begins': {
    content: withSchool({ closed: [{ from: '2027-02-28', until: '2027-02-20' }] }),
    on: 'until: 2027-02-20',
    message: /before from/,
  },
  'an absence that ends before it begins': {
    content: withPeople(aPerson({ absences: [{ from: '2027-02-28', until: '2027-02-20' }] })),
    on: 'until: 2027-02-20',
    message: /before from/,
  },
  'a duty that ends before it begins': {
    content: withSchool({
      teamLeaderOnDuty: { dates: [{ from: '2027-02-28', until: '2027-02-20', person: MANAGER }] },
    }),
    on: 'until: 2027-02-20',
    message: /before from/,
  },
  'a school that exists twice': {
    content: aDirectory({ schools: [aSchool(), aSchool()] }),
    on: 'id: north',
    nth: 2,
    message: /school north exists twice/,
  },
  'a person who exists twice, in another case': {
    content: withPeople(aPerson(), aPerson({ id: TEACHER.toUpperCase() })),
    on: TEACHER.toUpperCase(),
    message: /exists twice/,
  },
  'a group of both staff and students': {
    content: withSchool({ groups: { staff: [idOf(50)], students: [idOf(50)] } }),
    on: idOf(50),
    nth: 2,
    message: /group .* exists twice/,
  },
  'an unknown line manager': {
    content: withPeople(aPerson({ lineManager: idOf(99) })),
    on: 'lineManager:',
    message: /unknown person/,
  },
  'an unknown mentor': {
    content: withPeople(aStudent({ mentor: idOf(99) })),
    on: 'mentor:',
    message: /unknown person/,
  },
  'an unknown team leader': {
    content: withPeople(aPerson({ teamLeader: idOf(99) })),
    on: 'teamLeader:',
    message: /unknown person/,
  },
  'an unknown deputy': {
    content: withPeople(aPerson({ deputy: idOf(99) })),
    on: 'deputy:',
    message: /unknown person/,
  },
  'an unknown deputy for an absence': {
    content: withPeople(
      aPerson({ absences: [{ from: '2027-02-20', until: '2027-02-28', deputy: idOf(99) }] }),
    ),
    on: 'deputy:',
    message: /unknown person/,
  },
  'an unknown school leader': {
    content: withSchool({ schoolLeader: idOf(99) }),
    on: 'schoolLeader:',
    message: /unknown person/,
  },
  'an unknown safety coordinator': {
    content: withSchool({ safetyCoordinator: idOf(99) }),
    on: 'safetyCoordinator:',
    message: /unknown person/,
  },
  'an unknown person on duty': {
    content: withSchool({ teamLeaderOnDuty: idOf(99) }),
    on: 'teamLeaderOnDuty:',
    message: /unknown person/,
  },
  'an unknown person on duty on a weekday': {
    content: withSchool({ teamLeaderOnDuty: { weekdays: { friday: idOf(99) } } }),
    on: 'friday:',
    message: /unknown person/,
  },
  'an unknown person on duty on a date': {
    content: withSchool({
      teamLeaderOnDuty: { dates: [{ from: '2027-01-04', until: '2027-01-08', person: idOf(99) }] },
    }),
    on: 'person:',
    message: /unknown person/,
  },
  'somebody as their own line manager': {
    content: withPeople(aPerson({ lineManager: TEACHER })),
    on: 'lineManager:',
    message: /somebody else/,
  },
  'somebody as their own deputy': {
    content: withPeople(aPerson({ deputy: TEACHER })),
    on: 'deputy:',
    message: /somebody else/,
  },
  'a student as a mentor': {
    content: withPeople(aStudent(), aStudent({ id: idOf(7), mentor: STUDENT })),
    on: 'mentor:',
    message: /role staff/,
  },
  'a line manager in another tenant': {
    content: {
      schools: [
        aSchool(),
        aSchool({ id: 'south', tenant: OTHER_TENANT, schoolLeader: idOf(20), safetyCoordinator: idOf(20) }),
      ],
      people: [...leaders(), aPerson({ id: idOf(20), school: 'south' }), aPerson({ lineManager: idOf(20) })],
    },
    on: 'lineManager:',
    message: /same tenant/,
  },
};

describe('A fault', () => {
  it.each(Object.entries(PLANTED))(
    'like %s is reported with its line',
    (_, { content, on, nth, message }) => {
      const faults = faultsIn(content);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatch(new RegExp(`^${lineOf(on, nth)}: `));
      expect(faults[0]).toMatch(message);
    },
  );

  it('is in none of the directories without what was planted', () => {
    expect(faultsIn(aDirectory())).toEqual([]);
    expect(
      faultsIn(withPeople(aPerson({ lineManager: MANAGER, deputy: DEPUTY, teamLeader: LEADER }))),
    ).toEqual([]);
  });
});
