import { nameOf } from '../cards/case-words.ts';
import { isPrepared } from '../cards/group-standing.ts';
import { groupBand } from '../cards/group-state.ts';
import { sayFact, sayRequirement } from '../cards/group-words.ts';
import type { Say } from '../cards/parts.ts';
import { type Clock, sayDay } from '../cards/times.ts';
import { type Group, isRunning, type Standing } from '../flows/group-chat/model.ts';
import type { Unreadable } from '../flows/unreadable.ts';
import type { GroupRow, StandingKind } from '../http/contract.ts';
import type { GroupPlan } from '../policy/groups.ts';
import type { Named } from '../routing/person.ts';
import { toneOf } from './tones.ts';

/** What a row of the register is made from. */
export interface SeenGroup {
  readonly group: Group;
  /** Absent when the policy is gone. */
  readonly plan: GroupPlan | undefined;
  readonly standings: readonly Standing[];
  /** Whom a reminder would go to now. */
  readonly awaited: readonly Named[];
  /** Object id. */
  readonly viewer: string;
  /** The day at the school, ISO date. */
  readonly today: string;
}

/** A group as a row of the register, in the words of its card. */
export function toGroupRow(say: Say, clock: Clock, seen: SeenGroup): GroupRow {
  const { group, plan, standings, awaited, viewer } = seen;
  const { id, version, answers, owner, second } = group;
  const { word, style } = groupBand(say, group, plan);
  const review = reviewOf(say, clock, seen);
  return {
    id,
    version,
    title: answers.name === '' ? say('groups.nameless') : answers.name,
    medium: sayFact(say, 'medium', answers),
    owner: nameOf(say, owner),
    isOwn: owner.id === viewer,
    ...(second && { second: nameOf(say, second.person) }),
    state: word,
    tone: toneOf(style),
    ...(review && { review }),
    requirements: standings.map((standing) => requirementOf(say, group, standing)),
    ...(awaited.length > 0 && { reminder: { to: sayNames(say, clock, awaited) } }),
  };
}

/** In the place of a group that a newer version kept. */
export const toUnreadableGroup = (say: Say, { id }: Unreadable): GroupRow => ({
  id,
  version: 0,
  title: say('unreadable.group'),
  medium: '',
  owner: '',
  isOwn: false,
  state: say('unreadable.state'),
  tone: 'neutral',
  requirements: [],
});

/** "Anna en Bram". */
export const sayNames = (say: Say, { language }: Pick<Clock, 'language'>, people: readonly Named[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format([
    ...new Set(people.map((person) => nameOf(say, person))),
  ]);

function reviewOf(say: Say, clock: Clock, { group, today }: SeenGroup): GroupRow['review'] {
  const { reviewOn } = group;
  if (reviewOn === '' || !isRunning(group)) return undefined;
  const text = say('groups.review', { when: sayDay(clock, reviewOn) });
  return { on: reviewOn, text, overdue: reviewOn < today }; // ISO dates sort as text
}

function requirementOf(say: Say, group: Group, standing: Standing): GroupRow['requirements'][number] {
  const kind = standingOf(group, standing);
  const label =
    kind === 'checked' || kind === 'attested'
      ? say(`group-standing.${kind}`)
      : say(`tab-group.standing.${kind}`);
  const { requirement } = standing;
  return { text: sayRequirement(say, requirement), article: requirement.article, standing: kind, label };
}

/** What somebody will be asked, once the group is registered, is waited for as well. */
function standingOf(group: Group, standing: Standing): StandingKind {
  if (standing.state === 'met') return standing.proof?.by ?? 'attested';
  return standing.state === 'asked' || isPrepared(group, standing) ? 'waiting' : 'missing';
}
