import { stringify } from 'yaml';

/** A school of many people for `npm run chaos`: who is who, and who has which part. All ids are made from a number. */

export const TENANT = '99999999-0000-4000-8000-000000000001';

/** What the directory file says of a person, as far as a chain hangs on it. */
export interface Member {
  readonly id: string;
  readonly role: 'staff' | 'student';
  readonly lineManager?: string;
  readonly mentor?: string;
  readonly teamLeader?: string;
  readonly deputy?: string;
  readonly absences?: readonly { readonly from: string; readonly until: string }[];
}

export interface Crowd {
  readonly people: ReadonlyMap<string, Member>;
  /** Who report: teachers, students, and some managers. */
  readonly reporters: readonly string[];
  readonly teamLeaderOnDuty: string;
  readonly schoolLeader: string;
  readonly safetyCoordinator: string;
  /** The directory file that the bot reads. */
  readonly yaml: string;
}

const SIZES = { teacher: 40, manager: 10, leader: 4, student: 10 } as const;
type Group = keyof typeof SIZES;

const GROUPS: readonly Group[] = ['teacher', 'manager', 'leader', 'student'];
const idOf = (group: number, number: number): string =>
  `00000000-0000-4000-9${group}00-${String(number).padStart(12, '0')}`;
const id = (group: Group, number: number): string => idOf(GROUPS.indexOf(group), number % SIZES[group]);

const HEAD = idOf(8, 1);
const SAFETY = idOf(9, 1);

/** The whole time of any run, and more. */
const ALWAYS = [{ from: '2025-01-01', until: '2026-01-01' }];

/**
 * Makes the school. Managers stand in for each other, in a ring; two of them are always away, one of those for a
 * colleague who is away too. Half of the teachers have a team leader of their own, the others the one on duty.
 */
export function createCrowd(): Crowd {
  const list = (group: Group, make: (number: number) => Omit<Member, 'id' | 'role'>): Member[] =>
    Array.from({ length: SIZES[group] }, (_, number) => ({
      id: id(group, number),
      role: group === 'student' ? 'student' : 'staff',
      ...make(number),
    }));
  const members: readonly Member[] = [
    ...list('teacher', (number) => ({
      lineManager: id('manager', number),
      ...(number % 2 === 0 && { teamLeader: id('leader', number / 2) }),
    })),
    ...list('manager', (number) => ({
      lineManager: HEAD,
      deputy: id('manager', number + 1),
      ...([3, 4].includes(number) && { absences: ALWAYS }),
    })),
    ...list('leader', () => ({ lineManager: HEAD })),
    ...list('student', (number) => ({ mentor: id('teacher', number) })),
    { id: HEAD, role: 'staff' },
    { id: SAFETY, role: 'staff' },
  ];
  const people = new Map(members.map((member) => [member.id, member]));
  const managers = [0, 2, 9].map((number) => id('manager', number));
  const isReporter = ({ lineManager, mentor }: Member) => mentor ?? (lineManager && lineManager !== HEAD);
  return {
    people,
    reporters: [...members.filter(isReporter).map((member) => member.id), ...managers],
    teamLeaderOnDuty: id('leader', 1),
    schoolLeader: HEAD,
    safetyCoordinator: SAFETY,
    yaml: toYaml(members),
  };
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Open around the clock, so that a run need not wait for a morning; see `endOfMinutes` for the minute that is missing. */
const toYaml = (members: readonly Member[]): string =>
  stringify({
    schools: [
      {
        id: 'school',
        tenant: TENANT,
        name: 'School',
        policy: 'svok',
        zone: 'UTC',
        hours: Object.fromEntries(DAYS.map((day) => [day, ['00:00-23:59']])),
        teamLeaderOnDuty: id('leader', 1),
        schoolLeader: HEAD,
        safetyCoordinator: SAFETY,
      },
    ],
    people: members.map((member) => ({ ...member, name: `P${member.id.slice(-14)}`, school: 'school' })),
  });
