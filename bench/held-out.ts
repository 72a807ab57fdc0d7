import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decide, type Evidence, type Outcome, verdictFor } from '../src/policy/decide.ts';
import type { Engine } from '../src/policy/engine.ts';
import type { Audience, Intent, Library, Policy, Slots, Verdict } from '../src/policy/model.ts';
import { findRuling } from '../src/policy/rulings.ts';
import { toSlots } from '../src/policy/told.ts';
import type { Act, Fit } from '../src/policy/understanding.ts';

/** What the benchmarks measure on: the lines of writers that the model never learnt from, with all their labels. */
export interface Line {
  readonly writer: string;
  readonly text: string;
  readonly audience: Audience;
  readonly topic: string;
  readonly fit?: Fit;
  readonly act: Act;
  readonly form: string;
  readonly facts: Slots;
}

/** One line under one policy: what the engine has to go by, and what it should make of it. */
export interface Situation {
  readonly line: Line;
  readonly evidence: Evidence;
  readonly wanted: Wanted;
}

interface Wanted {
  readonly intent: Intent;
  readonly verdict?: Verdict | undefined;
  readonly article?: string | undefined;
}

export const readLines = (writers: readonly string[], folder = 'policies/utterances'): Line[] =>
  writers.flatMap((writer) =>
    readFileSync(join(folder, `${writer}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => ({ writer, ...JSON.parse(line) }) as Line),
  );

const FORMS: Readonly<Record<string, string>> = { may: 'may', must: 'must', none: 'other' };

/** The facts that a reader or the writer told, as rulings name them. */
const slotsOf = ({ facts, form }: Line): Slots => ({ ...toSlots(facts), form: FORMS[form] ?? 'open' });

/** What the engine should make of a line if it understood all of it; the rulings are taken as right. */
function want({ topics }: Library, policy: Policy, line: Line): Wanted {
  const intent = topics.get(line.topic)?.intent ?? 'unknown';
  if (line.act === 'tell' || line.act === 'report') return { intent: 'escalation' };
  if (line.fit === 'aspect' || line.fit === 'other') return { intent: 'unknown' };
  if (intent !== 'answer') return { intent };
  const slots = slotsOf(line);
  const holding = findRuling(policy, line.topic, line.audience, slots);
  if (!holding || slots.medical === 'yes') return { intent: 'unknown' };
  return { intent, verdict: verdictFor(slots, holding.verdict), article: holding.ruling.articles[0] };
}

/** Every line under every policy that addresses its writer. The model reads each line once. */
export async function createSituations(
  engine: Engine,
  library: Library,
  lines: readonly Line[],
): Promise<Situation[]> {
  const situations: Situation[] = [];
  for (const line of lines) {
    for (const policy of library.policies.values()) {
      if (!policy.audiences.includes(line.audience)) continue;
      const { evidence } = await engine.answer({ text: line.text, audience: line.audience, policy });
      situations.push({ line, evidence, wanted: want(library, policy, line) });
    }
  }
  return situations;
}

export interface Judged {
  readonly got: Intent | 'unclear' | 'choice';
  readonly isRight: boolean;
  /** A false yes, an answer where the rules are silent, or trouble that is missed. */
  readonly isCritical: boolean;
}

/** How an outcome stands to what was wanted. A choice is right when one of its readings is. */
export function judge({ wanted }: Situation, outcome: Outcome): Judged {
  const got = intentOf(outcome);
  const readings =
    outcome.kind === 'answer' ? [outcome.reading] : outcome.kind === 'choice' ? outcome.readings : [];
  const matches = readings.some(
    ({ verdict, ruling }) => verdict === wanted.verdict && ruling.articles[0] === wanted.article,
  );
  const isSilent = wanted.intent === 'unknown' || wanted.intent === 'request';
  const isRight =
    readings.length > 0
      ? wanted.intent === 'answer' && matches
      : isSilent
        ? got === 'unknown' || got === 'unclear'
        : got === wanted.intent;
  const isAnswer = outcome.kind === 'answer';
  const falseYes = isAnswer && outcome.reading.verdict === 'allowed' && wanted.verdict !== 'allowed';
  const isCritical =
    falseYes || (isAnswer && isSilent) || (wanted.intent === 'escalation' && got !== 'escalation');
  return { got, isRight, isCritical };
}

const intentOf = (outcome: Outcome): Judged['got'] => (outcome.kind === 'silent' ? 'unknown' : outcome.kind);

export const decideOn = (library: Library, { evidence }: Situation): Outcome => decide(library, evidence);
