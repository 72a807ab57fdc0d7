import type { TokenCredential } from '@azure/identity';
import { createGraphDirectory } from '../../../src/directory/graph.ts';
import { createGraphClient } from '../../../src/directory/graph-client.ts';
import { directoryFile } from '../../../src/directory/schema.ts';
import {
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
  TENANT,
} from '../../support/directory/contents.ts';
import { type FakeGraph, type FakeUser, failure, startFakeGraph } from '../../support/fake-graph.ts';

const STAFF = idOf(50);
const STUDENTS = idOf(51);
const STAFF_SOUTH = idOf(52);
const KNOWN_TO_GRAPH = idOf(60);

let graph: FakeGraph;
let now: number;
let refusals: string[];
beforeEach(async () => {
  graph = await startFakeGraph();
  graph.tokens.add('token');
  now = Date.parse('2026-11-18T10:00:00Z');
  refusals = [];
});
afterEach(() => graph.stop());

const credential: TokenCredential = {
  getToken: async () => ({ token: 'token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
};

const withGroups = aSchool({ groups: { staff: [STAFF], students: [STUDENTS] } });

/** A directory with a file of leaders, and accounts in Graph. */
function directoryOf(users: readonly FakeUser[], file: object = {}) {
  graph.users = users;
  return createGraphDirectory({
    content: directoryFile.parse({ schools: [withGroups], people: leaders(), ...file }),
    tenant: TENANT,
    request: createGraphClient({ credential, http: graph.http, retryDelay: 0 }),
    now: () => new Date(now),
    refused: (call, status) => refusals.push(`${call} ${status}`),
  });
}

const aUser = (overrides: Partial<FakeUser> = {}): FakeUser => ({
  id: KNOWN_TO_GRAPH,
  displayName: 'Collega',
  userPrincipalName: 'collega@school.example',
  groups: [STAFF],
  ...overrides,
});

const ref = (id: string, tenant = TENANT) => ({ tenant, id });
const inNorth = (id: string) => ({ ...ref(id), school: 'north' });
const unreachable = expect.objectContaining({ code: 'directory-unreachable' });

/** Somebody known to Graph alone, as the directory finds them. */
const find = (user: Partial<FakeUser>, file: object = {}) =>
  directoryOf([aUser(user)], file).findPerson(ref(KNOWN_TO_GRAPH));

describe('Somebody in Graph', () => {
  it('is found with name, principal, role and school', async () => {
    expect(await find({})).toEqual({
      ...inNorth(KNOWN_TO_GRAPH),
      name: 'Collega',
      principal: 'collega@school.example',
      role: 'staff',
    });
  });

  it.each([
    ['a teacher in a staff group', { primaryRole: 'teacher', groups: [STAFF] }, 'staff'],
    ['faculty', { primaryRole: 'faculty', groups: [STAFF] }, 'staff'],
    ['a teacher who is in a group of students', { primaryRole: 'teacher', groups: [STUDENTS] }, 'staff'],
    ['a student', { primaryRole: 'student', groups: [STUDENTS] }, 'student'],
    ['a student who is in a staff group', { primaryRole: 'student', groups: [STAFF] }, 'student'],
    ['nothing, in a staff group', { primaryRole: 'none', groups: [STAFF] }, 'staff'],
    ['nobody that School Data Sync knows, in a group of students', { groups: [STUDENTS] }, 'student'],
  ] as const)('who is %s has the role of one', async (_, user, role) => {
    expect(await find(user)).toMatchObject({ role, school: 'north' });
  });

  it.each([
    ['in both kinds of groups, without a role', { groups: [STAFF, STUDENTS] }],
    ['in no group of a school', { primaryRole: 'teacher', groups: [idOf(59)] }],
    [
      'a number that looks like a student, in no group',
      { userPrincipalName: '100@leerling.school.example', groups: [] },
    ],
    ['switched off', { accountEnabled: false }],
  ] as const)('who is %s is missed', async (_, user) => {
    expect(await find(user)).toBeUndefined();
  });

  it('who does not exist is missed after one request', async () => {
    expect(await directoryOf([]).findPerson(ref(KNOWN_TO_GRAPH))).toBeUndefined();
    expect(graph.requests).toHaveLength(1);
  });

  it('is looked for in groups of every school, twenty at a time', async () => {
    const many = Array.from({ length: 25 }, (_, index) => idOf(100 + index));
    const south = aSchool({ id: 'south', groups: { staff: [STAFF_SOUTH, ...many] } });
    const found = await find({ groups: [idOf(124)] }, { schools: [withGroups, south] });
    expect(found?.school).toBe('south');
    expect(graph.count(/checkMemberGroups/)).toBe(2);
  });

  it('is not asked for when no school has groups', async () => {
    expect(await find({ primaryRole: 'teacher' }, { schools: [aSchool()] })).toBeUndefined();
    expect(graph.requests).toHaveLength(0);
  });

  it('is not asked for when the id is a channel id', async () => {
    expect(await directoryOf([]).findPerson(ref('29:1aB_/../users'))).toBeUndefined();
    expect(graph.requests).toHaveLength(0);
  });

  it('of another tenant is missed without a request', async () => {
    const directory = directoryOf([aUser()]);
    const stranger = { ...inNorth(KNOWN_TO_GRAPH), tenant: OTHER_TENANT };
    expect(await directory.findPerson(stranger)).toBeUndefined();
    expect(await directory.findContact(stranger, 'line-manager')).toBeUndefined();
    expect(await directory.listColleagues({ ...stranger, name: '', role: 'staff' })).toEqual([]);
    expect(graph.requests).toHaveLength(0);
  });

  it('is found by the groups alone when the app may not read roles, and that is told', async () => {
    graph.refusals.set(/^\/education/, failure(403, 'Forbidden', 'No.'));
    expect(await find({ primaryRole: 'teacher' })).toMatchObject({ role: 'staff' });
    expect(refusals).toEqual(['education-user 403']);
  });

  it.each([
    [/^\/users\/[^/]+\?/, 403],
    [/checkMemberGroups/, 403],
    [/checkMemberGroups/, 404],
  ])('is a fault that names the permissions when %s gives %i', async (path, status) => {
    graph.refusals.set(path, failure(status, 'Authorization_RequestDenied', 'No.'));
    await expect(find({})).rejects.toMatchObject({
      code: 'directory-unreachable',
      message: expect.stringContaining('User.Read.All and GroupMember.Read.All'),
    });
  });

  it('is a fault when Graph does not answer', async () => {
    graph.refusals.set(/./, failure(503, 'serviceNotAvailable', 'Busy.'));
    await expect(find({})).rejects.toEqual(unreachable);
  });
});

describe('Somebody in the file', () => {
  it('is found as the file has them, without a request', async () => {
    const people = [...leaders(), aPerson({ principal: 'docent@school.example' })];
    const directory = directoryOf([{ id: TEACHER, displayName: 'Iemand', groups: [STUDENTS] }], { people });
    expect(await directory.findPerson(ref(TEACHER))).toMatchObject({ name: 'Docent', role: 'staff' });
    expect(graph.requests).toHaveLength(0);
  });

  it('gets the principal that the file leaves out', async () => {
    const directory = directoryOf([aUser({ id: LEADER, displayName: 'Iemand' })]);
    expect(await directory.findPerson(ref(LEADER))).toMatchObject({
      name: 'Schoolleider',
      principal: 'collega@school.example',
    });
  });

  it('is found without a principal when Graph does not answer', async () => {
    graph.refusals.set(/./, failure(503, 'serviceNotAvailable', 'Busy.'));
    expect(await directoryOf([]).findPerson(ref(LEADER))).toMatchObject({ name: 'Schoolleider' });
  });

  it('keeps deputies and absences when Graph does not answer', async () => {
    graph.refusals.set(/./, 'cut');
    const absences = [{ from: '2026-11-18', until: '2026-11-18', deputy: DEPUTY }];
    const directory = directoryOf([], { people: [...leaders(), aPerson({ absences })] });
    expect(await directory.isAbsent(ref(TEACHER), new Date(now))).toBe(true);
    expect((await directory.findDeputy(ref(TEACHER), new Date(now)))?.id).toBe(DEPUTY);
    expect((await directory.findContact(inNorth(TEACHER), 'school-leader'))?.id).toBe(LEADER);
    expect((await directory.findSchoolOf(TENANT, 'tiny'))?.id).toBe('north');
    expect(graph.requests).toHaveLength(0);
  });
});

describe('A line manager', () => {
  const managerOf = (users: readonly FakeUser[], file: object = {}) =>
    directoryOf(users, file).findContact(inNorth(TEACHER), 'line-manager');
  const teacher = (manager?: string): FakeUser => ({
    id: TEACHER,
    displayName: 'Docent',
    ...(manager && { manager }),
  });

  it('in the file goes before the one in Graph', async () => {
    const people = [...leaders(), aPerson({ lineManager: MANAGER })];
    expect((await managerOf([teacher(KNOWN_TO_GRAPH), aUser()], { people }))?.id).toBe(MANAGER);
    expect(graph.requests).toHaveLength(0);
  });

  it('in Graph is found when the file names none', async () => {
    const people = [...leaders(), aPerson()];
    expect(await managerOf([teacher(KNOWN_TO_GRAPH), aUser()], { people })).toMatchObject({
      id: KNOWN_TO_GRAPH,
      name: 'Collega',
    });
  });

  it('in Graph who is in the file is the one of the file', async () => {
    expect(await managerOf([teacher(MANAGER)])).toMatchObject({ name: 'Lijnmanager' });
  });

  it.each([
    ['nobody has been named', [teacher()]],
    ['the account is not known', []],
    ['it is the person themselves', [{ ...teacher(TEACHER), groups: [STAFF] }]],
    ['it is a student', [teacher(STUDENT), aUser({ id: STUDENT, groups: [STUDENTS] })]],
    ['they are in none of the schools', [teacher(KNOWN_TO_GRAPH), aUser({ groups: [] })]],
  ])('is missed when %s', async (_, users) => {
    expect(await managerOf(users)).toBeUndefined();
  });

  it('is missed when the app may not ask, and that is told', async () => {
    graph.refusals.set(/manager/, failure(403, 'Authorization_RequestDenied', 'No.'));
    expect(await managerOf([teacher(KNOWN_TO_GRAPH), aUser()])).toBeUndefined();
    expect(refusals).toEqual(['manager 403']);
  });

  it('is a fault when Graph does not answer', async () => {
    graph.refusals.set(/manager/, 'cut');
    await expect(managerOf([teacher(KNOWN_TO_GRAPH)])).rejects.toEqual(unreachable);
  });

  it('is the only contact that Graph is asked for', async () => {
    const directory = directoryOf([teacher(KNOWN_TO_GRAPH), aUser()]);
    for (const role of ['mentor', 'team-leader', 'school-leader', 'safety-coordinator'] as const) {
      await directory.findContact(inNorth(TEACHER), role);
    }
    expect(graph.requests).toHaveLength(0);
  });
});

describe('Colleagues', () => {
  const me = { ...inNorth(TEACHER), name: 'Docent', role: 'staff' } as const;

  it('are those of the file and of all pages of the groups, by name, each once and without the person', async () => {
    const schools = [aSchool({ groups: { staff: [STAFF, STAFF_SOUTH] } })];
    const users = [
      aUser({ id: TEACHER, displayName: 'Docent' }),
      aUser({ id: idOf(61), displayName: 'Zus' }),
      aUser({ id: idOf(62), displayName: 'Aap', groups: [STAFF, STAFF_SOUTH] }),
      aUser({ id: idOf(63), displayName: 'Weg', accountEnabled: false }),
      aUser({ id: MANAGER, displayName: 'Iemand' }),
      aUser({ id: idOf(64), displayName: 'Mies', groups: [STAFF_SOUTH] }),
    ];
    const found = await directoryOf(users, { schools }).listColleagues(me);
    expect(found.map(({ name }) => name)).toEqual([
      'Aap',
      'Lijnmanager',
      'Mies',
      'Schoolleider',
      'Veiligheidscoördinator',
      'Vervanger',
      'Zus',
    ]);
    // a device and five members at two a page, then a device and two
    expect(graph.count(/transitiveMembers/)).toBe(5);
  });

  it('in Graph of whom the file says something else are left out', async () => {
    const schools = [withGroups, aSchool({ id: 'south' })];
    const people = [...leaders(), aPerson({ id: KNOWN_TO_GRAPH, name: 'Collega', school: 'south' })];
    const found = await directoryOf([aUser()], { schools, people }).listColleagues(me);
    expect(found.map(({ name }) => name)).not.toContain('Collega');
  });

  it('are a fault when Graph does not answer', async () => {
    graph.refusals.set(/members/i, 'cut');
    await expect(directoryOf([]).listColleagues(me)).rejects.toEqual(unreachable);
  });
});

describe('An answer of Graph', () => {
  it('is shared by equal questions at the same time', async () => {
    const directory = directoryOf([aUser()]);
    const found = await Promise.all([1, 2, 3].map(() => directory.findPerson(ref(KNOWN_TO_GRAPH))));
    expect(found.map((person) => person?.name)).toEqual(['Collega', 'Collega', 'Collega']);
    expect(graph.requests).toHaveLength(3);
  });

  it('is kept for a quarter of an hour', async () => {
    const directory = directoryOf([aUser()]);
    await directory.findPerson(ref(KNOWN_TO_GRAPH));
    now += 15 * 60_000 - 1;
    await directory.findPerson(ref(KNOWN_TO_GRAPH));
    expect(graph.count(/^\/users\/[^/]+\?/)).toBe(1);
    now += 1;
    await directory.findPerson(ref(KNOWN_TO_GRAPH));
    expect(graph.count(/^\/users\/[^/]+\?/)).toBe(2);
  });

  it('that found nobody is kept for a minute', async () => {
    const directory = directoryOf([]);
    await directory.findPerson(ref(KNOWN_TO_GRAPH));
    graph.users = [aUser()];
    now += 60_000 - 1;
    expect(await directory.findPerson(ref(KNOWN_TO_GRAPH))).toBeUndefined();
    now += 1;
    expect(await directory.findPerson(ref(KNOWN_TO_GRAPH))).toMatchObject({ name: 'Collega' });
  });

  it('that did not come is not waited for again for five seconds', async () => {
    const directory = directoryOf([aUser()]);
    graph.failures.push('cut', 'cut', 'cut');
    await expect(directory.findPerson(ref(KNOWN_TO_GRAPH))).rejects.toEqual(unreachable);
    await expect(directory.findPerson(ref(KNOWN_TO_GRAPH))).rejects.toEqual(unreachable);
    expect(graph.requests).toHaveLength(3);
    now += 5000;
    expect(await directory.findPerson(ref(KNOWN_TO_GRAPH))).toMatchObject({ name: 'Collega' });
  });
});
