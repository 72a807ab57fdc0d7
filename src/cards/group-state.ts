import { type Group, type GroupState, isRunning } from '../flows/group-chat/model.ts';
import type { GroupPlan } from '../policy/groups.ts';
import { titleOf } from './group-words.ts';
import type { Say } from './parts.ts';

/** How a group stands: its state, or what somebody must see to before it can be said to run well. */
type Sight = GroupState | 'to-do' | 'unread' | 'unattended' | 'forbidden';

/** A style of Adaptive Cards and an icon for each: the colour never tells it alone. */
const LOOKS: Readonly<Record<Sight, { readonly style: string; readonly icon: string }>> = {
  draft: { style: 'emphasis', icon: '✏️' },
  waiting: { style: 'warning', icon: '⏳' },
  active: { style: 'good', icon: '✅' },
  'to-do': { style: 'warning', icon: '📝' },
  unread: { style: 'warning', icon: '👀' },
  unattended: { style: 'attention', icon: '❗' },
  forbidden: { style: 'attention', icon: '⛔' },
  review: { style: 'accent', icon: '📅' },
  closed: { style: 'emphasis', icon: '🏁' },
  dropped: { style: 'emphasis', icon: '🗑️' },
};

/**
 * How a group stands in words, with its icon, the style of its band, and what the group is called.
 * @param plan what the policy says of it now, where that is known
 */
export function groupBand(say: Say, group: Group, plan?: GroupPlan) {
  const sight = plan && isForbidden(group, plan) ? 'forbidden' : sightOf(group);
  return { ...LOOKS[sight], word: saySight(say, group, sight), about: titleOf(say, group) };
}

/** The policy, as it is now, does not allow a group that runs. */
export const isForbidden = (group: Group, { outcome }: GroupPlan): boolean =>
  isRunning(group) && outcome === 'not-allowed';

function saySight(say: Say, group: Group, sight: Sight): string {
  switch (sight) {
    case 'waiting':
      return say('group-state.waiting', { what: say(`group-state.wait.${waitedFor(group)}`) });
    case 'unattended':
      return say('group.unattended.title');
    default:
      return say(`group-state.${sight}`);
  }
}

/** Nothing is green while consent is still to be counted, students are without staff, or whoever was asked does not read along. */
function sightOf(group: Group): Sight {
  if (group.unattended && isRunning(group)) return 'unattended';
  const hasToDo = group.waits.some(({ awaited }) => awaited === 'to-do');
  if (group.state !== 'active') return group.state;
  if (isUnread(group)) return 'unread';
  return hasToDo ? 'to-do' : 'active';
}

/** A colleague was asked to read along and does not: they said no, stopped or stay silent, and no other is in the chat. */
const isUnread = ({ second, chat }: Group): boolean =>
  second !== undefined && second.state !== 'confirmed' && (chat?.staff.length ?? 0) < 2;

/** Whoever must say yes and has not done so: also when they said no, for then somebody else must. */
function waitedFor({ waits, permission, second }: Group) {
  const isDue = (one: 'permission' | 'second-staff') => waits.some(({ awaited }) => awaited === one);
  const isGiven = permission?.state === 'granted' || permission?.state === 'conditional';
  const forPermission = isDue('permission') || (permission !== undefined && !isGiven);
  const forSecond = isDue('second-staff') || (second !== undefined && second.state !== 'confirmed');
  if (forPermission) return forSecond ? 'both' : 'permission';
  return forSecond ? 'second-staff' : 'something';
}
