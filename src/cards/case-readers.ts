import type { Case } from '../flows/escalation/model.ts';
import { leadersOf, readersOf } from '../flows/escalation/readers.ts';
import type { CaseFormAct } from '../flows/escalation/reply.ts';
import { nameOf } from './case-words.ts';
import type { Say } from './parts.ts';

/** Names that a line holds; of more people it gives the number. */
const NAMED = 3;

/** Acts of whoever has the case; the others are the reporter's. */
const HOLDERS: readonly CaseFormAct[] = ['ask', 'plan', 'hand-over', 'close'];

/** Who will read what is typed into a form of a case. */
export function sayReaders(say: Say, one: Case, act: CaseFormAct): string {
  if (readersOf(act) === 'holders') return say('readers.holders');
  if (HOLDERS.includes(act)) return say('readers.reporter-too');
  const names = leadersOf(one).map((person) => nameOf(say, person));
  if (names.length === 0) return say('readers.later');
  const more = names.length - NAMED;
  const shown = names.slice(0, NAMED).join(', ');
  const who = more > 0 ? say('readers.more', { names: shown, count: more }) : shown;
  return say('readers.named', { who });
}
