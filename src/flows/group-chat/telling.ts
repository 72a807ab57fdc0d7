import type { People } from '../people.ts';
import type { Told } from '../told.ts';
import { newerRecord } from '../unreadable.ts';
import { planOf } from './guide.ts';
import { GROUP_NOTICES, type Group, type GroupNotice, isRunning } from './model.ts';
import type { Groups } from './ports.ts';
import type { GroupChatReply } from './reply.ts';
import { partOf } from './rights.ts';
import { listStandings, listToDo } from './standing.ts';
import type { GroupViews } from './views.ts';

export interface GroupTellingParts {
  readonly groups: Groups;
  readonly people: People;
  readonly views: GroupViews;
}

/** Makes messages at the moment that they are sent, from the group as it is then. */
export function createGroupTelling({ groups, people, views }: GroupTellingParts) {
  /** The message of a notice; nothing when it is no longer true. @throws {Fault} `record-newer` */
  return async (
    to: { readonly tenant: string; readonly id: string },
    groupId: string,
    kind: string,
  ): Promise<Told<GroupChatReply> | undefined> => {
    const notice = parseNotice(kind);
    const group = await groups.find({ tenant: to.tenant, id: groupId });
    if (!group) return undefined;
    const language = await people.languageOf(to);
    if (notice === 'invited') return invite(group, to.id, language);
    const card = await groups.findCard(group, to.id);
    const part = partOf(group, to.id);
    const viewer = part && { id: to.id, part, language };
    const now: GroupChatReply = viewer
      ? await views.ofGroup(group, viewer)
      : { kind: 'group-notice', language, notice: 'not-found' };
    const former = card && { place: card, reply: now };
    if (notice === 'refresh') return former && { reply: undefined, former };
    if (!viewer || !isTrue(group, to.id, notice, card !== undefined)) return undefined;
    return { reply: await views.ofGroup(group, viewer, { headline: notice }), former };
  };

  /** The guide, in the chat of its owner alone: for a chat with students, or when it was asked for where others read along. */
  async function invite(
    group: Group,
    person: string,
    language: Group['owner']['language'],
  ): Promise<Told<GroupChatReply> | undefined> {
    if (group.owner.id !== person || group.state !== 'draft') return undefined;
    if (!group.chat || group.chat.students === 0) {
      return { reply: await views.guide(group, language), former: undefined };
    }
    const owner = { tenant: group.tenant, id: person };
    const own = (await groups.listFor(owner)).filter((one) => canLink(one, person));
    return { reply: await views.invite(group, language, own), former: undefined };
  }

  function isTrue(group: Group, person: string, notice: GroupNotice, seen: boolean): boolean {
    const { state, second, permission, unattended } = group;
    if (ASKING.includes(notice) && !isRunning(group)) return false;
    switch (notice) {
      case 'second-asked':
      case 'second-reminder':
        return second?.state === 'asked' && second.person.id === person;
      case 'permission-asked':
      case 'permission-reminder':
        return permission?.state === 'asked' && permission.asked.at(-1)?.id === person;
      case 'permission-passed-on':
        return seen && permission?.state === 'asked';
      case 'one-left':
      case 'none-left':
        return unattended === notice;
      case 'to-do':
        return listToDo(listStandings(group, planOf(views.policyOf(group), group.answers))).length > 0;
      case 'review':
        return state === 'review';
      default:
        return true;
    }
  }
}

/** Notices that want something of somebody, which nobody does once the group is closed. */
const ASKING: readonly GroupNotice[] = [
  'second-asked',
  'second-reminder',
  'second-declined',
  'second-silent',
  'second-left',
  'permission-asked',
  'permission-reminder',
  'permission-passed-on',
  'permission-silent',
  'one-left',
  'none-left',
  'to-do',
];

/** A running group in Teams without a chat that the bot knows. */
export const canLink = (group: Group, person: string): boolean =>
  group.owner.id === person && group.answers.medium === 'teams' && !group.chat && isRunning(group);

/** @throws {Fault} `record-newer`: it is kept for the version that knows it. */
function parseNotice(kind: string): GroupNotice {
  const notice = GROUP_NOTICES.find((one) => one === kind);
  if (!notice) throw newerRecord();
  return notice;
}
