import { type Case, isOpen } from './model.ts';
import type { Change } from './ports.ts';
import type { CaseAct, Part } from './reply.ts';

/** Who may see a case and do what with it. It is looked up in the case as stored, whatever a card says. */

/** How somebody stands to a case; nothing: it does not exist for them. */
export function partOf(one: Case, person: string): Part | undefined {
  if (one.reporter.id === person) return 'reporter';
  if (one.holder?.id === person) return 'holder';
  if (one.offer?.id === person) return 'offered';
  if (one.asked.some(({ id }) => id === person)) return 'asked';
  return one.guard?.id === person ? 'guard' : undefined;
}

/** Everybody who has a part, each once. */
export const partiesOf = (one: Case): string[] => [
  ...new Set(
    [one.reporter, one.holder, one.offer, ...one.asked, one.guard].flatMap((named) =>
      named ? [named.id] : [],
    ),
  ),
];

/**
 * Whom a change asks in the place of somebody else: because of an absence, or because whoever they stand in for did not
 * react. Nobody in the chain has them for a role of their own.
 */
export const deputiesIn = ({ case: { chain }, events }: Change): string[] =>
  events.flatMap(({ kind, subject }) => {
    const isOwn = chain.some(({ role, person }) => role !== 'deputy' && person?.id === subject?.id);
    return kind === 'notified' && subject && !isOwn ? [subject.id] : [];
  });

/** Past its time: whoever has it was reminded and is still silent, or nobody in the chain reacted. */
export const isLate = (one: Case): boolean =>
  isOpen(one) && (one.reminded || (one.exhausted && one.holder === undefined));

/** What somebody can do with a case as it is, in the order of importance. */
export function actsOf(one: Case, part: Part): readonly CaseAct[] {
  switch (part) {
    case 'reporter':
      return reporterActs(one);
    case 'holder':
      return isOpen(one) ? ['open', 'plan', 'ask', 'hand-over', 'close'] : ['open'];
    case 'offered':
      return isOpen(one) ? ['accept', 'decline', 'open'] : ['open'];
    case 'asked':
    case 'guard':
      return isOpen(one) && !one.holder ? ['acknowledge', 'open'] : ['open'];
    default:
      return part satisfies never;
  }
}

function reporterActs(one: Case): readonly CaseAct[] {
  if (isOpen(one))
    return [...(one.question ? (['answer'] as const) : []), 'open', 'add', 'correct', 'withdraw'];
  if (one.state !== 'closed' || !one.report) return ['open'];
  return ['open', ...(one.rating ? [] : (['rate'] as const)), 'reopen'];
}
