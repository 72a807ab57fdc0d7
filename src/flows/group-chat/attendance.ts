import type { Policy } from '../../policy/model.ts';
import { makeChain, takeStep } from '../../routing/chain.ts';
import type { Directory } from '../../routing/directory.ts';
import { type Person, toNamed } from '../../routing/person.ts';
import { type Happened, type Step, type Turn, tell } from './changes.ts';
import type { Chat, Group } from './model.ts';
import type { Member } from './ports.ts';
import { ownerOf } from './views.ts';

/** Who is in a chat of Teams, and what follows when too few of the staff are. */

/** A chat whose members nobody has looked at yet. */
export const unseen = (place: Pick<Chat, 'conversation' | 'kind' | 'team'>): Chat => ({
  ...place,
  seenAt: '',
  staff: [],
  students: 0,
});

/** The members of staff and the number of students among the members of a chat; each person counts once, guests never. */
export async function countMembers(
  directory: Directory,
  tenant: string,
  members: readonly Member[],
): Promise<Pick<Chat, 'staff' | 'students'>> {
  const own = new Set(members.filter(({ isGuest }) => !isGuest).map(({ id }) => id));
  const people = await findPeople(directory, tenant, [...own]);
  return {
    staff: people.flatMap((person) => (person?.role === 'staff' ? [toNamed(person)] : [])),
    students: people.filter((person) => person?.role === 'student').length,
  };
}

/**
 * How many people the directory is asked for at the same time: fewer take too long for a turn, which has about 15 seconds,
 * and more make Microsoft Graph refuse calls. Range 10 to 50.
 */
const AT_ONCE = 20;

/** Who is who, in the order of the ids; nothing for whom the directory does not know. */
export async function findPeople(
  directory: Directory,
  tenant: string,
  ids: readonly string[],
): Promise<readonly (Person | undefined)[]> {
  const found: (Person | undefined)[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    found.push(...(await Promise.all(some.map((id) => directory.findPerson({ tenant, id })))));
  }
  return found;
}

/** Whether a group must have two members of staff: the policy says so, or it was agreed. */
const needsTwo = ({ group, plan }: Turn): boolean =>
  group.second !== undefined || plan.requirements.some(({ kind }) => kind === 'second-staff');

/** How a chat is short of staff; nothing when it is not. */
function shortage(turn: Turn, { staff, seenAt }: Chat): Group['unattended'] {
  if (seenAt === '') return undefined;
  if (staff.length === 0) return 'none-left';
  return staff.length === 1 && needsTwo(turn) ? 'one-left' : undefined;
}

/**
 * Takes over who is in the chat. A shortage that is new is told privately to those who can do something about it.
 * `quiet`: whoever acts sees it at once, so nobody is told. Nothing when all is as it was.
 */
export function attend(turn: Turn, chat: Chat, how: 'quiet' | 'told'): Step | undefined {
  const { group } = turn;
  const unattended = shortage(turn, chat);
  const isNew = unattended !== group.unattended;
  if (!isNew && isSameCrowd(group.chat, chat)) return undefined;
  const events: Happened[] = isNew ? [{ kind: unattended ?? 'attended' }] : [{ kind: 'member-check' }];
  const told = [group.owner.id, group.second?.state === 'confirmed' ? group.second.person.id : undefined];
  return {
    changes: { chat, unattended },
    events,
    messages: isNew && unattended && how === 'told' ? tell([...new Set(told)], unattended) : [],
  };
}

const isSameCrowd = (before: Chat | undefined, now: Chat): boolean =>
  before?.conversation === now.conversation &&
  before.students === now.students &&
  idsIn(before) === idsIn(now);

/** Teams gives members in any order. */
const idsIn = ({ staff }: Chat): string =>
  staff
    .map(({ id }) => id)
    .toSorted()
    .join();

/** Nobody of the staff is left with the students: whoever leads the owner is told, or who stands in for them. */
export async function alarm(directory: Directory, turn: Turn, policy: Policy, step: Step): Promise<Step> {
  if (step.changes.unattended !== 'none-left' || turn.group.unattended === 'none-left') return step;
  const { group, now } = turn;
  const chain = await makeChain(directory, ownerOf(group), policy.chains.staff ?? [], now);
  const { person } = await takeStep(directory, {
    chain,
    from: 0,
    tenant: group.tenant,
    reporter: group.owner.id,
    involved: [],
    asked: [],
    at: now,
  });
  if (!person) return step;
  const isKnown = group.told.some(({ id }) => id === person.id);
  // a leader who reads along
  const isTold = step.messages.some(({ to }) => to === person.id);
  return {
    changes: { ...step.changes, told: isKnown ? group.told : [...group.told, person] },
    events: step.events.map((event) => (event.kind === 'none-left' ? { ...event, subject: person } : event)),
    messages: isTold ? step.messages : [...step.messages, ...tell([person.id], 'none-left')],
  };
}
