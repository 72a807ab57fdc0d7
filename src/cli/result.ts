import type { Reading } from '../policy/decide.ts';
import type { Answer } from '../policy/engine.ts';
import type { Intent, Verdict } from '../policy/model.ts';

/** An answer as the evaluation reads it. */
export interface Result {
  readonly intent: Intent;
  /** Absent where none applies. */
  readonly verdict: Verdict | null;
  readonly articles: readonly string[];
  readonly answer: string;
  /** Probability of the reading that was chosen, or of the likeliest topic where none was, 0 to 1. */
  readonly confidence: number;
  /** The further readings on offer, best first. */
  readonly suggestions: readonly { readonly articles: readonly string[] }[];
}

/**
 * Where a chat would ask first (a slot that is open, or several readings), there is nobody to ask: the ruling holds that is true without
 * knowing more, and of several readings the best.
 */
export function toResult({ language, topics, outcome }: Answer, spoken: string): Result {
  const [reading, ...others] = readingsOf(outcome);
  const answered = outcome.kind === 'answer' || outcome.kind === 'choice';
  const chosen = answered ? reading : undefined;
  return {
    intent: intentOf(outcome),
    verdict: chosen?.verdict ?? null,
    articles: chosen?.ruling.articles ?? [],
    answer: chosen?.ruling.answer[language] ?? spoken,
    confidence: Math.round((chosen?.score ?? topics[0]?.score ?? 0) * 1000) / 1000,
    suggestions: (answered ? others : [reading, ...others])
      .filter((one) => one !== undefined)
      .map(({ ruling }) => ({ articles: ruling.articles })),
  };
}

function intentOf({ kind }: Answer['outcome']): Intent {
  if (kind === 'choice') return 'answer';
  return kind === 'silent' || kind === 'unclear' ? 'unknown' : kind;
}

function readingsOf(outcome: Answer['outcome']): readonly Reading[] {
  switch (outcome.kind) {
    case 'answer':
      return [outcome.reading, ...outcome.others];
    case 'choice':
    case 'unclear':
      return outcome.readings;
    case 'silent':
      return outcome.aspect ? [outcome.aspect.reading, ...outcome.others] : outcome.others;
    case 'escalation':
    case 'group-chat':
    case 'smalltalk':
      return [];
    default:
      return outcome satisfies never;
  }
}
