import { MINUTE } from './fast-clock.ts';
import type { Ledger } from './ledger.ts';
import type { Story } from './tally.ts';
import { waitsOf } from './timeline.ts';

/** Steps of the clock that did not come at their time: before it, or later than the first chance to see to them. */
export function findLate(stories: readonly Story[], ledger: Ledger): string[] {
  return stories.flatMap(waitsOf).flatMap(({ caseId, due, end }) => {
    if (!end) return [];
    if (end.byClock && end.at < due) return [`a step of ${caseId} came before its time`];
    const minutes = Math.round((end.at - due) / MINUTE);
    if (isPassedOver(due, end.at, ledger))
      return [`a sweep passed over a step of ${caseId}, ${minutes} minutes late`];
    return isLeft(due, end.at, ledger) ? [`a step of ${caseId} came ${minutes} minutes late`] : [];
  });
}

/** Whether a sweep that began after something was due ended without it. What makes it due is kept a little after its time. */
const isPassedOver = (due: number, end: number, { sweeps, lag }: Ledger): boolean =>
  sweeps.some(({ from, until }) => due + lag <= from && until < end);

/**
 * Whether one process worked all the time that a sweep and its work may take. While none lives that long, a step waits
 * for the next one.
 */
const isLeft = (due: number, end: number, { lives, allowed }: Ledger): boolean =>
  lives.some(({ readyAt, endedAt }) => Math.min(endedAt, end) - Math.max(readyAt, due) > allowed);
