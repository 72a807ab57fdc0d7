import type { Named } from '../../routing/person.ts';
import type { Case, CaseEvent, EventKind } from './model.ts';
import type { CaseFormAct, Part } from './reply.ts';

/** Who may read which words of a case: the one place that decides it, for cards, forms, the tab and exports. */

/**
 * `all`: everybody with a part in the case, the reporter included. `holders`: whoever has the case now or is asked to take
 * it over, and whoever wrote it.
 */
export type Readers = 'all' | 'holders';

/** Readers of the words that go with each event. Every kind is named, so that a new one cannot be forgotten. */
const READERS: Readonly<Record<EventKind, Readers>> = {
  reported: 'all',
  asked: 'all',
  answered: 'all',
  added: 'all',
  corrected: 'all',
  withdrawn: 'all',
  closed: 'all',
  reopened: 'all',
  rated: 'all',
  offered: 'holders',
  accepted: 'holders',
  declined: 'holders',
  lapsed: 'holders',
  planned: 'holders',
  acknowledged: 'holders',
  notified: 'holders',
  skipped: 'holders',
  delivered: 'holders',
  undeliverable: 'holders',
  reminded: 'holders',
  'passed-on': 'holders',
  exhausted: 'holders',
  read: 'holders',
  purged: 'holders',
  unknown: 'holders',
};

/** Which event keeps the words of a form. A talk is planned without words. */
const KEPT_AS = {
  ask: 'asked',
  answer: 'answered',
  'hand-over': 'offered',
  close: 'closed',
  add: 'added',
  correct: 'corrected',
  withdraw: 'withdrawn',
  reopen: 'reopened',
  rate: 'rated',
  plan: 'planned',
} as const satisfies Record<CaseFormAct, EventKind>;

/** Who reads what is typed into a form. */
export const readersOf = (act: CaseFormAct): Readers => READERS[KEPT_AS[act]];

/** The history as one person may read it: every event, with the words that are for them. */
export const readableFor = (
  events: readonly CaseEvent[],
  viewer: { readonly id: string; readonly part: Part },
): readonly CaseEvent[] =>
  events.map((event) => (mayRead(event, viewer) ? event : { ...event, text: undefined }));

function mayRead(
  { kind, actor }: CaseEvent,
  { id, part }: { readonly id: string; readonly part: Part },
): boolean {
  if (READERS[kind] === 'all' || actor?.id === id) return true;
  return part === 'holder' || part === 'offered';
}

/** Everybody but the reporter who may see a case, each once: whoever has it first. */
export function leadersOf({ holder, offer, asked, guard }: Case): Named[] {
  const all = [holder, offer, ...asked.toReversed(), guard].filter((one) => one !== undefined);
  return [...new Map(all.map((one) => [one.id, one])).values()];
}
