import type { Directory } from '../../routing/directory.ts';
import type { PersonRef } from '../../routing/person.ts';
import { isStaff, type People } from '../people.ts';
import type { GroupAction } from './action.ts';
import { countMembers, unseen } from './attendance.ts';
import { tell } from './changes.ts';
import type { Guiding, Owner } from './guiding.ts';
import type { InTeams } from './in-teams.ts';
import { type Chat, type Group, isRunning } from './model.ts';
import type { Groups, Member } from './ports.ts';
import type { GroupChatReply } from './reply.ts';
import { canLink } from './telling.ts';
import type { GroupViews } from './views.ts';

/** Where the bot is in Teams with others. */
export type ChatPlace = Pick<Chat, 'conversation' | 'kind' | 'team'>;

export interface MeetingParts {
  readonly groups: Groups;
  readonly directory: Directory;
  readonly people: People;
  readonly views: GroupViews;
  readonly guiding: Guiding;
  readonly inTeams: InTeams;
  /** Sends at once what somebody has coming. Never throws. */
  readonly deliver: (person: PersonRef) => Promise<void>;
  readonly now: () => Date;
}

/** How a chat of Teams and a group in the register find each other. */
export function createMeeting({
  groups,
  directory,
  people,
  views,
  guiding,
  inTeams,
  deliver,
  now,
}: MeetingParts) {
  return { start, keep, link, meetMembers, leaveChat };

  /**
   * Opens the guide at a button. A chat that the button names counts only for whoever was told that the bot is in it: a
   * draft of theirs about it is there, or was stopped.
   */
  async function start(
    owner: Owner,
    { medium, conversation }: Extract<GroupAction, { do: 'group-start' }>,
  ): Promise<GroupChatReply> {
    const stopped = conversation === '' ? undefined : await groups.findStopped(owner.person, conversation);
    return guiding.start(owner, { medium, chat: stopped?.chat });
  }

  /** Opens the guide in the owner's own chat: it was asked for where others read along. */
  async function keep(owner: Owner, chat: ChatPlace | undefined): Promise<void> {
    const { draft } = await guiding.begin(owner, chat ? { medium: 'teams', chat: unseen(chat) } : {});
    await invite(draft);
  }

  async function invite(draft: Group): Promise<void> {
    const group = { ...draft, version: draft.version + 1 };
    const messages = tell([draft.owner.id], 'invited');
    if (await groups.save({ group, events: [], messages }))
      await deliver({ tenant: group.tenant, id: group.owner.id });
  }

  /** Only whoever was told that the bot is in a chat can link it: the draft about that chat shows it. */
  async function link(
    owner: Owner,
    group: Group,
    { conversation, version }: Extract<GroupAction, { do: 'group-link' }>,
  ): Promise<GroupChatReply> {
    const viewer = { id: owner.person.id, part: 'owner', language: owner.language } as const;
    const draft = await groups.findByChat(group.tenant, conversation);
    if (draft?.owner.id !== owner.person.id || draft.state !== 'draft' || !draft.chat)
      return views.ofGroup(group, viewer, { refused: 'not-now' });
    if (version !== group.version || !canLink(group, owner.person.id))
      return views.ofGroup(group, viewer, { refused: 'stale' });
    const dropped: Group = { ...draft, chat: undefined, state: 'dropped', version: draft.version + 1 };
    if (!(await groups.save({ group: dropped, events: [], messages: [] })))
      return views.ofGroup(group, viewer, { refused: 'stale' });
    const { setting: _, ...moment } = await views.momentOf(group, owner.language);
    const linked = await inTeams.link({ ...moment, actor: owner.person }, draft.chat);
    return linked
      ? views.ofGroup(linked, viewer, { headline: 'done' })
      : views.ofGroup(group, viewer, { refused: 'stale' });
  }

  /** The bot came into a chat, or members came or went. With students and without a group, whoever did it is invited. */
  async function meetMembers(person: PersonRef, place: ChatPlace, members: readonly Member[]): Promise<void> {
    const found = await groups.findByChat(person.tenant, place.conversation);
    if (found && isRunning(found))
      return inTeams.seeMembers(found, { ...(found.chat ?? unseen(place)) }, members);
    if (found) return;
    const counted = await countMembers(directory, person.tenant, members);
    const known = counted.students > 0 ? await people.identify(person) : undefined;
    if (!known || !isStaff(known) || !known.school) return;
    const chat = { ...unseen(place), ...counted, seenAt: now().toISOString() };
    const begun = await guiding.begin({ ...known, school: known.school }, { medium: 'teams', chat });
    // of several events at the same moment one brings the news
    if (begun.isNews && begun.draft.chat?.conversation === place.conversation) await invite(begun.draft);
  }

  async function leaveChat(tenant: string, conversation: string): Promise<void> {
    const found = await groups.findByChat(tenant, conversation);
    if (found && isRunning(found)) return inTeams.lose(found);
    if (found) {
      const group = { ...found, chat: undefined, version: found.version + 1 };
      await groups.save({ group, events: [], messages: [] });
    }
  }
}
