import { type DirectoryContent, directoryFile } from '../../../src/directory/schema.ts';

/** Ids and builders of directories that are invented for tests. */

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const OTHER_TENANT = '22222222-2222-4222-8222-222222222222';

/** An Entra object id that ends in a number. */
export const idOf = (number: number): string =>
  `aaaaaaaa-0000-4000-8000-${number.toString().padStart(12, '0')}`;

export const LEADER = idOf(1);
export const COORDINATOR = idOf(2);
export const MANAGER = idOf(3);
export const DEPUTY = idOf(4);
export const TEACHER = idOf(5);
export const STUDENT = idOf(6);

export const aSchool = (overrides: object = {}) => ({
  id: 'north',
  tenant: TENANT,
  name: 'Noord',
  policy: 'tiny',
  schoolLeader: LEADER,
  safetyCoordinator: COORDINATOR,
  ...overrides,
});

export const aPerson = (overrides: object = {}) => ({
  id: TEACHER,
  name: 'Docent',
  role: 'staff',
  school: 'north',
  ...overrides,
});

/** The people that a school cannot do without, and then some. */
export const leaders = (overrides: object = {}) => [
  aPerson({ id: LEADER, name: 'Schoolleider', ...overrides }),
  aPerson({ id: COORDINATOR, name: 'Veiligheidscoördinator', ...overrides }),
  aPerson({ id: MANAGER, name: 'Lijnmanager', ...overrides }),
  aPerson({ id: DEPUTY, name: 'Vervanger', ...overrides }),
];

/** A directory without faults, in the shape of the file. */
export const aDirectory = (overrides: object = {}) => ({
  schools: [aSchool()],
  people: [...leaders(), aPerson()],
  ...overrides,
});

/** The same as what reading the file would give. */
export const contentOf = (overrides: object = {}): DirectoryContent =>
  directoryFile.parse(aDirectory(overrides));
