import type { DeliveryState } from '../delivery/model.ts';
import { type CaseEvent, OUTCOMES, RATINGS, SEVERITIES } from '../flows/escalation/model.ts';
import type { CaseReply } from '../flows/escalation/reply.ts';
import { SKIP_REASONS } from '../routing/chain.ts';
import { isSame } from '../routing/person.ts';
import { asObject, asSubject, isOneOf } from './case-words.ts';
import type { Say } from './parts.ts';
import { LIMITS, sizeOf, whole } from './plain.ts';
import { capital } from './problems.ts';
import { type Clock, sayDay, sayMoment } from './times.ts';

/** How many events a card shows: the last ones. */
const SHOWN = 15;

/**
 * Room of a card for what people typed, in characters of its JSON: the newest words are whole, older ones shortened.
 * Twice the 2000 characters that an answer may hold.
 */
const ROOM = 4500;

/** Who reads a history, and when. */
type Reader = Clock & Pick<CaseReply, 'viewer' | 'part'>;

/** What happened in a case, oldest first, one line each: when, what, by whom, and the words that were typed. */
export function historyOf(say: Say, clock: Reader, events: readonly CaseEvent[]) {
  const told = withoutRepeatedReading(events);
  const shown = told.slice(-SHOWN);
  const earlier = told.length - shown.length;
  const words = wordsOfEvents(shown);
  return {
    title: say('case.history'),
    earlier: earlier > 0 ? say('case.earlier', { count: earlier }) : '',
    lines: shown.map((event, index) => ({
      when: capital(sayMoment(say, clock, event.at)),
      what: `${whatOf(say, clock, event)}${words[index] ? ': ' : ''}`,
      text: words[index] ? `“${words[index]}”` : '',
    })),
  };
}

/** Of each person only the last reading: looking often must not drive out what was done. */
const withoutRepeatedReading = (events: readonly CaseEvent[]): CaseEvent[] =>
  events.filter(
    ({ kind, actor }, index) =>
      kind !== 'read' ||
      !events
        .slice(index + 1)
        .some((later) => later.kind === 'read' && actor !== undefined && isSame(actor, later.actor)),
  );

/** The typed words of events, as long as there is room; the newest have it first. */
export function wordsOfEvents(events: readonly { readonly text?: string | undefined }[]): string[] {
  let left = ROOM;
  return events
    .toReversed()
    .map(({ text = '' }) => {
      const shown = whole(text.trim(), Math.max(left, LIMITS.question));
      left -= sizeOf(shown);
      return shown;
    })
    .reverse();
}

function whatOf(say: Say, reader: Reader, event: CaseEvent): string {
  const { kind, actor, subject } = event;
  const key = kind === 'skipped' && !subject ? 'skipped-step' : kind;
  const names = {
    actor: asSubject(say, reader.viewer, actor ?? subject),
    subject: asSubject(say, reader.viewer, subject ?? actor),
    object: asObject(say, reader.viewer, subject ?? actor),
  };
  return [capital(say(`case.event.${key}`, names)), ...reasonOf(say, reader, event)].join(' · ');
}

/** Why a message did not arrive. */
export const UNDELIVERED = [
  'throttled',
  'blocked',
  'not-installed',
  'failed',
] as const satisfies DeliveryState[];

/** Reasons come from closed lists; `planned` holds the day. */
function reasonOf(say: Say, clock: Reader, { kind, reason, text }: CaseEvent): string[] {
  const before = kind === 'corrected' && text ? [say('case.before')] : [];
  if (reason === undefined) return before;
  if (kind === 'planned') return [sayDay(clock, reason)];
  if (reason === 'own-report' && clock.part === 'reporter') return [say('report-check.skipped.yourself')];
  if (isOneOf(SKIP_REASONS, reason)) return [say(`report-check.skipped.${reason}`)];
  if (isOneOf(UNDELIVERED, reason)) return [say(`case.undelivered.${reason}`)];
  if (isOneOf(RATINGS, reason)) return [say(`rating.${reason}`)];
  if (isOneOf(OUTCOMES, reason)) return [say(`outcome.${reason}`)];
  return isOneOf(SEVERITIES, reason) ? [say(`severity.${reason}`), ...before] : before;
}
