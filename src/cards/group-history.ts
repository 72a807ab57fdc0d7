import { type GroupEvent, isAttested } from '../flows/group-chat/model.ts';
import { REQUIREMENT_KINDS, type RequirementKind } from '../policy/model.ts';
import { SKIP_REASONS } from '../routing/chain.ts';
import { UNDELIVERED, wordsOfEvents } from './case-history.ts';
import { isOneOf, nameOf } from './case-words.ts';
import type { Say } from './parts.ts';
import { capital } from './problems.ts';
import { type Clock, sayDay, sayMoment } from './times.ts';

/** How many events a card shows: the last ones. */
const SHOWN = 15;

/** What happened to a group, oldest first, one line each: when, what, by whom, and the words that were typed. */
export function groupHistory(say: Say, clock: Clock, events: readonly GroupEvent[]) {
  const shown = events.slice(-SHOWN);
  const earlier = events.length - shown.length;
  const words = wordsOfEvents(shown);
  return {
    title: say('group.history'),
    earlier: earlier > 0 ? say('case.earlier', { count: earlier }) : '',
    lines: shown.map((event, index) => ({
      when: capital(sayMoment(say, clock, event.at)),
      what: `${whatOf(say, clock, event)}${words[index] ? ': ' : ''}`,
      text: words[index] ? `“${words[index]}”` : '',
    })),
  };
}

function whatOf(say: Say, clock: Clock, event: GroupEvent): string {
  const { kind, actor, subject } = event;
  const key = kind === 'permission-skipped' && !subject ? 'permission-skipped-step' : kind;
  const names = { actor: nameOf(say, actor ?? subject), subject: nameOf(say, subject ?? actor) };
  return [capital(say(`group.event.${key}`, names)), ...reasonOf(say, clock, event)].join(' · ');
}

/** Reasons come from closed lists; `reviewed` holds the day of the next look. */
function reasonOf(say: Say, clock: Clock, { kind, reason }: GroupEvent): string[] {
  if (kind === 'reviewed' && reason !== undefined) return [sayDay(clock, reason)];
  if (isOneOf(SKIP_REASONS, reason)) {
    return [
      reason === 'own-report'
        ? say('group-question.permission.skipped')
        : say(`report-check.skipped.${reason}`),
    ];
  }
  if (isOneOf(UNDELIVERED, reason)) return [say(`case.undelivered.${reason}`)];
  return isOneOf(REQUIREMENT_KINDS, reason) ? sayKind(say, reason) : [];
}

/** What somebody declared; of other kinds the event itself tells. */
const sayKind = (say: Say, kind: RequirementKind): string[] =>
  isAttested(kind) ? [say(`group-question.${kind}.short`)] : [];
