import { actingOf, stateBand } from '../cards/case-standing.ts';
import { asSubject, nameOf, sayKind, saySeverity } from '../cards/case-words.ts';
import type { Say } from '../cards/parts.ts';
import { capital } from '../cards/problems.ts';
import { type Clock, sayLeft, sayMoment } from '../cards/times.ts';
import { type Case, isOpen, referenceOf } from '../flows/escalation/model.ts';
import { isLate } from '../flows/escalation/rights.ts';
import type { Unreadable } from '../flows/unreadable.ts';
import type { CaseRow } from '../http/contract.ts';
import { toneOf } from './tones.ts';

/** A case as a row of the list, in the words of its card; nothing of the report. @param viewer object id */
export function toCaseRow(say: Say, clock: Clock, one: Case, viewer: string): CaseRow {
  const { word, style } = stateBand(say, one, '');
  const next = nextOf(say, clock, one, viewer);
  return {
    id: one.id,
    reference: referenceOf(one),
    version: one.version,
    kind: sayKind(say, one.kind),
    severity: one.severity,
    severityLabel: saySeverity(say, one.severity),
    state: word,
    tone: toneOf(style),
    ...(one.reporter.id !== viewer && { reporter: nameOf(say, one.reporter) }),
    ...(one.holder && { holder: nameOf(say, one.holder) }),
    ...(next && { next }),
    createdAt: one.createdAt.toISOString(),
    created: sayMoment(say, clock, one.createdAt),
  };
}

/** In the place of a case that a newer version kept. */
export const toUnreadableCase = (say: Say, clock: Clock, one: Unreadable): CaseRow => ({
  id: one.id,
  reference: referenceOf(one),
  version: 0,
  kind: say('unreadable.case'),
  severity: '1',
  severityLabel: say('unreadable.state'),
  state: say('unreadable.state'),
  tone: 'neutral',
  createdAt: one.createdAt.toISOString(),
  created: sayMoment(say, clock, one.createdAt),
});

function nextOf(say: Say, clock: Clock, one: Case, viewer: string): CaseRow['next'] {
  const { next } = one;
  if (!next || !isOpen(one)) return undefined;
  return {
    text: capital(sayNext(say, one, next.awaited, viewer)),
    at: next.at.toISOString(),
    left: sayLeft(say, clock, next.at),
    overdue: isLate(one) || next.at <= clock.now,
  };
}

function sayNext(say: Say, one: Case, awaited: NonNullable<Case['next']>['awaited'], viewer: string): string {
  const acting = actingOf(one);
  const who = asSubject(say, viewer, acting);
  switch (awaited) {
    case 'acknowledgement':
      return acting ? say('tab-case.next.acknowledgement', { who }) : say('tab-case.next.somebody');
    case 'progress':
      return say(one.reminded ? 'tab-case.next.reminded' : 'tab-case.next.progress', { who });
    case 'acceptance':
      return say('tab-case.next.acceptance', { who: asSubject(say, viewer, one.offer) });
    case 'follow-up':
    case 'rescue':
      return say(`tab-case.next.${awaited}`, { who });
    default:
      return awaited satisfies never;
  }
}
