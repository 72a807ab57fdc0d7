import { type Named, type Person, toNamed } from '../../routing/person.ts';
import { type Calendar, startOfDay, today } from '../../routing/school-time.ts';
import { repeat } from '../repeat.ts';
import { type Step, type Turn, tell, toChange } from './changes.ts';
import { type Group, type GroupEvent, type GroupNotice, type GroupWait, isRunning } from './model.ts';
import type { Groups } from './ports.ts';
import type { GroupPart } from './reply.ts';
import { partOf } from './rights.ts';
import type { GroupViews } from './views.ts';

/** Reminders that people send: to whoever a group waits for, now instead of when the clock would. */

/** Somebody from whom something is expected, what of, and the message that asks it once more. */
export interface Awaited {
  readonly person: Named;
  readonly reason: GroupWait;
  readonly notice: GroupNotice;
}

/** What became of a reminder. `today`: one went out this school day. */
export type Reminding =
  | { readonly kind: 'sent'; readonly to: readonly Named[] }
  | { readonly kind: 'not-found' | 'nobody' | 'today' };

/**
 * Whom somebody with a part in a group can remind: who must still say yes; where nobody must, a leader reminds the owner of
 * the review or of what is still to be done. Nobody reminds themselves.
 */
export function listAwaited(group: Group, part: GroupPart, viewer: string): readonly Awaited[] {
  if (!isRunning(group)) return [];
  const others = [...awaitedSecond(group), ...awaitedApprover(group)].filter(
    ({ person }) => person.id !== viewer,
  );
  return others.length === 0 && part === 'leader' ? awaitedOwner(group) : others;
}

const awaitedSecond = ({ second }: Group): Awaited[] =>
  second?.state === 'asked'
    ? [{ person: second.person, reason: 'second-staff', notice: 'second-reminder' }]
    : [];

function awaitedApprover({ permission }: Group): Awaited[] {
  const person = permission?.asked.at(-1);
  return permission?.state === 'asked' && person
    ? [{ person, reason: 'permission', notice: 'permission-reminder' }]
    : [];
}

function awaitedOwner({ owner, state, waits }: Group): Awaited[] {
  const person = toNamed(owner);
  if (state === 'review') return [{ person, reason: 'review', notice: 'review' }];
  const hasToDo = waits.some(({ awaited }) => awaited === 'to-do');
  return hasToDo ? [{ person, reason: 'to-do', notice: 'to-do' }] : [];
}

/** The midnight that began the day at the school: what was sent since then was sent today. */
export const startOfToday = (calendar: Calendar, now: Date): Date =>
  startOfDay(calendar, today(calendar, now)) ?? now;

export interface RemindingParts {
  readonly groups: Groups;
  readonly views: GroupViews;
}

/** Makes the function that reminds, once a day for each group however many people press. */
export function createReminding({ groups, views }: RemindingParts) {
  return async (actor: Person, id: string): Promise<Reminding> => {
    let outcome: Reminding = { kind: 'not-found' };
    await repeat(
      () => groups.find({ tenant: actor.tenant, id }),
      async (group) => {
        const decided = await decide(group, actor);
        outcome = decided.outcome;
        return decided.change;
      },
      groups.save,
    );
    return outcome;
  };

  async function decide(group: Group, actor: Person) {
    const part = partOf(group, actor.id);
    if (!part) return refuse('not-found');
    const awaited = listAwaited(group, part, actor.id);
    if (awaited.length === 0) return refuse('nobody');
    const { setting: _, ...moment } = await views.momentOf(group, group.owner.language);
    const events = await groups.listEvents(group);
    if (isReminded(events, startOfToday(moment.calendar, moment.now))) return refuse('today');
    const turn: Turn = { ...moment, actor };
    const to = awaited.map(({ person }) => person);
    return { outcome: { kind: 'sent', to } as const, change: toChange(turn, remind(awaited)) };
  }
}

const refuse = (kind: 'not-found' | 'nobody' | 'today') => ({ outcome: { kind }, change: undefined });

/** A reminder by the clock counts too: twice on a day is once too often. */
const isReminded = (events: readonly GroupEvent[], since: Date): boolean =>
  events.some(({ kind, at }) => kind === 'reminded' && at >= since);

/** The waits stay: the clock reminds at its own time. */
const remind = (awaited: readonly Awaited[]): Step => ({
  changes: {},
  events: awaited.map(({ person, reason }) => ({ kind: 'reminded', subject: person, reason })),
  messages: awaited.flatMap(({ person, notice }) => tell([person.id], notice)),
});
