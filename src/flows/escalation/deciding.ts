import { type Article, CASE_KINDS } from '../../policy/model.ts';
import { type Directory, orUnreachable } from '../../routing/directory.ts';
import { today } from '../../routing/school-time.ts';
import type { Problem } from '../typed.ts';
import { checkLength } from '../typed.ts';
import type { EscalationAction } from './action.ts';
import { barredFrom } from './advance.ts';
import type { Turn } from './changes.ts';
import * as changes from './changes.ts';
import { type Case, OUTCOMES, RATINGS, SEVERITIES } from './model.ts';
import type { Change } from './ports.ts';
import { checkText, checkWords, LENGTHS } from './report.ts';

/** What a card sent about a case; what a client left out is absent. */
export type PostedAct = Extract<EscalationAction, { do: 'case-act' }>;

/** What somebody wants to do with a case, with all that they typed. */
export type Act = PostedAct & Readonly<Record<'text' | 'kind' | 'severity', string>>;

/** The change that an act makes, or what is wrong with what was typed. */
export type Outcome =
  | { readonly kind: 'right'; readonly change: Change }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

export interface DecidingParts {
  readonly directory: Directory;
  /** An article of the policy that holds for a case. */
  readonly findArticle: (one: Case, id: string) => Article | undefined;
}

/** Makes the function that checks what was typed for an act, and tells what becomes of the case. Rights were checked. */
export function createDecide({ directory, findArticle }: DecidingParts) {
  return async (turn: Turn, action: Act): Promise<Outcome> => {
    const text = action.text.trim();
    switch (action.act) {
      case 'acknowledge':
        return { kind: 'right', change: changes.acknowledge(turn) };
      case 'accept':
        return { kind: 'right', change: changes.accept(turn) };
      case 'decline':
        return { kind: 'right', change: changes.decline(turn) };
      case 'ask':
        return unless(checkWords('text', text), () => changes.ask(turn, text));
      case 'answer':
        return unless(checkWords('text', text), () => changes.answer(turn, text));
      case 'add':
        return unless(checkWords('text', text), () => changes.add(turn, text));
      case 'reopen':
        return unless(checkWords('text', text), () => changes.reopen(turn, text));
      case 'withdraw':
        return unless(checkLength('text', text, LENGTHS.words), () => changes.withdraw(turn, text));
      case 'plan':
        return plan(turn, action.date);
      case 'hand-over':
        return handOver(turn, action.person, text);
      case 'close':
        return close(turn, action);
      case 'correct':
        return correct(turn, action);
      case 'rate':
        return rate(turn, action);
      case 'open':
        return { kind: 'wrong', problems: [] };
      default:
        return action.act satisfies never;
    }
  };

  function plan(turn: Turn, date: string): Outcome {
    const change = changes.plan(turn, date);
    if (!change) return { kind: 'wrong', problems: [{ field: 'date', problem: 'missing' }] };
    const past = date < today(turn.calendar, turn.now);
    return past
      ? { kind: 'wrong', problems: [{ field: 'date', problem: 'past' }] }
      : { kind: 'right', change };
  }

  /** A client can post any id: only staff of the same school whom the directory knows, and who are not involved, can be asked. */
  async function handOver(turn: Turn, id: string, text: string): Promise<Outcome> {
    if (id === '') return { kind: 'wrong', problems: [{ field: 'person', problem: 'missing' }] };
    const { tenant, school } = turn.case;
    const colleague = await orUnreachable(directory.findPerson({ tenant, id }));
    if (colleague === 'unreachable')
      return { kind: 'wrong', problems: [{ field: 'person', problem: 'unreachable' }] };
    const fits = colleague?.role === 'staff' && colleague.school === school;
    const barred = [turn.actor.id, ...barredFrom(turn.case)];
    if (!colleague || !fits || barred.includes(colleague.id))
      return { kind: 'wrong', problems: [{ field: 'person', problem: 'unknown-person' }] };
    return unless(checkLength('text', text, LENGTHS.words), () => changes.offer(turn, colleague, text));
  }

  function close(turn: Turn, { outcome: chosen, text, article }: Act): Outcome {
    const outcome = OUTCOMES.find((one) => one === chosen);
    const known = findArticle(turn.case, article);
    const problems: Problem[] = [
      ...(outcome ? [] : [{ field: 'outcome', problem: 'missing' } as const]),
      ...checkWords('text', text),
      ...(known
        ? []
        : [{ field: 'article', problem: article === '' ? 'missing' : 'unknown-article' } as const]),
    ];
    if (!outcome) return { kind: 'wrong', problems };
    return unless(problems, () => changes.close(turn, { outcome, agreement: text.trim(), article }));
  }

  function correct(turn: Turn, action: Act): Outcome {
    const kind = CASE_KINDS.find((one) => one === action.kind);
    const severity = SEVERITIES.find((one) => one === action.severity);
    const problems = checkText(action.text);
    if (!kind) return { kind: 'wrong', problems: [...problems, { field: 'kind', problem: 'missing' }] };
    if (!severity)
      return { kind: 'wrong', problems: [...problems, { field: 'severity', problem: 'missing' }] };
    return unless(problems, () => changes.correct(turn, { text: action.text.trim(), kind, severity }));
  }

  function rate(turn: Turn, action: Act): Outcome {
    const rating = RATINGS.find((one) => one === action.rating);
    if (!rating) return { kind: 'wrong', problems: [{ field: 'rating', problem: 'missing' }] };
    const text = action.text.trim();
    return unless(checkLength('text', text, LENGTHS.words), () => changes.rate(turn, rating, text));
  }
}

const unless = (problems: readonly Problem[], change: () => Change): Outcome =>
  problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'right', change: change() };
