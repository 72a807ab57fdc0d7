import type { GroupSituation } from '../../policy/group-situation.ts';
import { orUnknown } from '../../routing/directory.ts';
import type { Person, PersonRef } from '../../routing/person.ts';
import type { IsTooOften } from '../limits.ts';
import { createPeople, isStaff, type Known, type PeopleParts } from '../people.ts';
import type { CardPlace, Told } from '../told.ts';
import { ifUnreadable } from '../unreadable.ts';
import { createGroupActing } from './acting.ts';
import type { GroupAction } from './action.ts';
import { createByClock } from './by-clock.ts';
import { createFulfilling } from './fulfilling.ts';
import { createGuiding, type Owner } from './guiding.ts';
import { createInTeams } from './in-teams.ts';
import { type ChatPlace, createMeeting } from './meeting.ts';
import type { Group } from './model.ts';
import type { Feedback, GroupRef, Groups, Member, TeamsGroups } from './ports.ts';
import { createReminding, type Reminding } from './reminding.ts';
import type { GroupChatReply, GroupNoticeReply } from './reply.ts';
import { partOf } from './rights.ts';
import { createRunning } from './running.ts';
import { createGroupTelling } from './telling.ts';
import { createGroupViews, type ViewParts } from './views.ts';

/** The guide for chats with students, and the register of what was agreed. */
export interface GroupChats {
  /** Opens the guide: the draft that lies there, or a new one. */
  start(person: PersonRef, medium?: GroupSituation['medium']): Promise<GroupChatReply>;
  /** Opens the guide in the owner's own chat, because it was asked for where others read along. */
  keep(person: PersonRef, chat: ChatPlace | undefined): Promise<GroupChatReply>;
  /** Somebody pressed a button. `card`: the card in their own chat that it was on. */
  press(person: PersonRef, action: GroupAction, card?: CardPlace): Promise<GroupChatReply>;
  /** Says where somebody finds their groups, because they asked for them where others read along. */
  point(person: PersonRef): Promise<GroupChatReply>;
  /** One's own groups, and those that one has a part in. */
  list(person: PersonRef): Promise<GroupChatReply>;
  /** Reminds whom a group waits for, at once. */
  remind(actor: Person, group: string): Promise<Reminding>;
  /** The bot came into a chat, or members came or went. `person`: whoever brought that about. */
  meetMembers(person: PersonRef, place: ChatPlace, members: readonly Member[]): Promise<void>;
  /** The bot was taken out of a chat. */
  leaveChat(tenant: string, conversation: string): Promise<void>;
  /** Makes the message of a notice; nothing when it is no longer true. */
  tell(to: PersonRef, groupId: string, notice: string): Promise<Told<GroupChatReply> | undefined>;
  /** Does what is due in a group; nothing when it is not yet time, or somebody else did it. */
  passTime(ref: GroupRef): Promise<void>;
  listDue(): Promise<readonly GroupRef[]>;
  /** Keeps what became of a message. `outcome`: a state of a delivery. */
  noteDelivery(to: PersonRef, groupId: string, notice: string, outcome: string): Promise<void>;
  /** Somebody cannot be reached about a group that waits for them. */
  skip(ref: GroupRef, person: string): Promise<void>;
}

export interface GroupChatParts extends PeopleParts, Omit<ViewParts, 'findPolicy'> {
  readonly groups: Groups;
  readonly teams: TeamsGroups;
  readonly feedback: Feedback;
  /** Sends at once what somebody has coming, which else a job does within a second or so. Never throws. */
  readonly deliver: (person: PersonRef) => Promise<void>;
  readonly newId: () => string;
  readonly isTooOften: IsTooOften;
}

export function createGroupChats(parts: GroupChatParts): GroupChats {
  const { groups, directory, library, feedback, now } = parts;
  const people = createPeople(parts);
  const views = createGroupViews({ ...parts, findPolicy: (id) => library.policies.get(id) });
  const changeRunning = createRunning(groups, views);
  const inTeams = createInTeams({ ...parts, views, changeRunning });
  const guiding = createGuiding({ ...parts, views, look: inTeams.look });
  const acting = createGroupActing({ groups, directory, views, inTeams });
  const fulfilling = createFulfilling({ groups, directory, views, inTeams, now });
  const meeting = createMeeting({ ...parts, people, views, guiding, inTeams });

  return {
    start: (person, medium) =>
      asOwner(person, (owner) =>
        ifUnreadable(guiding.start(owner, { medium }), () => notice(owner.language, 'newer')),
      ),
    keep: (person, chat) =>
      asOwner(person, async (owner) => {
        await meeting.keep(owner, chat);
        return notice(owner.language, 'in-own-chat');
      }),
    point: (person) => withStaff(person, async ({ language }) => notice(language, 'list-in-own-chat')),
    press,
    list,
    meetMembers: meeting.meetMembers,
    leaveChat: meeting.leaveChat,
    remind: createReminding({ groups, views }),
    tell: createGroupTelling({ groups, people, views }),
    listDue: () => groups.listDue(now()),
    ...createByClock({ groups, directory, changeRunning, now }),
  };

  async function press(person: PersonRef, action: GroupAction, card?: CardPlace): Promise<GroupChatReply> {
    const reply = await ifUnreadable(dispatch(person, action), async () =>
      notice(await people.languageOf(person), 'newer'),
    );
    if (reply.kind === 'group' && card) await groups.saveCard(reply.group, person.id, card);
    return reply;
  }

  async function dispatch(person: PersonRef, action: GroupAction): Promise<GroupChatReply> {
    const { tenant } = person;
    switch (action.do) {
      case 'group-start':
        return asOwner(person, (owner) => meeting.start(owner, action));
      case 'group-answer':
        return withGroup(person, action.id, (owner, group) =>
          group.state === 'draft'
            ? guiding.answer(owner, action, group)
            : asRequest(owner, () => fulfilling.fulfil(owner, action, group)),
        );
      case 'group-back':
        return withDraft(person, action.id, (owner, draft) => guiding.back(owner, action, draft));
      case 'group-cancel':
        return withDraft(person, action.id, (owner, draft) => guiding.cancel(owner, action.version, draft));
      case 'group-instead':
        return withDraft(person, action.id, (owner, draft) =>
          guiding.choose(owner, action.version, action.medium, draft),
        );
      case 'group-go-on':
        return withDraft(person, action.id, (owner, draft) => guiding.goOn(owner, action.version, draft));
      case 'group-submit':
        return withDraft(person, action.id, (owner, draft) =>
          asRequest(owner, () => guiding.submit(owner, action.version, draft)),
        );
      case 'group-resume':
        return asOwner(person, (owner) => guiding.resume(owner, { tenant, id: action.id }));
      case 'group-question':
        return withGroup(person, action.id, (owner, group) =>
          fulfilling.openQuestion(owner, group, action.question),
        );
      case 'group-link':
        return withGroup(person, action.id, (owner, group) => meeting.link(owner, group, action));
      case 'group-differs':
        return withGroup(person, action.id, reportDifferent);
      case 'groups':
        return list(person);
      case 'group-show':
      case 'group-refresh':
        return acting.show({ tenant, id: action.id }, await lookerOf(person));
      case 'group-form':
        return acting.form({ tenant, id: action.id }, action.act, await lookerOf(person));
      case 'group-act':
        return acting.act(person, await nameOf(person), action, await lookerOf(person));
      default:
        return action satisfies never;
    }
  }

  async function list(person: PersonRef): Promise<GroupChatReply> {
    return withStaff(person, async ({ language, policy, school }) => {
      const draft = await ifUnreadable(groups.findDraft(person), () => undefined);
      const unreadable = await groups.listUnreadable(person);
      const seen = (await groups.listFor(person)).flatMap((group) => {
        const part = partOf(group, person.id);
        return part ? [{ group, part }] : [];
      });
      if (!draft && seen.length + unreadable.length === 0) return notice(language, 'no-groups');
      const zone = school?.calendar.zone ?? 'Europe/Amsterdam';
      return views.list({ language, policy, zone }, draft, seen, unreadable);
    });
  }

  async function reportDifferent({ person, policy, language }: Owner, group: Group): Promise<GroupChatReply> {
    const medium = group.answers.medium ?? 'other';
    await feedback.looksDifferent(person, { policy: policy.id, language, medium });
    return notice(language, 'thanks');
  }

  /** Does what asks something of colleagues; what was typed before stays in the draft. */
  async function asRequest(
    { person, language }: Owner,
    then: () => Promise<GroupChatReply>,
  ): Promise<GroupChatReply> {
    return (await parts.isTooOften(person, 'request')) ? notice(language, 'too-often') : then();
  }

  /** Staff alone make groups here. */
  async function withStaff(
    person: PersonRef,
    then: (known: Known) => Promise<GroupChatReply>,
  ): Promise<GroupChatReply> {
    const known = await people.identify(person);
    if (!known) return notice(await people.languageOf(person), 'unknown-person');
    if (isStaff(known)) return then(known);
    if (known.person.role !== 'staff') return notice(known.language, 'staff-only');
    return notice(known.language, known.source === 'unreachable' ? 'cannot-check' : 'not-in-directory');
  }

  async function asOwner(
    person: PersonRef,
    then: (owner: Owner) => Promise<GroupChatReply>,
  ): Promise<GroupChatReply> {
    return withStaff(person, async (known) => {
      const { school } = known;
      return school ? then({ ...known, school }) : notice(known.language, 'no-school');
    });
  }

  /** A group of one's own; of others it does not exist. */
  async function withGroup(
    person: PersonRef,
    id: string,
    then: (owner: Owner, group: Group) => Promise<GroupChatReply>,
  ): Promise<GroupChatReply> {
    return asOwner(person, async (owner) => {
      const group = await groups.find({ tenant: person.tenant, id });
      return group?.owner.id === person.id ? then(owner, group) : notice(owner.language, 'not-found');
    });
  }

  /** What is done with a draft. One that has become something else since is shown as it is. */
  async function withDraft(
    person: PersonRef,
    id: string,
    then: (owner: Owner, draft: Group) => Promise<GroupChatReply>,
  ): Promise<GroupChatReply> {
    return withGroup(person, id, (owner, group) =>
      group.state === 'draft' ? then(owner, group) : guiding.resume(owner, group),
    );
  }

  async function lookerOf(person: PersonRef) {
    return { id: person.id, language: await people.languageOf(person) };
  }

  async function nameOf(person: PersonRef): Promise<string> {
    const found: Person | undefined = await orUnknown(directory.findPerson(person));
    return found?.name ?? (await parts.findName(person)) ?? '';
  }
}

const notice = (
  language: GroupNoticeReply['language'],
  name: GroupNoticeReply['notice'],
): GroupNoticeReply => ({ kind: 'group-notice', language, notice: name });
