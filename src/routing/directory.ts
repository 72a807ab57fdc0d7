import { isFault } from '../errors.ts';
import type { Person, PersonRef } from './person.ts';
import type { Calendar } from './school-time.ts';

/** A part that somebody plays for somebody else. */
export const CONTACT_ROLES = [
  'line-manager',
  'mentor',
  'team-leader',
  'school-leader',
  'safety-coordinator',
] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

export interface School {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  /** Id of the policy that holds there. */
  readonly policy: string;
  readonly calendar: Calendar;
}

/**
 * Who is who, and who answers for whom. A miss is `undefined`; a directory that cannot be reached throws a fault
 * `directory-unreachable`.
 */
export interface Directory {
  findPerson(ref: PersonRef): Promise<Person | undefined>;
  findSchool(id: string): Promise<School | undefined>;
  /** The one school of a tenant where a policy holds; nothing when there is none or more than one. */
  findSchoolOf(tenant: string, policy: string): Promise<School | undefined>;
  /** Who plays a role for a person. `team-leader` is the one on duty; without one of their own, that of the school. */
  findContact(
    person: Pick<Person, 'tenant' | 'id' | 'school'>,
    role: ContactRole,
  ): Promise<Person | undefined>;
  isAbsent(person: PersonRef, at: Date): Promise<boolean>;
  /** Who stands in for somebody: the deputy named for an absence at that time, else their standing deputy. */
  findDeputy(person: PersonRef, at: Date): Promise<Person | undefined>;
  /** Staff of the same school, by name, without the person; what a choice list shows. */
  listColleagues(person: Person): Promise<readonly Person[]>;
}

/** Takes somebody for unknown while the directory cannot be reached. */
export async function orUnknown<T>(found: Promise<T | undefined>): Promise<T | undefined> {
  const known = await orUnreachable(found);
  return known === 'unreachable' ? undefined : known;
}

/** Tells apart what the directory does not know and what it cannot say now. */
export async function orUnreachable<T>(found: Promise<T>): Promise<T | 'unreachable'> {
  try {
    return await found;
  } catch (error) {
    if (isFault(error) && error.code === 'directory-unreachable') return 'unreachable';
    throw error;
  }
}
