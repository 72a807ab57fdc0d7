import { IANAZone } from 'luxon';
import { z } from 'zod';
import { AUDIENCES } from '../policy/model.ts';

/** The shape of `directory.yaml`. Unknown keys are errors: they are typing mistakes. What refers to what is checked in `check.ts`. */

/** In the order of ISO 8601: Monday is 1. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

// Portals copy GUIDs in either case; in here they are compared in lower case.
const guid = (what: string) => z.guid(`must be ${what}, a GUID`).toLowerCase();
const person = guid('the Entra object id of a person');
const group = guid('the Entra object id of a group');
const day = z.iso.date('must be a date such as 2026-10-17');

const span = { from: day, until: day };
const inOrder = ({ from, until }: { readonly from: string; readonly until: string }) => from <= until;
const ORDER = { path: ['until'], error: 'must not be before from' };

const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d';
const block = z
  .string()
  .regex(new RegExp(`^${CLOCK}-${CLOCK}$`), 'must be two times with a hyphen between, such as 08:30-12:15');
const office = ['08:00-17:00'];
const weekdays = { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office };

const roster = z.strictObject({
  weekdays: z.partialRecord(z.enum(WEEKDAYS), person).default({}),
  dates: z.array(z.strictObject({ ...span, person }).refine(inOrder, ORDER)).default([]),
  otherwise: person.optional(),
});

const school = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id has lower-case letters, digits and hyphens'),
  tenant: guid('the id of a tenant'),
  name: z.string().min(1),
  policy: z.string().min(1),
  zone: z
    .string()
    .refine(IANAZone.isValidZone, 'must be a time zone such as Europe/Amsterdam')
    .default('Europe/Amsterdam'),
  hours: z.partialRecord(z.enum(WEEKDAYS), z.array(block)).default(weekdays),
  closed: z
    .array(z.strictObject({ ...span, name: z.string().optional() }).refine(inOrder, ORDER))
    .default([]),
  /** One person is a roster with that person on every day. */
  teamLeaderOnDuty: z
    .preprocess((value) => (typeof value === 'string' ? { otherwise: value } : value), roster)
    .optional(),
  schoolLeader: person,
  safetyCoordinator: person,
  groups: z
    .strictObject({ staff: z.array(group).default([]), students: z.array(group).default([]) })
    .default({ staff: [], students: [] }),
});

const member = z.strictObject({
  id: person,
  name: z.string().min(1),
  role: z.enum(AUDIENCES),
  school: z.string().min(1),
  principal: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/, 'must be a user principal name such as a.bakker@school.nl')
    .optional(),
  lineManager: person.optional(),
  mentor: person.optional(),
  teamLeader: person.optional(),
  deputy: person.optional(),
  absences: z
    .array(z.strictObject({ ...span, deputy: person.optional() }).refine(inOrder, ORDER))
    .default([]),
});

export const directoryFile = z.strictObject({
  schools: z.array(school).default([]),
  people: z.array(member).default([]),
});

/** What a directory file says; ids of people, groups and tenants in lower case. */
export type DirectoryContent = Readonly<z.infer<typeof directoryFile>>;
export type SchoolEntry = DirectoryContent['schools'][number];
export type PersonEntry = DirectoryContent['people'][number];
