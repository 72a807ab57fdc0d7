import { createFileDirectory } from '../../../src/directory/file.ts';
import {
  aPerson,
  aSchool,
  COORDINATOR,
  contentOf,
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

/** A Wednesday in school time. */
const NOW = new Date('2026-11-18T10:00:00Z');

const directoryOf = (overrides: object = {}, now = NOW) =>
  createFileDirectory(contentOf(overrides), () => now);
const withPeople = (...people: readonly object[]) => directoryOf({ people: [...leaders(), ...people] });
const ref = (id: string, tenant = TENANT) => ({ tenant, id });
const teacher = { ...ref(TEACHER), school: 'north' };

describe('The file directory', () => {
  it('finds somebody by tenant and id', async () => {
    const directory = withPeople(aPerson({ principal: 'docent@school.example' }));
    expect(await directory.findPerson(ref(TEACHER))).toEqual({
      ...teacher,
      name: 'Docent',
      role: 'staff',
      principal: 'docent@school.example',
    });
  });

  it('does not mind the case of ids', async () => {
    const found = await directoryOf().findPerson(ref(TEACHER.toUpperCase(), TENANT.toUpperCase()));
    expect(found?.id).toBe(TEACHER);
  });

  it('misses somebody who is not in it, and whoever has no object id', async () => {
    expect(await directoryOf().findPerson(ref(idOf(99)))).toBeUndefined();
    expect(await directoryOf().findPerson(ref('user-id-0'))).toBeUndefined();
  });

  it('misses everybody when it is empty', async () => {
    const directory = createFileDirectory({ schools: [], people: [] }, () => NOW);
    expect(await directory.findPerson(ref(TEACHER))).toBeUndefined();
    expect(await directory.findContact(teacher, 'school-leader')).toBeUndefined();
    expect(await directory.isAbsent(ref(TEACHER), NOW)).toBe(false);
  });

  it('keeps the tenants apart', async () => {
    const directory = directoryOf();
    const stranger = { ...teacher, tenant: OTHER_TENANT };
    expect(await directory.findPerson(stranger)).toBeUndefined();
    expect(await directory.findContact(stranger, 'school-leader')).toBeUndefined();
    expect(await directory.findContact(stranger, 'line-manager')).toBeUndefined();
    expect(await directory.findSchoolOf(OTHER_TENANT, 'tiny')).toBeUndefined();
  });

  it('gives a school with its calendar, weekdays as ISO numbers', async () => {
    const closed = [{ from: '2026-12-19', until: '2027-01-03', name: 'Kerstvakantie' }];
    const hours = { monday: ['08:30-12:15', '13:00-16:30'], wednesday: [], sunday: ['10:00-11:00'] };
    const directory = directoryOf({ schools: [aSchool({ hours, closed })] });
    expect(await directory.findSchool('north')).toEqual({
      id: 'north',
      tenant: TENANT,
      name: 'Noord',
      policy: 'tiny',
      calendar: {
        zone: 'Europe/Amsterdam',
        hours: {
          1: [
            ['08:30', '12:15'],
            ['13:00', '16:30'],
          ],
          7: [['10:00', '11:00']],
        },
        closed,
      },
    });
    expect(await directory.findSchool('south')).toBeUndefined();
  });

  it('finds the school of a policy only when there is one', async () => {
    const one = directoryOf({ schools: [aSchool(), aSchool({ id: 'south', policy: 'other' })] });
    expect((await one.findSchoolOf(TENANT, 'tiny'))?.id).toBe('north');
    expect(await one.findSchoolOf(TENANT, 'third')).toBeUndefined();
    const two = directoryOf({ schools: [aSchool(), aSchool({ id: 'south' })] });
    expect(await two.findSchoolOf(TENANT, 'tiny')).toBeUndefined();
  });

  it('lists the staff of a school by name, without the person', async () => {
    const directory = directoryOf({
      schools: [aSchool(), aSchool({ id: 'south' })],
      people: [
        ...leaders(),
        aPerson(),
        aPerson({ id: idOf(10), name: 'Élodie' }),
        aPerson({ id: idOf(11), name: 'Zuid', school: 'south' }),
        aPerson({ id: STUDENT, name: 'Leerling', role: 'student' }),
      ],
    });
    const found = await directory.listColleagues({ ...teacher, name: 'Docent', role: 'staff' });
    expect(found.map(({ name }) => name)).toEqual([
      'Élodie',
      'Lijnmanager',
      'Schoolleider',
      'Veiligheidscoördinator',
      'Vervanger',
    ]);
  });
});

describe('A contact', () => {
  it('of each role is the one that the file names', async () => {
    const named = { lineManager: MANAGER, mentor: DEPUTY, teamLeader: COORDINATOR };
    const directory = withPeople(aPerson(named));
    const idOfRole = async (role: Parameters<typeof directory.findContact>[1]) =>
      (await directory.findContact(teacher, role))?.id;
    expect(await idOfRole('line-manager')).toBe(MANAGER);
    expect(await idOfRole('mentor')).toBe(DEPUTY);
    expect(await idOfRole('team-leader')).toBe(COORDINATOR);
    expect(await idOfRole('school-leader')).toBe(LEADER);
    expect(await idOfRole('safety-coordinator')).toBe(COORDINATOR);
  });

  it('of a person is missed when the file names none', async () => {
    const directory = directoryOf();
    expect(await directory.findContact(teacher, 'line-manager')).toBeUndefined();
    expect(await directory.findContact(teacher, 'mentor')).toBeUndefined();
    expect(await directory.findContact(teacher, 'team-leader')).toBeUndefined();
  });

  it('of a school is found for somebody whom the file does not name', async () => {
    const stranger = { ...ref(idOf(99)), school: 'north' };
    expect((await directoryOf().findContact(stranger, 'school-leader'))?.id).toBe(LEADER);
  });
});

describe('The team leader on duty', () => {
  const roster = {
    dates: [{ from: '2026-11-16', until: '2026-11-18', person: MANAGER }],
    weekdays: { wednesday: DEPUTY, thursday: DEPUTY },
    otherwise: LEADER,
  };
  const onDuty = async (duty: unknown, at: string) => {
    const directory = directoryOf({ schools: [aSchool({ teamLeaderOnDuty: duty })] }, new Date(at));
    return (await directory.findContact(teacher, 'team-leader'))?.id;
  };

  it('is one person at all times when the file says so', async () => {
    expect(await onDuty(MANAGER, '2026-11-21T23:00:00Z')).toBe(MANAGER);
  });

  it.each([
    ['by date before all else', '2026-11-18T10:00:00Z', MANAGER],
    ['by date until midnight of the last day, by the clocks of the school', '2026-11-18T22:59:00Z', MANAGER],
    ['by weekday from then on', '2026-11-18T23:00:00Z', DEPUTY],
    ['by weekday on any other such day', '2026-11-25T10:00:00Z', DEPUTY],
    ['otherwise', '2026-11-20T10:00:00Z', LEADER],
  ])('goes %s', async (_, at, expected) => {
    expect(await onDuty(roster, at)).toBe(expected);
  });

  it('is nobody on a day that the roster leaves open', async () => {
    expect(await onDuty({ weekdays: { monday: MANAGER } }, '2026-11-20T10:00:00Z')).toBeUndefined();
  });
});

describe('An absence', () => {
  const absentOn = async (at: string, zone = 'Europe/Amsterdam') => {
    const absences = [{ from: '2027-03-28', until: '2027-03-29' }];
    const directory = directoryOf({
      schools: [aSchool({ zone })],
      people: [...leaders(), aPerson({ absences })],
    });
    return directory.isAbsent(ref(TEACHER), new Date(at));
  };

  // on 28 March 2027 the clocks go forward: the day begins at 23:00 UTC, the one after at 22:00
  it.each([
    ['has not begun a minute before the first day', '2027-03-27T22:59:00Z', false],
    ['begins with the first day', '2027-03-27T23:00:00Z', true],
    ['holds in the night in which the clocks change', '2027-03-28T01:30:00Z', true],
    ['holds until the end of the last day', '2027-03-29T21:59:00Z', true],
    ['ends with the last day, in summer time', '2027-03-29T22:00:00Z', false],
  ])('%s', async (_, at, expected) => {
    expect(await absentOn(at)).toBe(expected);
  });

  it('ends an hour later on the day on which the clocks go back', async () => {
    const absences = [{ from: '2026-10-25', until: '2026-10-25' }];
    const directory = withPeople(aPerson({ absences }));
    const isAbsent = (at: string) => directory.isAbsent(ref(TEACHER), new Date(at));
    expect(await isAbsent('2026-10-24T21:59:00Z')).toBe(false);
    expect(await isAbsent('2026-10-24T22:00:00Z')).toBe(true);
    expect(await isAbsent('2026-10-25T22:59:00Z')).toBe(true);
    expect(await isAbsent('2026-10-25T23:00:00Z')).toBe(false);
  });

  it('is counted in the zone of the school', async () => {
    expect(await absentOn('2027-03-30T03:00:00Z', 'America/Curacao')).toBe(true);
    expect(await absentOn('2027-03-30T03:00:00Z')).toBe(false);
  });
});

describe('A deputy', () => {
  const directory = withPeople(
    aPerson({
      deputy: MANAGER,
      absences: [
        { from: '2027-01-04', until: '2027-01-08', deputy: DEPUTY },
        { from: '2027-02-01', until: '2027-02-05' },
      ],
    }),
  );
  const deputyOn = async (day: string) =>
    (await directory.findDeputy(ref(TEACHER), new Date(`${day}T10:00:00Z`)))?.id;

  it('is the one named for the absence', async () => {
    expect(await deputyOn('2027-01-08')).toBe(DEPUTY);
  });

  it('is the standing one in an absence that names none', async () => {
    expect(await deputyOn('2027-02-01')).toBe(MANAGER);
  });

  it('is the standing one when there is no absence', async () => {
    expect(await deputyOn('2027-01-09')).toBe(MANAGER);
  });

  it('is missed for somebody without one', async () => {
    expect(await directory.findDeputy(ref(LEADER), NOW)).toBeUndefined();
    expect(await directory.findDeputy(ref(TEACHER, OTHER_TENANT), NOW)).toBeUndefined();
  });
});
