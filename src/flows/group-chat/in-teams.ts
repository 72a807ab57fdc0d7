import type { Directory } from '../../routing/directory.ts';
import type { PersonRef } from '../../routing/person.ts';
import { repeat } from '../repeat.ts';
import { checkLength, type Problem } from '../typed.ts';
import type { GroupAction } from './action.ts';
import { GROUP_LENGTHS } from './answer.ts';
import { alarm, attend, countMembers, findPeople, unseen } from './attendance.ts';
import { type Step, type Turn, toChange } from './changes.ts';
import type { Chat, Group } from './model.ts';
import type { GroupRef, Groups, Member, TeamsGroups } from './ports.ts';
import type { GroupChatReply, GroupReply } from './reply.ts';
import type { ChangeRunning } from './running.ts';
import type { GroupViews, Viewer } from './views.ts';

export interface InTeamsParts {
  readonly groups: Groups;
  readonly directory: Directory;
  readonly teams: TeamsGroups;
  readonly views: GroupViews;
  readonly changeRunning: ChangeRunning;
  /** Sends at once what somebody has coming, which else a job does within a second or so. Never throws. */
  readonly deliver: (person: PersonRef) => Promise<void>;
  readonly now: () => Date;
}

type Act = Extract<GroupAction, { do: 'group-act' }> & { readonly text: string };

/** More members than Teams takes in a group chat (Teams documentation, "Limits and specifications"). */
const MOST_MEMBERS = 200;

/** What the bot does in Teams itself for a group, and what it sees there. */
export function createInTeams({
  groups,
  directory,
  teams,
  views,
  changeRunning,
  deliver,
  now,
}: InTeamsParts) {
  return { act, seeMembers, look, lose, link, isModerated };

  /** Rights and version were checked. The version goes on before anything is done, so that a second press does nothing. */
  async function act(turn: Turn, action: Act, viewer: Viewer): Promise<GroupChatReply> {
    if (action.act === 'post-welcome') return postWelcome(turn, action, viewer);
    if (action.act === 'make-chat') return makeChat(turn, action, viewer);
    return setModeration(turn, viewer);
  }

  async function postWelcome(turn: Turn, { text }: Act, viewer: Viewer): Promise<GroupChatReply> {
    const { group } = turn;
    const words = text.trim();
    const problems: Problem[] =
      words === ''
        ? [{ field: 'text', problem: 'missing' }]
        : checkLength('text', words, GROUP_LENGTHS.words);
    if (problems.length > 0) return views.welcome(group, viewer, { typed: text, problems });
    if (!group.chat) return views.ofGroup(group, viewer, { refused: 'not-now' });
    const begun = await begin(turn);
    if (!begun) return views.ofGroup(group, viewer, { refused: 'stale' });
    const { tenant, chat } = group;
    const outcome = await teams.post({ tenant, id: viewer.id }, chat.conversation, words);
    const step: Step = { changes: {}, events: [{ kind: 'welcome-posted' }], messages: [] };
    return finish(turn, begun, viewer, outcome.kind, step, 'posted');
  }

  /** The ids of the students go to Teams and are kept nowhere. */
  async function makeChat(turn: Turn, { people }: Act, viewer: Viewer): Promise<GroupChatReply> {
    const { group } = turn;
    if (group.chat) return views.ofGroup(group, viewer, { refused: 'not-now' });
    const students = [...new Set(people.split(',').map((id) => id.trim()))].filter((id) => id !== '');
    const problems = await checkStudents(group, students);
    if (problems.length > 0)
      return views.form(group, 'make-chat', viewer.language, { typed: { people }, problems });
    const begun = await begin(turn);
    if (!begun) return views.ofGroup(group, viewer, { refused: 'stale' });
    const staff = [group.owner.id, ...(group.second?.state === 'confirmed' ? [group.second.person.id] : [])];
    const outcome = await teams.createChat(group.tenant, group.answers.name, [...staff, ...students]);
    if (outcome.kind !== 'done') return views.ofGroup(begun, viewer, { refused: outcome.kind });
    const chat = unseen({ conversation: outcome.value.conversation, kind: 'group', team: '' });
    return finish(turn, begun, viewer, 'done', {
      changes: takeOver(turn, await look(group, chat)),
      events: [{ kind: 'chat-made' }],
      messages: [],
    });
  }

  /** Students of this school, known to the directory: a client can post any id. */
  async function checkStudents(group: Group, ids: readonly string[]): Promise<Problem[]> {
    if (ids.length === 0) return [{ field: 'people', problem: 'missing' }];
    if (ids.length > MOST_MEMBERS)
      return [{ field: 'people', problem: 'too-long', length: ids.length, limit: MOST_MEMBERS }];
    const people = await findPeople(directory, group.tenant, ids);
    const areStudents = people.every((one) => one?.role === 'student' && one.school === group.school);
    return areStudents ? [] : [{ field: 'people', problem: 'unknown-person' }];
  }

  async function setModeration(turn: Turn, viewer: Viewer): Promise<GroupReply> {
    const { group } = turn;
    const { chat } = group;
    if (chat?.kind !== 'channel') return views.ofGroup(group, viewer, { refused: 'not-now' });
    const begun = await begin(turn);
    if (!begun) return views.ofGroup(group, viewer, { refused: 'stale' });
    const outcome = await teams.setModeration(group.tenant, chat.team, chat.conversation);
    const isSet = outcome.kind === 'done' && (await isModerated(group)) === true;
    return finish(turn, begun, viewer, isSet ? 'done' : outcome.kind === 'done' ? 'failed' : outcome.kind, {
      changes: { proofs: { ...group.proofs, 'admin-only-posting': checkedNow() } },
      events: [{ kind: 'checked', reason: 'admin-only-posting' }],
      messages: [],
    });
  }

  /** Whether only moderators may start posts; nothing where Teams does not tell. */
  async function isModerated({ tenant, chat }: Pick<Group, 'tenant' | 'chat'>): Promise<boolean | undefined> {
    if (chat?.kind !== 'channel') return undefined;
    const outcome = await teams.readModeration(tenant, chat.team, chat.conversation);
    return outcome.kind === 'done' ? outcome.value : undefined;
  }

  function checkedNow() {
    return { by: 'checked' as const, who: undefined, at: now().toISOString() };
  }

  async function begin(turn: Turn): Promise<Group | undefined> {
    const change = toChange(turn, { changes: {}, events: [], messages: [] });
    return (await groups.save(change)) ? change.group : undefined;
  }

  /** Keeps what Teams did, on the group as it has become in the meantime. */
  async function finish(
    turn: Turn,
    begun: Group,
    viewer: Viewer,
    outcome: 'done' | 'not-permitted' | 'failed',
    step: Step,
    headline: 'done' | 'posted' = 'done',
  ): Promise<GroupReply> {
    if (outcome !== 'done') return views.ofGroup(begun, viewer, { refused: outcome });
    const change = await repeat(
      () => groups.find(begun),
      async (group) => toChange({ ...turn, group }, step),
      groups.save,
    );
    return views.ofGroup(change?.group ?? begun, viewer, { headline });
  }

  /** Members came or went: the register takes it over, and those who can do something are told when staff is short. */
  async function seeMembers(ref: GroupRef, chat: Chat, members: readonly Member[]): Promise<void> {
    const seen = await see(ref.tenant, chat, members);
    const change = await changeRunning(ref, async (turn, policy) => {
      const step = attend(turn, seen, 'told');
      return step && alarm(directory, turn, policy, step);
    });
    for (const { to } of change?.messages ?? []) await deliver({ tenant: ref.tenant, id: to });
  }

  async function see(tenant: string, chat: Chat, members: readonly Member[]): Promise<Chat> {
    return { ...chat, ...(await countMembers(directory, tenant, members)), seenAt: now().toISOString() };
  }

  /** Looks who is in the chat of a group now; where Teams does not tell, the chat is as it was last seen. */
  async function look({ tenant, owner }: Pick<Group, 'tenant' | 'owner'>, chat: Chat): Promise<Chat> {
    const members = await teams.readMembers({ tenant, id: owner.id }, chat.conversation);
    return members.kind === 'done' ? see(tenant, chat, members.value) : chat;
  }

  /** The bot was taken out of a chat, so it sees no members any more. */
  async function lose(ref: GroupRef): Promise<void> {
    await changeRunning(ref, async () => ({
      changes: { chat: undefined, unattended: undefined },
      events: [{ kind: 'chat-gone' }],
      messages: [],
    }));
  }

  /** A chat that the bot is in belongs to a group that had none. */
  async function link(turn: Turn, before: Chat): Promise<Group | undefined> {
    const chat = await look(turn.group, before);
    const change = toChange(turn, {
      changes: takeOver(turn, chat),
      events: [{ kind: 'chat-linked' }],
      messages: [],
    });
    return (await groups.save(change)) ? change.group : undefined;
  }
}

/** What becomes of a group that gets a chat, as far as anybody looked at it. Whoever acts sees a shortage at once. */
const takeOver = (turn: Turn, chat: Chat): Partial<Group> => ({
  ...attend(turn, chat, 'quiet')?.changes,
  chat,
});

export type InTeams = ReturnType<typeof createInTeams>;
