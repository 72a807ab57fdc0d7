import type { GroupSituation } from '../../policy/group-situation.ts';
import { findLeaderRequirement } from '../../policy/groups.ts';
import type { Directory } from '../../routing/directory.ts';
import { toNamed } from '../../routing/person.ts';
import { endOfSchoolYear } from '../../routing/school-time.ts';
import type { Known } from '../people.ts';
import { sentOf } from '../typed.ts';
import type { GroupAction } from './action.ts';
import { type PostedAnswer, readAnswer, withFacts } from './answer.ts';
import { askPermission } from './asking.ts';
import { attend } from './attendance.ts';
import { askSecond, reviewWait, type Step, sooner, type Turn, tell, toChange } from './changes.ts';
import { findBefore, findStop, firstQuestion, goesOn, nextAfter, withAsked } from './guide.ts';
import type { AskedRequirement, Chat, Group, Question } from './model.ts';
import { FACT_QUESTIONS } from './model.ts';
import type { GroupChange, GroupRef, Groups } from './ports.ts';
import type { GroupChatReply, GroupNoticeReply } from './reply.ts';
import { withAnswered } from './typed-before.ts';
import { type GroupViews, ownerOf } from './views.ts';

export interface GuidingParts {
  readonly groups: Groups;
  readonly directory: Directory;
  readonly views: GroupViews;
  /** Looks who is in the chat of a group now. */
  readonly look: (group: Group, chat: Chat) => Promise<Chat>;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** What leads somebody to the guide. */
export interface Beginning {
  readonly medium?: GroupSituation['medium'] | undefined;
  /** The chat of Teams that it is about. */
  readonly chat?: Chat | undefined;
}

/** A member of staff whose school the directory knows: who can make a group here. */
export type Owner = Known & { readonly school: NonNullable<Known['school']> };

/** The draft of an owner. `isNews`: this call made it, or brought it the chat that it is about. */
interface Begun {
  readonly draft: Group;
  readonly isNews: boolean;
}

/** The guide, from the first word until the group stands in the register. It is kept after each step. */
export function createGuiding({ groups, directory, views, look, newId, now }: GuidingParts) {
  return { begin, start, answer, back, cancel, resume, choose, goOn, submit };

  /** The draft that lies there, or a new one; kept before anything is shown. */
  async function begin(owner: Owner, beginning: Beginning): Promise<Begun> {
    const draft = await groups.findDraft(owner.person);
    const group = draft ? withNews(draft, beginning) : withNews(newGroup(owner, newId(), now()), beginning);
    if (group === draft) return { draft, isNews: false };
    const change = { group, events: [], messages: [] };
    const isNews = draft?.chat?.conversation !== beginning.chat?.conversation;
    if (await (draft ? groups.save(change) : groups.create(change))) return { draft: group, isNews };
    // another device was quicker, or the chat belongs to another group
    const other = await groups.findDraft(owner.person);
    return other ? { draft: other, isNews: false } : begin(owner, {});
  }

  async function start(owner: Owner, beginning: Beginning): Promise<GroupChatReply> {
    const { draft } = await begin(owner, beginning);
    // what a button gave an answer to need not be asked
    return views.guide(draft, owner.language);
  }

  async function answer(owner: Owner, action: PostedAnswer, draft: Group): Promise<GroupChatReply> {
    const { question } = action;
    if (action.version !== draft.version || draft.at !== question) return stale(owner, draft, action);
    if (action.later && isPutOff(question)) return move(owner, draft, later(draft, question), question);
    const read = await readPosted(owner, action, draft);
    if (read.kind === 'wrong') {
      return views.question(draft, question, owner.language, {
        typed: typedIn(action),
        problems: read.problems,
      });
    }
    const answered = { ...read.changes, later: draft.later.filter((one) => one !== question) };
    return move(owner, draft, answered, question);
  }

  /** Keeps changes and goes on to whatever comes after a question. */
  async function move(owner: Owner, draft: Group, answered: Partial<Group>, after: Question) {
    const changes = withCourse(owner, draft, answered);
    const at = nextAfter(owner.policy, { ...draft, ...changes }, after);
    return keep(owner, draft, { ...changes, at });
  }

  /** Facts decide what the policy says: where it says something else now, the owner looks again. */
  function withCourse({ policy }: Owner, draft: Group, changes: Partial<Group>): Partial<Group> {
    return { ...changes, wentOn: goesOn(policy, draft, changes.answers ?? draft.answers) };
  }

  /** One question back. What was typed on the card stays when it can be read. */
  async function back(
    owner: Owner,
    action: Extract<GroupAction, { do: 'group-back' }>,
    draft: Group,
  ): Promise<GroupChatReply> {
    if (action.version !== draft.version) return stale(owner, draft);
    const at = findBefore(owner.policy, draft);
    if (!at) return views.guide(draft, owner.language);
    const passing = await readInPassing(owner, action, draft);
    return keep(owner, draft, { ...withCourse(owner, draft, passing), at });
  }

  async function readInPassing(
    owner: Owner,
    action: Extract<GroupAction, { do: 'group-back' }>,
    draft: Group,
  ): Promise<Partial<Group>> {
    if (draft.at === 'outcome' || draft.at === 'check') return {};
    const typed: PostedAnswer = { ...action, do: 'group-answer', question: draft.at, later: false };
    const read = await readPosted(owner, typed, draft);
    return read.kind === 'right' ? read.changes : {};
  }

  /** Reads an answer, with what a client left out as the draft has it. */
  function readPosted({ school: { calendar } }: Owner, posted: PostedAnswer, group: Group) {
    const at = now();
    const answer = withAnswered(posted, group, endOfSchoolYear(calendar, at));
    return readAnswer({ group, directory, calendar, now: at }, answer);
  }

  async function cancel(owner: Owner, version: number, draft: Group): Promise<GroupChatReply> {
    if (version !== draft.version) return stale(owner, draft);
    const dropped = { ...draft, state: 'dropped' as const, version: version + 1 };
    return (await groups.save({ group: dropped, events: [], messages: [] }))
      ? { kind: 'group-dropped', language: owner.language, id: draft.id }
      : stale(owner, draft);
  }

  /** Shows where a draft is; one that was dropped comes back, unless there is a newer one. */
  async function resume(owner: Owner, ref: GroupRef): Promise<GroupChatReply> {
    const group = await groups.find(ref);
    if (group?.owner.id !== owner.person.id) return notice(owner, 'not-found');
    if (group.state !== 'draft' && group.state !== 'dropped')
      return views.ofGroup(group, { id: owner.person.id, part: 'owner', language: owner.language });
    const draft = await groups.findDraft(owner.person);
    return draft ? views.guide(draft, owner.language) : takeUp(owner, group);
  }

  /** Its chat may belong to another group by now. */
  async function takeUp(owner: Owner, dropped: Group): Promise<GroupChatReply> {
    const { tenant, chat } = dropped;
    const isTaken = chat && (await groups.findByChat(tenant, chat.conversation));
    return keep(owner, dropped, { state: 'draft', chat: isTaken ? undefined : chat });
  }

  /** Another medium, which the policy prefers. */
  async function choose(owner: Owner, version: number, medium: GroupSituation['medium'], draft: Group) {
    if (version !== draft.version) return stale(owner, draft);
    const changes = withCourse(owner, draft, withFacts(draft, { medium }));
    return keep(owner, draft, { ...changes, at: firstQuestion(owner.policy, { ...draft, ...changes }) });
  }

  /** On, although the policy advises against it or says nothing. What it forbids stays forbidden. */
  async function goOn(owner: Owner, version: number, draft: Group): Promise<GroupChatReply> {
    if (version !== draft.version) return stale(owner, draft);
    const stop = findStop(owner.policy, draft);
    if (!stop || stop.outcome === 'not-allowed') return views.guide(draft, owner.language);
    const going = { ...draft, wentOn: true };
    return keep(owner, draft, { wentOn: true, at: firstQuestion(owner.policy, going) });
  }

  /** Into the register: others are asked and told from here on. A second press finds the group that the first one made. */
  async function submit(owner: Owner, version: number, draft: Group): Promise<GroupChatReply> {
    if (version !== draft.version || draft.at !== 'check') return stale(owner, draft);
    // the policy may be another one than when the guide came here
    if (findStop(owner.policy, draft)) return keep(owner, draft, { at: 'outcome' });
    const { setting: _, ...moment } = await views.momentOf(withAsked(owner.policy, draft), owner.language);
    const change = await register({ ...moment, actor: toNamed(owner.person) });
    if (!(await groups.save(change))) return stale(owner, draft);
    const viewer = { id: owner.person.id, part: 'owner', language: owner.language } as const;
    return views.ofGroup(change.group, viewer, { headline: 'registered' });
  }

  /** The group as it stands in the register, with all who are asked and told. */
  async function register(turn: Turn): Promise<GroupChange> {
    const { group, calendar } = turn;
    const leader = await directory.findContact(ownerOf(group), 'line-manager');
    const reviewOn = sooner(group.answers.until, endOfSchoolYear(calendar, turn.now));
    // the guide may have led elsewhere than the chat that it began with
    const chat = group.answers.medium === 'teams' ? group.chat : undefined;
    const registered: Step = {
      changes: {
        state: 'waiting',
        registeredAt: turn.now.toISOString(),
        leader: leader && toNamed(leader),
        reviewOn,
        chat,
        waits: [reviewWait(turn, reviewOn)],
      },
      events: [{ kind: 'registered' }],
      messages: [],
    };
    const all = await follow(turn, registered, [
      async (then) => (group.second ? askSecond(then, group.second.person) : undefined),
      ask,
      inform,
      async (then) => (chat ? attend(then, await look(group, chat), 'quiet') : undefined),
    ]);
    return toChange(turn, all);
  }

  async function ask(turn: Turn): Promise<Step | undefined> {
    const requirement = findLeaderRequirement(turn.plan, 'permission');
    return requirement && turn.group.permission ? askPermission(directory, turn, requirement) : undefined;
  }

  /** Tells whom the policy wants to know of it, or keeps why there is nobody to tell. */
  async function inform({ group, plan }: Turn): Promise<Step> {
    const { person, untold } = await views.informedOf(group, plan);
    return {
      changes: person ? { told: [...group.told, person] } : { untold },
      events: [],
      messages: tell([person?.id], 'informed'),
    };
  }

  async function keep(owner: Owner, draft: Group, changes: Partial<Group>): Promise<GroupChatReply> {
    const group = { ...draft, ...changes, version: draft.version + 1 };
    return (await groups.save({ group, events: [], messages: [] }))
      ? views.guide(group, owner.language)
      : stale(owner, draft);
  }

  /** The guide went on elsewhere: where it is now, with what was typed when it is still the same question. */
  async function stale(
    owner: Owner,
    { tenant, id }: GroupRef,
    typed?: PostedAnswer,
  ): Promise<GroupChatReply> {
    const group = await groups.find({ tenant, id });
    if (!group) return notice(owner, 'not-found');
    if (group.state !== 'draft') return resume(owner, group);
    const isSame = typed?.question === group.at;
    return views.guide(group, owner.language, {
      stale: true,
      ...(typed && isSame && { typed: typedIn(typed) }),
    });
  }
}

export type Guiding = ReturnType<typeof createGuiding>;

/** Does one step after the other, each on the group as the one before it left it. */
async function follow(
  turn: Turn,
  first: Step,
  more: readonly ((turn: Turn) => Promise<Step | undefined>)[],
): Promise<Step> {
  let all = first;
  for (const next of more) {
    const step = await next({ ...turn, group: { ...turn.group, ...all.changes } });
    if (!step) continue;
    all = {
      changes: { ...all.changes, ...step.changes },
      events: [...all.events, ...step.events],
      messages: [...all.messages, ...step.messages],
    };
  }
  return all;
}

/** A draft with what a beginning tells that it did not know; the draft itself when that is nothing. */
function withNews(draft: Group, { medium, chat }: Beginning): Group {
  const isNewMedium = medium !== undefined && draft.answers.medium === undefined;
  const isNewChat = chat !== undefined && draft.chat === undefined && mayBeInTeams(draft);
  if (!isNewMedium && !isNewChat) return draft;
  return {
    ...draft,
    ...(isNewMedium && { ...withFacts(draft, { medium }), wentOn: false }),
    ...(isNewChat && { chat }),
    version: draft.version + 1,
  };
}

/** A draft about another app has nothing to do with a chat of Teams. */
const mayBeInTeams = ({ answers: { medium } }: Group): boolean => medium === undefined || medium === 'teams';

const NOTHING = { name: '', until: '' } as const;

function newGroup({ person, policy, school, language }: Owner, id: string, now: Date): Group {
  return {
    id,
    tenant: person.tenant,
    school: school.id,
    policy: policy.id,
    owner: { ...toNamed(person), language },
    leader: undefined,
    state: 'draft',
    version: 0,
    answers: NOTHING,
    // a policy that says nothing of groups says so at once
    at: firstQuestion(policy, { answers: NOTHING, wentOn: false }),
    wentOn: false,
    later: [],
    second: undefined,
    permission: undefined,
    consent: undefined,
    proofs: {},
    informedAt: '',
    chat: undefined,
    unattended: undefined,
    told: [],
    reviewOn: '',
    waits: [],
    createdAt: now.toISOString(),
    registeredAt: '',
    closedAt: '',
  };
}

const isPutOff = (question: Question): question is AskedRequirement =>
  !FACT_QUESTIONS.some((one) => one === question);

const later = ({ later: before }: Group, question: AskedRequirement): Partial<Group> => ({
  later: [...before.filter((one) => one !== question), question],
});

export const typedIn = (answer: PostedAnswer): Record<string, string> => {
  const { choice, text, date, person, asked, given, refused, alternative, attested } = answer;
  return sentOf({ choice, text, date, person, asked, given, refused, alternative, attested });
};

const notice = ({ language }: Owner, name: GroupNoticeReply['notice']): GroupNoticeReply => ({
  kind: 'group-notice',
  language,
  notice: name,
});
