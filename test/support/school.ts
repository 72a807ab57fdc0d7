import { stringify } from 'yaml';

/** A school for tests: who is who, by their parts. Everybody's object id is made from a number. */
export const TENANT = '99999999-0000-4000-8000-000000000000';

const idOf = (number: number): string => `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

export const PEOPLE = {
  teacher: idOf(1),
  manager: idOf(2),
  deputy: idOf(3),
  teamLeader: idOf(4),
  schoolLeader: idOf(5),
  safety: idOf(6),
  student: idOf(7),
  classmate: idOf(8),
  mentor: idOf(9),
  colleague: idOf(10),
  parent: idOf(11),
  stranger: idOf(12),
} as const;
export type Part = keyof typeof PEOPLE;

/** A person of the directory as YAML has it. */
type Entry = Readonly<Record<string, unknown>>;

const staff = (part: Part, more: Entry = {}): Entry => ({
  id: PEOPLE[part],
  name: part,
  role: 'staff',
  school: 'school',
  principal: `${part.toLowerCase()}@school.example`,
  ...more,
});

/** The directory file of the school. `more` adds to what it says of people, by their parts; `null` takes somebody out. */
export function buildDirectory(
  more: Readonly<Partial<Record<Part, Entry | null>>> = {},
  school: Entry = {},
): string {
  const people: Partial<Record<Part, Entry>> = {
    teacher: staff('teacher', { lineManager: PEOPLE.manager }),
    manager: staff('manager', { deputy: PEOPLE.deputy }),
    deputy: staff('deputy'),
    teamLeader: staff('teamLeader'),
    schoolLeader: staff('schoolLeader'),
    safety: staff('safety'),
    mentor: staff('mentor'),
    colleague: staff('colleague', { lineManager: PEOPLE.manager }),
    student: { ...staff('student', { mentor: PEOPLE.mentor }), role: 'student' },
    classmate: { ...staff('classmate', { mentor: PEOPLE.mentor }), role: 'student' },
    parent: { ...staff('parent'), role: 'parent' },
  };
  return stringify({
    schools: [
      {
        id: 'school',
        tenant: TENANT,
        name: 'School',
        policy: 'svok',
        hours: Object.fromEntries(
          ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
            day,
            ['08:00-12:00', '12:30-17:00'],
          ]),
        ),
        teamLeaderOnDuty: PEOPLE.teamLeader,
        schoolLeader: PEOPLE.schoolLeader,
        safetyCoordinator: PEOPLE.safety,
        ...school,
      },
    ],
    people: Object.entries(people).flatMap(([part, entry]) => {
      const added = more[part as Part];
      return added === null ? [] : [{ ...entry, ...added }];
    }),
  });
}
