import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseGroupAction } from '../../../../src/flows/group-chat/action.ts';
import { createGroupChats, type GroupChats } from '../../../../src/flows/group-chat/group-chat.ts';
import type { Group, GroupEvent } from '../../../../src/flows/group-chat/model.ts';
import type { GroupChange, Groups, TeamsGroups } from '../../../../src/flows/group-chat/ports.ts';
import type { GroupChatReply } from '../../../../src/flows/group-chat/reply.ts';
import type { SelfDescriptions } from '../../../../src/flows/people.ts';
import { loadLibrary } from '../../../../src/policy/load.ts';
import type { Policy } from '../../../../src/policy/model.ts';
import type { Directory } from '../../../../src/routing/directory.ts';
import { CALENDAR, NOW } from '../../../support/cases.ts';
import { buildPerson, createPeople, TENANT } from '../../../support/routing/people.ts';

/** The flow for group chats without a database and without Teams, at a school in memory. */

const LIBRARY = loadLibrary(join(import.meta.dirname, '..', '..', '..', '..', 'policies'));

/** A policy of the repository. */
export function policyOf(id: string): Policy {
  const policy = LIBRARY.policies.get(id);
  if (!policy) throw new Error(`no policy ${id}`);
  return policy;
}

/** A teacher with a line manager, colleagues and students, at a school with a policy. */
export const buildSchool = (policy: string): Directory =>
  createPeople({
    people: [
      ...['teacher', 'second', 'manager', 'head'].map((id) => buildPerson(id)),
      ...['student', 'classmate'].map((id) => buildPerson(id, { role: 'student' })),
    ],
    schools: [{ id: 'school', tenant: TENANT, name: 'School', policy, calendar: CALENDAR }],
    contacts: { teacher: { 'line-manager': 'manager', 'school-leader': 'head' } },
  });

export interface FlowInMemory {
  readonly flow: GroupChats;
  readonly groups: Groups;
  /** The policies that hold; a test may change them while groups run. */
  readonly policies: Map<string, Policy>;
  /** Sends what a button sends. */
  press(person: string, data: object): Promise<GroupChatReply>;
  /** Puts groups there as they are. */
  put(...groups: readonly Group[]): Promise<void>;
  get(id: string): Promise<Group>;
}

const NOBODY_TOLD: SelfDescriptions = { find: async () => undefined };

/** Opens the flow; Teams lets the bot do nothing but what `teams` says. */
export function openFlow(
  policy: string,
  { teams = {}, directory = buildSchool(policy), profiles = NOBODY_TOLD }: FlowSettings = {},
): FlowInMemory {
  const groups = createGroupsInMemory();
  const policies = new Map(LIBRARY.policies);
  const flow = createGroupChats({
    groups,
    directory,
    teams: { ...NOTHING_PERMITTED, ...teams },
    canAct: true,
    library: { ...LIBRARY, policies },
    profiles,
    findName: async () => undefined,
    findChannelId: async () => undefined,
    feedback: { looksDifferent: async () => undefined },
    deliver: async () => undefined,
    newId: randomUUID,
    isTooOften: async () => false,
    now: () => NOW,
  });
  return {
    flow,
    groups,
    policies,
    press: async (person, data) => {
      const action = parseGroupAction(data);
      if (!action) throw new Error(`no action: ${JSON.stringify(data)}`);
      return flow.press({ tenant: TENANT, id: person }, action);
    },
    put: async (...all) => {
      for (const group of all) await groups.create({ group, events: [], messages: [] });
    },
    get: async (id) => {
      const group = await groups.find({ tenant: TENANT, id });
      if (!group) throw new Error(`no group ${id}`);
      return group;
    },
  };
}

export interface FlowSettings {
  /** What people told about themselves. */
  readonly profiles?: SelfDescriptions;
  readonly teams?: Partial<TeamsGroups>;
  readonly directory?: Directory;
}

const refuse = async () => ({ kind: 'not-permitted' }) as const;
const NOTHING_PERMITTED: TeamsGroups = {
  createChat: refuse,
  readModeration: refuse,
  setModeration: refuse,
  readMembers: refuse,
  post: refuse,
};

/** The register, with the rules that its table keeps: versions, one draft a person, one group a chat. */
function createGroupsInMemory(): Groups {
  const kept = new Map<string, Group>();
  const events = new Map<string, GroupEvent[]>();
  const all = () => [...kept.values()];
  const isThere = ({ state }: Group) => state !== 'dropped' && state !== 'closed';
  const isTaken = (group: Group): boolean =>
    all().some(
      (other) =>
        other.id !== group.id &&
        ((group.state === 'draft' && other.state === 'draft' && other.owner.id === group.owner.id) ||
          (group.chat !== undefined &&
            isThere(group) &&
            isThere(other) &&
            other.chat?.conversation === group.chat.conversation)),
    );
  const keep = ({ group, events: happened }: GroupChange): true => {
    kept.set(group.id, group);
    events.set(group.id, [...(events.get(group.id) ?? []), ...happened]);
    return true;
  };
  return {
    find: async ({ id }) => kept.get(id),
    findDraft: async ({ id }) => all().find(({ state, owner }) => state === 'draft' && owner.id === id),
    findByChat: async (_tenant, conversation) =>
      all().find((group) => isThere(group) && group.chat?.conversation === conversation),
    findStopped: async ({ id }, conversation) =>
      all().findLast(
        ({ state, owner, chat }) =>
          state === 'dropped' && owner.id === id && chat?.conversation === conversation,
      ),
    listUnreadable: async () => [],
    listFor: async ({ id }) => all().filter(({ owner }) => owner.id === id),
    create: async (change) => !kept.has(change.group.id) && !isTaken(change.group) && keep(change),
    save: async (change) =>
      kept.get(change.group.id)?.version === change.group.version - 1 &&
      !isTaken(change.group) &&
      keep(change),
    record: async () => undefined,
    listEvents: async ({ id }) => events.get(id) ?? [],
    listDue: async () => [],
    saveCard: async () => undefined,
    findCard: async () => undefined,
  };
}
