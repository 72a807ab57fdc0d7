import type { LeaderRequirement } from '../../policy/groups.ts';
import type { ChainRule } from '../../policy/model.ts';
import { makeChain, planRoute, type RoutePart, takeStep } from '../../routing/chain.ts';
import type { Directory } from '../../routing/directory.ts';
import type { Named, PersonRef } from '../../routing/person.ts';
import { addSchoolMinutes, type Calendar } from '../../routing/school-time.ts';
import { type Happened, type Step, setWait, type Turn, tell, WORKING_DAY } from './changes.ts';
import type { Group, Permission } from './model.ts';

/** Asks for a permission along a chain, as a report is brought to a leader: absent people are passed over, deputies asked. */

/** Whoever the policy names, who stands in for them, and the school leader. Each has two working days, with a reminder. */
export const chainFor = ({ of }: LeaderRequirement): readonly ChainRule[] =>
  [...new Set([of, 'deputy', 'school-leader'] as const)].map((role) => ({ role, minutes: 2 * WORKING_DAY }));

/** Who is asked, in turn, when nobody reacts. */
export async function foreseeRoute(
  directory: Directory,
  owner: PersonRef & { readonly school: string },
  requirement: LeaderRequirement,
  { now, calendar }: { readonly now: Date; readonly calendar: Calendar },
): Promise<readonly RoutePart[]> {
  const chain = await makeChain(directory, owner, chainFor(requirement), now);
  const { tenant, id: reporter } = owner;
  return planRoute(directory, { chain, tenant, reporter, involved: [], at: now }, (minutes, from) =>
    addSchoolMinutes(calendar, from, minutes),
  );
}

/** Asks the first who can be asked; the words of the request are those that the owner wrote. */
export async function askPermission(
  directory: Directory,
  turn: Turn,
  requirement: LeaderRequirement,
): Promise<Step> {
  const { group, now } = turn;
  const owner = { tenant: group.tenant, id: group.owner.id, school: group.school };
  const chain = await makeChain(directory, owner, chainFor(requirement), now);
  const asked: Permission = {
    why: group.permission?.why ?? '',
    chain,
    step: 0,
    asked: [],
    state: 'asked',
    at: now.toISOString(),
    reminded: false,
    decider: undefined,
    words: '',
  };
  return advance(directory, turn, asked, 0, []);
}

/** No answer: one reminder; then the next in the chain is asked. */
export async function remindPermission(directory: Directory, turn: Turn): Promise<Step> {
  const { permission } = turn.group;
  const last = permission?.asked.at(-1);
  if (!permission || !last) return { changes: {}, events: [], messages: [] };
  if (permission.reminded) {
    return advance(directory, turn, permission, permission.step + 1, [
      { kind: 'permission-passed-on', subject: last },
    ]);
  }
  return {
    changes: {
      permission: { ...permission, reminded: true },
      waits: setWait(turn, 'permission', WORKING_DAY),
    },
    events: [{ kind: 'reminded', subject: last, reason: 'permission' }],
    messages: tell([last.id], 'permission-reminder'),
  };
}

/** Whoever is asked cannot be reached: the next one is asked at once. */
export async function skipApprover(
  directory: Directory,
  turn: Turn,
  person: string,
): Promise<Step | undefined> {
  const { permission } = turn.group;
  const last = permission?.asked.at(-1);
  if (permission?.state !== 'asked' || last?.id !== person) return undefined;
  const skipped: Happened = { kind: 'permission-skipped', subject: last, reason: 'unreachable' };
  return advance(directory, turn, permission, permission.step + 1, [skipped]);
}

async function advance(
  directory: Directory,
  turn: Turn,
  permission: Permission,
  from: number,
  before: readonly Happened[],
): Promise<Step> {
  const { group, now } = turn;
  const taken = await takeStep(directory, {
    chain: permission.chain,
    from,
    tenant: group.tenant,
    reporter: group.owner.id,
    involved: [],
    asked: permission.asked.map(({ id }) => id),
    at: now,
  });
  const events: Happened[] = [
    ...before,
    ...taken.skipped.map(
      ({ person, reason }) => ({ kind: 'permission-skipped', subject: person, reason }) as const,
    ),
  ];
  const { person, step } = taken;
  const next = { ...permission, step, reminded: false };
  return person ? reach(turn, next, person, events) : fallSilent(turn, next, events);
}

const reach = (turn: Turn, permission: Permission, person: Named, events: readonly Happened[]): Step => ({
  changes: {
    permission: { ...permission, asked: [...permission.asked, person] },
    waits: setWait(turn, 'permission', WORKING_DAY),
  },
  events: [...events, { kind: 'permission-asked', subject: person }],
  messages: [
    ...tell([person.id], 'permission-asked'),
    ...tell([permission.asked.at(-1)?.id], 'permission-passed-on'),
  ],
});

/** Nobody is left to ask: the owner is told, and those who were asked may still answer. */
const fallSilent = ({ group }: Turn, permission: Permission, events: readonly Happened[]): Step => ({
  changes: { permission: { ...permission, state: 'silent' } satisfies Group['permission'] },
  events: [...events, { kind: 'permission-silent' }],
  messages: tell([group.owner.id], 'permission-silent'),
});
