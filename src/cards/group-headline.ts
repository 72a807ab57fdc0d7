import type { GroupReply } from '../flows/group-chat/reply.ts';
import { nameOf } from './case-words.ts';
import type { Say } from './parts.ts';
import { capital } from './problems.ts';

/** Why the card of a group is there, in a sentence; none when somebody just looks, or the warning above it says so. */
export function groupHeadline(say: Say, { headline, group }: GroupReply): string[] {
  if (headline === undefined || headline === group.unattended) return [];
  const { owner, second, permission } = group;
  const names = {
    owner: nameOf(say, owner),
    second: nameOf(say, second?.person),
    decider: nameOf(say, permission?.decider),
    next: nameOf(say, permission?.asked.at(-1)),
  };
  const key = headline === 'permission-decided' ? decided(permission?.state) : headline;
  return [capital(say(`group.headline.${key}`, names))];
}

function decided(state: string | undefined) {
  return state === 'granted' || state === 'conditional' || state === 'refused'
    ? (`permission-${state}` as const)
    : 'permission-decided';
}

/** What somebody is asked, in a sentence, where the card has the buttons for it; or that they must not begin yet. */
export function groupAsk(say: Say, { acts, part, group }: GroupReply): string {
  if (acts.includes('confirm')) return say('group.ask.confirm');
  if (acts.includes('approve')) return say('group.ask.approve');
  if (acts.includes('review')) return say('group.ask.review');
  return part === 'owner' && isUndecided(group) ? say('group.ask.wait') : '';
}

const isUndecided = ({ state, permission }: GroupReply['group']): boolean =>
  state === 'waiting' && (permission?.state === 'asked' || permission?.state === 'silent');

/**
 * What a notification says of a group: that there is something, never what, of whom or of which group. It stands on a
 * locked phone, and others may look.
 */
export function groupSummary(say: Say, { headline }: GroupReply): string {
  switch (headline) {
    case undefined:
      return say('group.summary.look');
    case 'second-asked':
    case 'permission-asked':
      return say(`group.summary.${headline}`);
    case 'second-reminder':
    case 'permission-reminder':
    case 'to-do':
    case 'one-left':
    case 'none-left':
    case 'review':
      return say('group.summary.waiting');
    default:
      return say('group.summary.news');
  }
}
