import { type Directory, orUnknown } from '../../routing/directory.ts';
import type { Named, PersonRef } from '../../routing/person.ts';
import { yearOn } from '../../routing/school-time.ts';
import { checkLength, type Problem, sentOf } from '../typed.ts';
import type { GroupAction } from './action.ts';
import { checkDay, checkName, GROUP_LENGTHS } from './answer.ts';
import type { Step, Turn } from './changes.ts';
import * as changes from './changes.ts';
import type { InTeams } from './in-teams.ts';
import { type Group, isRunning } from './model.ts';
import type { GroupRef, Groups } from './ports.ts';
import {
  type GroupAct,
  type GroupChatReply,
  type GroupNoticeReply,
  type GroupReply,
  hasGroupForm,
} from './reply.ts';
import { actsOf, partOf } from './rights.ts';
import { listStandings, listToDo } from './standing.ts';
import { type GroupViews, ownerOf, type Viewer } from './views.ts';

export interface GroupActingParts {
  readonly groups: Groups;
  readonly directory: Directory;
  readonly views: GroupViews;
  readonly inTeams: InTeams;
}

/** What a card sent about a group; what a client left out is absent. */
type PostedAct = Extract<GroupAction, { do: 'group-act' }>;

/** What somebody wants to do with a group, with all that they typed. */
export type Act = PostedAct & Readonly<Record<'text' | 'date', string>>;

type Looker = Omit<Viewer, 'part'>;

/** What is done, or what is wrong with what was typed. */
type Outcome =
  | { readonly kind: 'right'; readonly step: Step }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

/** What people do with a group of the register. Who may do what is read from the register at each press. */
export function createGroupActing({ groups, directory, views, inTeams }: GroupActingParts) {
  return { find, show, form, act };

  /** The group as somebody may see it; nothing tells a group of others from one that does not exist. */
  async function find(ref: GroupRef, person: string) {
    const group = await groups.find(ref);
    const part = group && partOf(group, person);
    return group && part && { group, part };
  }

  async function show(ref: GroupRef, looker: Looker): Promise<GroupChatReply> {
    const found = await find(ref, looker.id);
    return found ? views.ofGroup(found.group, { ...looker, part: found.part }) : missing(looker);
  }

  async function form(ref: GroupRef, act: GroupAct, looker: Looker): Promise<GroupChatReply> {
    const found = await find(ref, looker.id);
    if (!found) return missing(looker);
    const viewer = { ...looker, part: found.part };
    if (!(await isAllowed(found.group, viewer, act)))
      return views.ofGroup(found.group, viewer, { refused: 'not-now' });
    if (act === 'welcome') return views.welcome(found.group, viewer);
    if (act === 'history') return history(found.group, viewer);
    return hasGroupForm(act)
      ? views.form(found.group, act, looker.language)
      : views.ofGroup(found.group, viewer, { refused: 'not-now' });
  }

  /** Does an act; a card that is out of date does nothing and shows the group as it is, with what was typed. */
  async function act(
    person: PersonRef,
    name: string,
    posted: PostedAct,
    looker: Looker,
  ): Promise<GroupChatReply> {
    const found = await find({ tenant: person.tenant, id: posted.id }, person.id);
    if (!found) return missing(looker);
    const { group, part } = found;
    const action = withForm(group, posted);
    const viewer = { ...looker, part };
    if (action.act === 'welcome' || action.act === 'history') return form(group, action.act, looker);
    if (action.version !== group.version) return stale(group, viewer, action);
    if (!(await isAllowed(group, viewer, action.act)))
      return views.ofGroup(group, viewer, { refused: 'not-now' });
    const { setting: _, ...moment } = await views.momentOf(group, looker.language);
    const turn: Turn = { ...moment, actor: { id: person.id, name } };
    return isInTeams(action.act) ? inTeams.act(turn, action, viewer) : carryOut(turn, action, viewer);
  }

  async function carryOut(turn: Turn, action: Act, viewer: Viewer): Promise<GroupChatReply> {
    const { group } = turn;
    const outcome = await decide(turn, action);
    if (outcome.kind === 'wrong') return wrong(group, viewer, action, outcome.problems);
    const change = changes.toChange(turn, outcome.step);
    if (!(await groups.save(change))) return again(group, viewer, action);
    const part = partOf(change.group, viewer.id);
    return part ? views.ofGroup(change.group, { ...viewer, part }, { headline: 'done' }) : done(viewer);
  }

  async function decide(turn: Turn, action: Act): Promise<Outcome> {
    const text = action.text.trim();
    switch (action.act) {
      case 'confirm':
        return (await isStaff(turn.group, turn.actor))
          ? right(changes.confirm(turn))
          : wrongWith({ field: 'person', problem: 'not-staff' });
      case 'decline':
        return orProblems(checkLength('text', text, GROUP_LENGTHS.words), () => changes.decline(turn, text));
      case 'step-back':
        return orProblems(checkLength('text', text, GROUP_LENGTHS.words), () => changes.stepBack(turn, text));
      case 'approve':
        return right(changes.decide(turn, 'granted', ''));
      case 'approve-if':
        return orProblems(checkWords(text), () => changes.decide(turn, 'conditional', text));
      case 'refuse':
        return orProblems(checkWords(text), () => changes.decide(turn, 'refused', text));
      case 'change':
        return orProblems([...checkName(text), ...checkDate(turn, action)], () =>
          changes.rename(turn, text, action.date),
        );
      case 'review':
        return review(turn, action);
      case 'close':
        return action.done === 'true'
          ? right(changes.close(turn))
          : wrongWith({ field: 'done', problem: 'missing' });
      default:
        return wrongWith();
    }
  }

  /** The line manager may be another one by now. */
  async function review(turn: Turn, action: Act): Promise<Outcome> {
    const leader = await directory.findContact(ownerOf(turn.group), 'line-manager');
    return orProblems(checkReview(turn, action), () =>
      changes.review(turn, action.date, leader, asksConsentYearly(turn)),
    );
  }

  /** Rights may have changed since the colleague was chosen. */
  async function isStaff({ tenant }: Group, actor: Named | undefined): Promise<boolean> {
    const person = actor && (await orUnknown(directory.findPerson({ tenant, id: actor.id })));
    return person?.role === 'staff';
  }

  async function history(group: Group, viewer: Viewer): Promise<GroupReply> {
    return views.ofGroup(group, viewer, { events: await groups.listEvents(group) });
  }

  async function isAllowed(group: Group, { part, id }: Viewer, wanted: GroupAct): Promise<boolean> {
    if (isInTeams(wanted) && wanted !== 'make-chat') return part === 'owner' && isRunning(group);
    const { plan } = await views.momentOf(group, group.owner.language);
    const hasToDo = listToDo(listStandings(group, plan)).length > 0;
    return actsOf(group, part, id, hasToDo).includes(wanted);
  }

  function wrong(group: Group, viewer: Viewer, action: Act, problems: readonly Problem[]) {
    return hasGroupForm(action.act)
      ? views.form(group, action.act, viewer.language, { typed: typedIn(action), problems })
      : views.ofGroup(group, viewer, { refused: 'not-now' });
  }

  async function again({ tenant, id }: Group, viewer: Viewer, action: Act): Promise<GroupChatReply> {
    const newer = await find({ tenant, id }, viewer.id);
    return newer ? stale(newer.group, { ...viewer, part: newer.part }, action) : missing(viewer);
  }

  async function stale(group: Group, viewer: Viewer, action: Act): Promise<GroupChatReply> {
    return hasGroupForm(action.act) && (await isAllowed(group, viewer, action.act))
      ? views.form(group, action.act, viewer.language, { typed: typedIn(action), stale: true })
      : views.ofGroup(group, viewer, { refused: 'stale' });
  }
}

const IN_TEAMS = ['post-welcome', 'make-chat', 'set-moderation'] as const;
const isInTeams = (act: GroupAct): act is (typeof IN_TEAMS)[number] => IN_TEAMS.some((one) => one === act);

const right = (step: Step): Outcome => ({ kind: 'right', step });
const wrongWith = (...problems: readonly Problem[]): Outcome => ({ kind: 'wrong', problems });
const orProblems = (problems: readonly Problem[], step: () => Step): Outcome =>
  problems.length > 0 ? wrongWith(...problems) : right(step());

/** Words that must be there: a reason, conditions. */
const checkWords = (text: string): Problem[] =>
  text === '' ? [{ field: 'text', problem: 'missing' }] : checkLength('text', text, GROUP_LENGTHS.words);

const checkDate = ({ calendar, now }: Turn, { date }: Act): Problem[] => checkDay(calendar, now, date);

/** A group is looked at again within a year. */
function checkReview(turn: Turn, action: Act): Problem[] {
  const problems = checkDate(turn, action);
  const isFar = problems.length === 0 && action.date > yearOn(turn.calendar, turn.now);
  return isFar ? [{ field: 'date', problem: 'too-long' }] : problems;
}

const asksConsentYearly = ({ plan }: Turn): boolean =>
  plan.requirements.some((one) => one.kind === 'consent' && one.yearly);

/** An act with what a client left out as the group has it; only a change of name and last day begins with something. */
function withForm({ answers }: Group, posted: PostedAct): Act {
  const isChange = posted.act === 'change';
  const { text = isChange ? answers.name : '', date = isChange ? answers.until : '' } = posted;
  return { ...posted, text, date };
}

const typedIn = ({ text, date, people, done: ticked }: Act): Record<string, string> =>
  sentOf({ text, date, people, done: ticked });

const missing = ({ language }: Pick<Viewer, 'language'>): GroupNoticeReply => ({
  kind: 'group-notice',
  language,
  notice: 'not-found',
});

/** Whoever gave up their part sees the group no more. */
const done = ({ language }: Pick<Viewer, 'language'>): GroupNoticeReply => ({
  kind: 'group-notice',
  language,
  notice: 'answered',
});
