import type { GroupPlan } from '../../policy/groups.ts';
import { type Named, toNamed } from '../../routing/person.ts';
import { addSchoolMinutes, type Calendar, nextOpening, startOfDay } from '../../routing/school-time.ts';
import type {
  Group,
  GroupEvent,
  GroupEventKind,
  GroupNotice,
  GroupWait,
  Permission,
  Second,
} from './model.ts';
import { isRunning } from './model.ts';
import type { GroupChange, GroupMessage } from './ports.ts';
import { partiesOf } from './rights.ts';
import { isSettled, listStandings, listToDo } from './standing.ts';

/** What people do to a group; pure. Each gives the group as it becomes, what happened, and who is told. Rights were checked. */

/** A group, what the policy asks of it, and when it is looked at. */
export interface Moment {
  readonly group: Group;
  readonly plan: GroupPlan;
  readonly now: Date;
  readonly calendar: Calendar;
}

/** Somebody does something to a group; nobody: the clock, or Teams. */
export interface Turn extends Moment {
  readonly actor: Named | undefined;
}

export type Happened = Omit<GroupEvent, 'at' | 'version' | 'actor' | 'kind'> & {
  readonly kind: GroupEventKind;
};

/** What happens to a group, before it is put together. */
export interface Step {
  readonly changes: Partial<Group>;
  readonly events: readonly Happened[];
  readonly messages: readonly GroupMessage[];
}

/** In minutes of school time: a working day of eight hours, and a week of them. */
export const WORKING_DAY = 8 * 60;
const WORKING_WEEK = 5 * WORKING_DAY;

/** Puts a change together: one version further, in the state and with the waits that follow from it. */
export function toChange(turn: Turn, { changes, events, messages }: Step): GroupChange {
  const version = turn.group.version + 1;
  const group = settle({ ...turn, group: { ...turn.group, ...changes, version } });
  const actor = turn.actor && toNamed(turn.actor);
  return {
    group,
    events: events.map((event) => ({ ...event, at: turn.now, version, actor })),
    messages: withRefreshes(turn, group, messages),
  };
}

/** Everybody who is told nothing else gets the card that they have brought up to date; so do those who lose their part. */
function withRefreshes(
  { group: before, actor }: Turn,
  group: Group,
  messages: readonly GroupMessage[],
): GroupMessage[] {
  if (group.registeredAt === '') return [...messages];
  const told = [actor?.id, ...messages.map(({ to }) => to)];
  const others = [...new Set([...partiesOf(before), ...partiesOf(group)])].filter((id) => !told.includes(id));
  return [...messages, ...tell(others, 'refresh')];
}

export const tell = (people: readonly (string | undefined)[], notice: GroupNotice): GroupMessage[] =>
  people.flatMap((to) => (to === undefined ? [] : [{ to, notice }]));

/** The state of a running group and its waits, as they follow from how its requirements stand. */
function settle(moment: Moment): Group {
  const { group, plan } = moment;
  if (!isRunning(group)) return { ...group, waits: [] };
  const standings = listStandings(group, plan);
  const isWaiting = !isSettled(standings) || group.second?.state === 'asked';
  const state = group.state === 'review' ? 'review' : isWaiting ? 'waiting' : 'active';
  const hasToDo = listToDo(standings).length > 0;
  const isNeeded: Readonly<Record<GroupWait, boolean>> = {
    'second-staff': group.second?.state === 'asked',
    permission: group.permission?.state === 'asked',
    'to-do': hasToDo,
    review: true,
  };
  const kept = group.waits.filter(({ awaited }) => isNeeded[awaited]);
  const isNew = hasToDo && !kept.some(({ awaited }) => awaited === 'to-do');
  return {
    ...group,
    state,
    waits: isNew ? [...kept, waitFor(moment, 'to-do', WORKING_WEEK)] : kept,
  };
}

/** Waits without one of them, and with it anew. @param minutes of school time; nothing: it ends. */
export const setWait = (moment: Moment, awaited: GroupWait, minutes: number): Group['waits'] => [
  ...moment.group.waits.filter((wait) => wait.awaited !== awaited),
  waitFor(moment, awaited, minutes),
];

const waitFor = ({ calendar, now }: Moment, awaited: GroupWait, minutes: number) => ({
  awaited,
  at: addSchoolMinutes(calendar, now, minutes).toISOString(),
});

/** The wait for the day of the review; `day` is an ISO date. */
export const reviewWait = ({ calendar, now }: Pick<Moment, 'calendar' | 'now'>, day: string) => ({
  awaited: 'review' as const,
  at: nextOpening(calendar, startOfDay(calendar, day) ?? now).toISOString(),
});

const weekOn = (moment: Moment, awaited: GroupWait) => setWait(moment, awaited, WORKING_WEEK);

/** A colleague is asked to read along; one who was asked before need not answer any more. */
export function askSecond(turn: Turn, person: Named): Step {
  const second: Second = {
    person: toNamed(person),
    state: 'asked',
    at: turn.now.toISOString(),
    reminded: false,
  };
  return {
    changes: { second, waits: setWait(turn, 'second-staff', WORKING_DAY) },
    events: [{ kind: 'second-asked', subject: second.person }],
    messages: tell([person.id], 'second-asked'),
  };
}

export const confirm = (turn: Turn): Step => answerSecond(turn, 'confirmed', '');
export const decline = (turn: Turn, reason: string): Step => answerSecond(turn, 'declined', reason);
/** The second member of staff stops reading along; the owner must find another. */
export const stepBack = (turn: Turn, reason: string): Step => answerSecond(turn, 'left', reason);

function answerSecond(turn: Turn, state: 'confirmed' | 'declined' | 'left', text: string): Step {
  const { second, owner } = turn.group;
  return {
    changes: { second: second && { ...second, state, at: turn.now.toISOString() } },
    events: [{ kind: `second-${state}`, subject: second?.person, text: text || undefined }],
    messages: tell([owner.id], `second-${state}`),
  };
}

/** Somebody who may gives or refuses the permission. */
export function decide(turn: Turn, state: 'granted' | 'conditional' | 'refused', words: string): Step {
  const { permission, owner } = turn.group;
  const decided: Permission | undefined = permission && {
    ...permission,
    state,
    words,
    at: turn.now.toISOString(),
    decider: turn.actor && toNamed(turn.actor),
  };
  return {
    changes: { permission: decided },
    events: [{ kind: `permission-${state}`, text: words || undefined }],
    messages: tell([owner.id], 'permission-decided'),
  };
}

/** The name or the last day changes; a group that ends sooner is looked at sooner. */
export function rename(turn: Turn, name: string, until: string): Step {
  const { answers, reviewOn } = turn.group;
  const next = sooner(until, reviewOn);
  return {
    changes: {
      answers: { ...answers, name, until },
      reviewOn: next,
      waits: next === reviewOn ? turn.group.waits : withReview(turn, next),
    },
    events: [{ kind: 'changed' }],
    messages: [],
  };
}

/** The earlier of two ISO dates: they sort as text. */
export const sooner = (one: string, other: string): string => [one, other].sort()[0] ?? one;

/** The owner looked at the group again: it goes on, with a next review. Yearly consent must be counted anew. */
export function review(turn: Turn, day: string, leader: Named | undefined, isConsentYearly: boolean): Step {
  const { group } = turn;
  const until = day > group.answers.until ? day : group.answers.until;
  return {
    changes: {
      state: 'active',
      leader: leader && toNamed(leader),
      reviewOn: day,
      answers: { ...group.answers, until },
      waits: withReview(turn, day),
      consent: isConsentYearly ? undefined : group.consent,
    },
    events: [{ kind: 'reviewed', reason: day }],
    messages: [],
  };
}

const withReview = (turn: Turn, day: string): Group['waits'] => [
  ...turn.group.waits.filter(({ awaited }) => awaited !== 'review'),
  reviewWait(turn, day),
];

export function close(turn: Turn): Step {
  const { second, leader } = turn.group;
  const told = second?.state === 'confirmed' ? [second.person.id, leader?.id] : [leader?.id];
  return {
    changes: { state: 'closed', closedAt: turn.now.toISOString() },
    events: [{ kind: 'closed' }],
    messages: tell(
      told.filter((id) => id !== turn.actor?.id),
      'closed',
    ),
  };
}

/** The day of the review has come, or came and nothing was done. */
export const remindReview = (turn: Turn): Step => ({
  changes: { state: 'review', waits: weekOn(turn, 'review') },
  events: [{ kind: turn.group.state === 'review' ? 'reminded' : 'review-due', reason: 'review' }],
  messages: tell([turn.group.owner.id], 'review'),
});

export const remindToDo = (turn: Turn): Step => ({
  changes: { waits: weekOn(turn, 'to-do') },
  events: [{ kind: 'reminded', reason: 'to-do' }],
  messages: tell([turn.group.owner.id], 'to-do'),
});

/** No answer: one reminder; then the owner is asked to choose somebody else. */
export function remindSecond(turn: Turn): Step {
  const { second, owner } = turn.group;
  if (!second) return { changes: {}, events: [], messages: [] };
  if (second.reminded) return giveUpSecond(turn);
  return {
    changes: { second: { ...second, reminded: true }, waits: setWait(turn, 'second-staff', WORKING_DAY) },
    events: [{ kind: 'reminded', subject: second.person, reason: 'second-staff' }],
    messages: tell([second.person.id], 'second-reminder').filter(({ to }) => to !== owner.id),
  };
}

/** The second member of staff does not answer, or cannot be reached. */
export function giveUpSecond(turn: Turn): Step {
  const { second, owner } = turn.group;
  return {
    changes: { second: second && { ...second, state: 'silent', at: turn.now.toISOString() } },
    events: [{ kind: 'second-silent', subject: second?.person }],
    messages: tell([owner.id], 'second-silent'),
  };
}
