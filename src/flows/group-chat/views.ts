import { findLeaderRequirement, type GroupPlan } from '../../policy/groups.ts';
import type { Language, Policy } from '../../policy/model.ts';
import type { Directory, School } from '../../routing/directory.ts';
import { type Named, type PersonRef, toNamed } from '../../routing/person.ts';
import { type Calendar, endOfSchoolYear } from '../../routing/school-time.ts';
import type { Unreadable } from '../unreadable.ts';
import { foreseeRoute } from './asking.ts';
import type { Moment } from './changes.ts';
import { findRequirement, planOf, progressOf, withAsked } from './guide.ts';
import type { Chat, Group, Question, Second } from './model.ts';
import type {
  GroupCheckReply,
  GroupFormAct,
  GroupFormReply,
  GroupInviteReply,
  GroupOutcomeReply,
  GroupPart,
  GroupQuestionReply,
  GroupReply,
  GroupsReply,
  GroupWelcomeReply,
} from './reply.ts';
import { actsOf } from './rights.ts';
import { listStandings, listToDo } from './standing.ts';
import { typedBefore, typedInForm } from './typed-before.ts';

/** How many colleagues a list shows; with more, a people picker is quicker to use. Range 20 to 100. */
const LISTED = 50;

export interface ViewParts {
  readonly directory: Directory;
  readonly findPolicy: (id: string) => Policy | undefined;
  /** Channel id of a person, for the card that refreshes itself. */
  readonly findChannelId: (person: PersonRef) => Promise<string | undefined>;
  /** Whether the school lets the bot act in Teams. */
  readonly canAct: boolean;
  readonly now: () => Date;
}

/** Who looks at a group, in which language. */
export interface Viewer {
  readonly id: string;
  readonly part: GroupPart;
  readonly language: Language;
}

/** The calendar of a school that the directory no longer knows: always closed, so that clock time counts. */
const CLOSED: Calendar = { zone: 'Europe/Amsterdam', hours: {}, closed: [] };

export const calendarOf = (school: School | undefined): Calendar => school?.calendar ?? CLOSED;

/** Makes what somebody sees of a group. */
export function createGroupViews({ directory, findPolicy, findChannelId, canAct, now }: ViewParts) {
  return { guide, question, ofGroup, form, welcome, list, invite, informedOf, momentOf, policyOf };

  /** Where the guide is. */
  async function guide(
    group: Group,
    language: Language,
    shown: Partial<Pick<GroupQuestionReply, 'typed' | 'problems' | 'stale'>> = {},
  ): Promise<GroupQuestionReply | GroupOutcomeReply | GroupCheckReply> {
    if (group.at === 'outcome') return outcome(group, language);
    if (group.at === 'check') return check(group, language, shown.stale ?? false);
    return question(group, group.at, language, shown);
  }

  async function outcome(group: Group, language: Language): Promise<GroupOutcomeReply> {
    const { setting, plan } = await momentOf(group, language);
    return {
      kind: 'group-outcome',
      ...setting,
      group,
      plan,
      isFinal: plan.outcome === 'not-allowed',
    };
  }

  async function check(draft: Group, language: Language, stale: boolean): Promise<GroupCheckReply> {
    const { setting, plan } = await momentOf(draft, language);
    const { person, untold } = await informedOf(draft, plan);
    const group = { ...withAsked(setting.policy, draft), untold };
    return {
      kind: 'group-check',
      ...setting,
      group,
      plan,
      standings: listStandings(group, plan),
      route: await routeOf(group),
      progress: progressOf(setting.policy, group),
      informed: person,
      stale,
    };
  }

  async function question(
    group: Group,
    asked: Question,
    language: Language,
    shown: Partial<Pick<GroupQuestionReply, 'typed' | 'problems' | 'stale' | 'contradicted'>> = {},
  ): Promise<GroupQuestionReply> {
    const { setting, calendar } = await momentOf(group, language);
    const isGuided = group.state === 'draft';
    return {
      kind: 'group-question',
      ...setting,
      group,
      question: asked,
      progress: isGuided ? progressOf(setting.policy, { ...group, at: asked }) : undefined,
      typed: { ...typedBefore(group, asked, endOfSchoolYear(calendar, now())), ...shown.typed },
      problems: shown.problems ?? [],
      stale: shown.stale ?? false,
      contradicted: shown.contradicted ?? false,
      requirement: findRequirement(setting.policy, group.answers, asked),
      people: asked === 'second-staff' ? await colleaguesOf(group) : [],
      route: asked === 'permission' ? await routeOf(group) : [],
      // the bot acts in Teams for groups of the register alone
      canSet: !isGuided && asked === 'admin-only-posting' && canAct && isModerated(group.chat),
    };
  }

  async function ofGroup(
    group: Group,
    viewer: Viewer,
    shown: Partial<Pick<GroupReply, 'headline' | 'refused' | 'events'>> = {},
  ): Promise<GroupReply> {
    const { setting, plan } = await momentOf(group, viewer.language);
    const standings = listStandings(group, plan);
    const [open = findAdvised(group)] = listToDo(standings);
    const acts = actsOf(group, viewer.part, viewer.id, open !== undefined);
    return {
      kind: 'group',
      ...setting,
      group,
      part: viewer.part,
      plan,
      standings,
      headline: shown.headline,
      refused: shown.refused,
      acts: shown.events ? acts.filter((act) => act !== 'history') : acts,
      open,
      events: shown.events,
      viewerId: await findChannelId({ tenant: group.tenant, id: viewer.id }),
    };
  }

  async function form(
    group: Group,
    act: GroupFormAct,
    language: Language,
    filled: Partial<Pick<GroupFormReply, 'typed' | 'problems' | 'stale'>> = {},
  ): Promise<GroupFormReply> {
    const { setting, calendar } = await momentOf(group, language);
    return {
      kind: 'group-form',
      ...setting,
      group,
      act,
      typed: { ...typedInForm(group, act, endOfSchoolYear(calendar, now())), ...filled.typed },
      problems: filled.problems ?? [],
      stale: filled.stale ?? false,
      chatLink: act === 'make-chat' ? await linkTo(group) : undefined,
      canMake: act === 'make-chat' && canAct,
    };
  }

  /** The owner alone posts; whoever reads along can copy the text. */
  async function welcome(
    group: Group,
    { language, part }: Viewer,
    shown: Partial<Pick<GroupWelcomeReply, 'typed' | 'problems'>> = {},
  ): Promise<GroupWelcomeReply> {
    const { setting, plan } = await momentOf(group, language);
    const { typed = '', problems = [] } = shown;
    const canPost = group.chat !== undefined && part === 'owner';
    return { kind: 'group-welcome', ...setting, group, plan, typed, problems, canPost };
  }

  function list(
    setting: Pick<GroupsReply, 'language' | 'policy' | 'zone'>,
    draft: Group | undefined,
    groups: readonly { readonly group: Group; readonly part: GroupPart }[],
    unreadable: readonly Unreadable[],
  ): GroupsReply {
    const pick = (...parts: readonly GroupPart[]) =>
      groups.filter(({ part }) => parts.includes(part)).map(({ group }) => group);
    return {
      kind: 'groups',
      ...setting,
      now: now(),
      draft,
      own: pick('owner'),
      shared: pick('second', 'approver'),
      team: pick('leader'),
      unreadable,
    };
  }

  /** A chat with students that the register does not know; `groups`: those of the owner that may belong to it. */
  async function invite(
    group: Group,
    language: Language,
    groups: readonly Group[],
  ): Promise<GroupInviteReply> {
    const { setting } = await momentOf(group, language);
    const { conversation = '', students = 0 } = group.chat ?? {};
    return { kind: 'group-invite', ...setting, conversation, students, groups };
  }

  /** Whom the policy wants to know of a group; `untold`: why there is nobody to tell. Neither where it wants nobody to. */
  async function informedOf(
    group: Group,
    plan: GroupPlan,
  ): Promise<{ readonly person?: Named; readonly untold?: Group['untold'] }> {
    const requirement = findLeaderRequirement(plan, 'inform-manager');
    if (!requirement) return {};
    const found = await directory.findContact(ownerOf(group), requirement.of);
    if (!found) return { untold: 'nobody' };
    return found.id === group.owner.id ? { untold: 'owner' } : { person: toNamed(found) };
  }

  /** What is needed to show or change a group. */
  async function momentOf(group: Group, language: Language) {
    const policy = policyOf(group);
    const school = await directory.findSchool(group.school);
    const calendar = calendarOf(school);
    const plan = planOf(policy, group.answers);
    const at = now();
    const moment: Moment = { group, plan, now: at, calendar };
    return { ...moment, setting: { language, policy, zone: calendar.zone, now: at } };
  }

  function policyOf(group: Group): Policy {
    const policy = findPolicy(group.policy);
    if (!policy) throw new Error(`the policy ${group.policy} of a group is gone`);
    return policy;
  }

  /** Whom the owner can choose from; none when a list would be too long. */
  async function colleaguesOf(group: Group) {
    const owner = await directory.findPerson({ tenant: group.tenant, id: group.owner.id });
    const colleagues = owner ? await directory.listColleagues(owner) : [];
    return colleagues.length > LISTED ? [] : colleagues;
  }

  async function routeOf(group: Group) {
    const { plan, calendar } = await momentOf(group, group.owner.language);
    const requirement = findLeaderRequirement(plan, 'permission');
    return requirement ? foreseeRoute(directory, ownerOf(group), requirement, { now: now(), calendar }) : [];
  }

  /** Opens a chat with both members of staff (Teams documentation, "Deep link to a chat"); holds no word about the group. */
  async function linkTo(group: Group): Promise<string | undefined> {
    const ids = [group.owner.id, group.second?.person.id].filter((id) => id !== undefined);
    const people = await Promise.all(ids.map((id) => directory.findPerson({ tenant: group.tenant, id })));
    const principals = people.flatMap((person) => (person?.principal ? [person.principal] : []));
    if (principals.length === 0) return undefined;
    const users = principals.map(encodeURIComponent).join(',');
    return `https://teams.microsoft.com/l/chat/0/0?users=${users}`;
  }
}

export type GroupViews = ReturnType<typeof createGroupViews>;

/** The owner as the directory is asked about their contacts. */
export const ownerOf = ({ tenant, owner, school }: Group) => ({ tenant, id: owner.id, school });

/** Whoever reads along on advice alone is no requirement: the owner can choose another all the same. */
const findAdvised = ({ second }: Group): 'second-staff' | undefined =>
  second && ANOTHER.includes(second.state) ? 'second-staff' : undefined;
const ANOTHER: readonly Second['state'][] = ['declined', 'silent', 'left'];

/** In a channel Teams itself knows who may post; in a group chat it does not. */
const isModerated = (chat: Chat | undefined): boolean => chat?.kind === 'channel' && chat.team !== '';
