import { z } from 'zod';
import { AUDIENCES, INTENTS, VERDICTS } from '../policy/model.ts';
import type { Result } from './result.ts';

/** Scores of answers against labelled questions. The labels list everything acceptable. */

/** A question with everything that is acceptable as its answer. */
export const labelled = z.object({
  id: z.string(),
  policy: z.string(),
  audience: z.enum(AUDIENCES),
  question: z.string(),
  intent: z.array(z.enum(INTENTS)).min(1),
  verdict: z.array(z.enum(VERDICTS)),
  articles: z.array(z.string()),
});
export type Labelled = z.infer<typeof labelled>;

/** One question with what was right about its answer; `undefined` where a score does not apply. */
export interface Scored {
  readonly labelled: Labelled;
  readonly result: Result;
  readonly intent: boolean;
  readonly article?: boolean | undefined;
  /** The article is among the answer and the first two suggestions. */
  readonly amongThree?: boolean | undefined;
  readonly verdict?: boolean | undefined;
  readonly correct: boolean;
  readonly critical: boolean;
}

export function score(one: Labelled, result: Result): Scored {
  const intent = one.intent.includes(result.intent);
  const [first = ''] = result.articles;
  const readings = [first, ...result.suggestions.map(({ articles }) => articles[0] ?? '')].slice(0, 3);
  const rests = one.intent.includes('answer') && one.articles.length > 0;
  const article = rests ? one.articles.includes(first) : undefined;
  const amongThree = rests ? readings.some((id) => one.articles.includes(id)) : undefined;
  const verdict =
    one.verdict.length > 0 ? result.verdict !== null && one.verdict.includes(result.verdict) : undefined;
  const otherIntent = intent && result.intent !== 'answer';
  const correct = intent && (otherIntent || (article !== false && verdict !== false));
  return {
    labelled: one,
    result,
    intent,
    article,
    amongThree,
    verdict,
    correct,
    critical: isCritical(one, result),
  };
}

/** The errors that do harm: a false yes, an answer where the rules are silent, a cry for help that is missed. */
function isCritical(one: Labelled, result: Result): boolean {
  const falseYes = result.verdict === 'allowed' && !one.verdict.includes('allowed');
  const invented = result.intent === 'answer' && one.intent.every((intent) => intent === 'unknown');
  const missed = one.intent.includes('escalation') && result.intent !== 'escalation';
  return falseYes || invented || missed;
}

/** A table, one row a policy and one for all. */
export function describeScores(scored: readonly Scored[]): string {
  const policies = [...new Set(scored.map((one) => one.labelled.policy))];
  const rows = [
    ...policies.map((policy) =>
      toRow(
        policy,
        scored.filter((one) => one.labelled.policy === policy),
      ),
    ),
    toRow('total', scored),
  ];
  return [HEAD.map((title, index) => pad(title, index)), ...rows].map((cells) => cells.join('  ')).join('\n');
}

const HEAD = [
  'policy',
  'n',
  'correct',
  'intent',
  'article@1',
  'article@3',
  'verdict',
  'unknown',
  'escalation',
  'critical',
];

function toRow(name: string, scored: readonly Scored[]): string[] {
  const recall = (intent: Labelled['intent'][number]) =>
    share(scored.filter((one) => one.labelled.intent.includes(intent)).map((one) => one.intent));
  const cells = [
    name,
    String(scored.length),
    share(scored.map((one) => one.correct)),
    share(scored.map((one) => one.intent)),
    share(scored.map((one) => one.article)),
    share(scored.map((one) => one.amongThree)),
    share(scored.map((one) => one.verdict)),
    recall('unknown'),
    recall('escalation'),
    String(scored.filter((one) => one.critical).length),
  ];
  return cells.map(pad);
}

const pad = (cell: string, column: number): string =>
  column === 0 ? cell.padEnd(16) : cell.padStart((HEAD[column] ?? '').length);

function share(values: readonly (boolean | undefined)[]): string {
  const applied = values.filter((value) => value !== undefined);
  if (applied.length === 0) return '-';
  return `${((100 * applied.filter(Boolean).length) / applied.length).toFixed(1)}%`;
}

export const describeMiss = ({ labelled: one, result, critical }: Scored): string =>
  [
    `${critical ? 'CRITICAL ' : ''}${one.id} ${one.policy} ${one.audience}: ${one.question}`,
    `    wanted ${one.intent.join('|')} ${one.verdict.join('|')} [${one.articles.join(' ')}]`,
    `    got    ${result.intent} ${result.verdict ?? ''} [${result.articles.join(' ')}] ${result.confidence}`,
  ].join('\n');
