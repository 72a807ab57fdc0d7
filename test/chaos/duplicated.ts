import { findDelivered } from './delivered.ts';
import type { Kept, Ledger } from './ledger.ts';
import type { Story } from './tally.ts';
import { byVersion } from './timeline.ts';

/** Steps and messages that came more than once; and how many of them a kill excuses. */
export function findDuplicated(stories: readonly Story[], ledger: Ledger, kept: Kept) {
  const { repeats, excused } = findRepeats(ledger, kept);
  return { duplicated: [...stories.flatMap(twice), ...repeats], excused };
}

/** What the store says that happened twice. */
function twice({ accepted: { id }, events }: Story): string[] {
  const told = events.flatMap(({ kind, subject }) => (kind === 'notified' ? [subject] : []));
  const changes = byVersion(events);
  return [
    ...told
      .filter((person, index) => told.indexOf(person) !== index)
      .map((person) => `${id} was brought to ${person} twice`),
    ...(events.filter(({ kind }) => kind === 'reported').length > 1 ? [`${id} was reported twice`] : []),
    ...(isHeldTwice(changes.flat().map(({ kind }) => kind)) ? [`${id} was taken up or closed twice`] : []),
    ...changes
      .slice(1)
      .filter((change) => new Set(change.map(({ at }) => at)).size > 1)
      .map(([first]) => `version ${first?.version} of ${id} was made twice`),
  ];
}

/** Whether a case is taken up while somebody has it, or closed while nobody has. */
function isHeldTwice(kinds: readonly string[]): boolean {
  let isHeld = false;
  for (const kind of kinds) {
    if (kind === 'acknowledged' && isHeld) return true;
    if (kind === 'closed' && !isHeld) return true;
    if (kind === 'acknowledged') isHeld = true;
    if (kind === 'closed' || kind === 'passed-on') isHeld = false;
  }
  return false;
}

/**
 * Messages that came more than once. One too many is excused when the outbox says that an attempt was cut off, the first
 * came just before a process was killed, and the next one after that. A kill excuses no more messages than a process has
 * under way, and of one person one in each lane. A message that was not to be sent any more may have come before it was cut off.
 */
function findRepeats({ cases, receipts, kills, lag, flight, senders }: Ledger, { messages }: Kept) {
  const urgent = new Set(cases.filter(({ severity }) => severity === '3').map(({ id }) => id));
  const repeats: string[] = [];
  const struck = kills.map((at) => ({ at, lines: new Set<string>() }));
  let excused = 0;
  for (const { message, came } of findDelivered(receipts, messages)) {
    const { state, repeated, doneAt = 0, notice, caseId, person } = message;
    const line = `${person} ${urgent.has(caseId)}`;
    const surplus = state === 'delivered' ? came.slice(0, -1) : came;
    for (const [index, { at }] of surplus.entries()) {
      const next = came[index + 1]?.at ?? doneAt;
      const kill = struck.find(
        (one) =>
          at - lag <= one.at &&
          one.at <= Math.min(next, at + flight) &&
          one.lines.size < senders &&
          !one.lines.has(line),
      );
      if (repeated && kill) {
        kill.lines.add(line);
        excused += 1;
      } else repeats.push(`${notice} of ${caseId} came once too often to ${person}`);
    }
  }
  return { repeats, excused };
}
