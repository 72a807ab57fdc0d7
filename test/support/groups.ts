import { randomUUID } from 'node:crypto';
import type {
  Chat,
  Group,
  GroupEvent,
  GroupState,
  Permission,
  Second,
} from '../../src/flows/group-chat/model.ts';
import type { GroupChange } from '../../src/flows/group-chat/ports.ts';
import { at, CHAIN, NOW } from './cases.ts';
import { named, TENANT } from './routing/people.ts';

/** Builders of groups as the flow makes them, of the people in `test/routing/people.ts`; each takes overrides. */

export const buildSecond = (overrides: Partial<Second> = {}): Second => ({
  person: named('second'),
  state: 'asked',
  at: NOW.toISOString(),
  reminded: false,
  ...overrides,
});

/** A permission that the line manager was asked for. */
export const buildPermission = (overrides: Partial<Permission> = {}): Permission => ({
  why: 'Voor de excursie naar Gent',
  chain: CHAIN,
  step: 0,
  asked: [named('manager')],
  state: 'asked',
  at: NOW.toISOString(),
  reminded: false,
  decider: undefined,
  words: '',
  ...overrides,
});

export const buildChat = (overrides: Partial<Chat> = {}): Chat => ({
  conversation: '19:chat',
  kind: 'group',
  team: '',
  seenAt: NOW.toISOString(),
  staff: [named('teacher'), named('second')],
  students: 24,
  ...overrides,
});

/** A group of a teacher in the register, which waits for its second member of staff. */
export const buildGroup = (overrides: Partial<Group> = {}): Group => ({
  id: randomUUID(),
  tenant: TENANT,
  school: 'school',
  policy: 'svok',
  owner: { ...named('teacher'), language: 'nl' },
  leader: named('manager'),
  state: 'waiting',
  version: 1,
  answers: {
    purpose: 'trip',
    medium: 'teams',
    participants: 'students',
    age: 'under-16',
    'managed-by': 'staff',
    name: '2B',
    until: '2027-07-31',
  },
  at: 'check',
  wentOn: false,
  later: [],
  second: buildSecond(),
  permission: undefined,
  consent: undefined,
  proofs: {},
  informedAt: NOW.toISOString(),
  chat: undefined,
  unattended: undefined,
  told: [],
  reviewOn: '2027-07-31',
  waits: [
    { awaited: 'review', at: '2027-07-31T06:00:00.000Z' },
    { awaited: 'second-staff', at: at('12:00').toISOString() },
  ],
  createdAt: NOW.toISOString(),
  registeredAt: NOW.toISOString(),
  closedAt: '',
  ...overrides,
});

const NOT_YET = {
  leader: undefined,
  second: undefined,
  informedAt: '',
  registeredAt: '',
  reviewOn: '',
  waits: [],
} as const satisfies Partial<Group>;

const STATES: Readonly<Record<GroupState, Partial<Group>>> = {
  draft: { ...NOT_YET, version: 0, at: 'purpose', answers: { name: '', until: '' } },
  waiting: {},
  active: { second: buildSecond({ state: 'confirmed' }) },
  review: { second: buildSecond({ state: 'confirmed' }) },
  closed: { second: buildSecond({ state: 'confirmed' }), waits: [], closedAt: NOW.toISOString() },
  dropped: NOT_YET,
};

/** A group in a state, with what goes with it. */
export const buildGroupIn = (state: GroupState, overrides: Partial<Group> = {}): Group =>
  buildGroup({ ...STATES[state], state, ...overrides });

export const buildGroupEvent = (overrides: Partial<GroupEvent> = {}): GroupEvent => ({
  at: NOW,
  kind: 'registered',
  version: 1,
  actor: named('teacher'),
  ...overrides,
});

/** The change that makes a group what it is, with an event and a message to the second member of staff. */
export const buildGroupChange = (
  group: Group,
  overrides: Partial<Omit<GroupChange, 'group'>> = {},
): GroupChange => ({
  group,
  events: [buildGroupEvent({ version: group.version })],
  messages: group.second ? [{ to: group.second.person.id, notice: 'second-asked' }] : [],
  ...overrides,
});
