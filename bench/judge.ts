import type { Scored } from '../src/policy/classifier.ts';
import { createScreen } from '../src/policy/crisis.ts';
import { decide, type Evidence, type Outcome, type Reading, verdictFor } from '../src/policy/decide.ts';
import type { Intent, Library, Policy, Verdict } from '../src/policy/model.ts';
import { findRuling } from '../src/policy/rulings.ts';
import { createSlotReader } from '../src/policy/slots.ts';
import type { Content, Utterance } from './content.ts';

/** What a text and its writer tell without the topics. */
type Told = Omit<Evidence, 'topics' | 'coverage'>;

/** One utterance under one policy, with what the engine should make of it if it knew the topic. */
export interface Situation {
  readonly evidence: Told;
  readonly wanted: Wanted;
}

interface Wanted {
  readonly intent: Intent;
  /** With intent `answer`. */
  readonly verdict?: Verdict | undefined;
  /** Of the ruling that holds; the first is the one to cite. */
  readonly articles?: readonly string[] | undefined;
}

/** The situations of an utterance: one for each policy that addresses the writer. */
export function createSituations({ library }: Content): (said: Utterance) => Situation[] {
  const readSlots = createSlotReader(library);
  const screen = createScreen(library.trouble);
  return ({ text, topic, audience }) => {
    const slots = readSlots(text);
    const signal = screen(text);
    return [...library.policies.values()]
      .filter(({ audiences }) => audiences.includes(audience))
      .map((policy) => {
        const evidence = { policy, audience, slots, signal };
        return { evidence, wanted: want(library, policy, topic, evidence) };
      });
  };
}

function want({ topics }: Library, policy: Policy, topic: string, { audience, slots }: Told): Wanted {
  const intent = topics.get(topic)?.intent ?? 'unknown';
  if (intent !== 'answer') return { intent };
  const holding = findRuling(policy, topic, audience, slots);
  if (!holding) return { intent: 'unknown' };
  return { intent, verdict: verdictFor(slots, holding.verdict), articles: holding.ruling.articles };
}

/** How many situations there were, and in how many each thing happened. */
export type Count = Record<
  | 'all'
  | 'intent'
  | 'right'
  | 'reports'
  | 'reportsHeard'
  | 'noReports'
  | 'falseAlarms'
  | 'silences'
  | 'silencesSeen'
  | 'invented'
  | 'falseYes'
  /** The errors that do harm, as in `npm run eval`: a report missed, an answer that no rule gives, a false yes. */
  | 'critical'
  | 'choices'
  | 'choicesBest'
  | 'choicesThree',
  number
>;

export const startCount = (): Count => ({
  all: 0,
  intent: 0,
  right: 0,
  reports: 0,
  reportsHeard: 0,
  noReports: 0,
  falseAlarms: 0,
  silences: 0,
  silencesSeen: 0,
  invented: 0,
  falseYes: 0,
  critical: 0,
  choices: 0,
  choicesBest: 0,
  choicesThree: 0,
});

/** Adds up counts. */
export function sumCounts(counts: Iterable<Count>): Count {
  const sum = startCount();
  for (const count of counts) {
    for (const name of Object.keys(sum) as (keyof Count)[]) sum[name] += count[name];
  }
  return sum;
}

/** Decides a situation on ranked topics and adds to the count how it went. */
export function judge(
  library: Library,
  { evidence, wanted }: Situation,
  ranked: { readonly topics: readonly Scored[]; readonly coverage: number },
  count: Count,
): void {
  const outcome = decide(library, { ...evidence, ...ranked });
  const got = intentOf(outcome);
  const [best, ...others] = readingsOf(outcome);
  const isRight = got === wanted.intent && (got !== 'answer' || matches(wanted, best));
  const missed = wanted.intent === 'escalation' && got !== 'escalation';
  const invented = wanted.intent === 'unknown' && got === 'answer';
  const falseYes = best?.verdict === 'allowed' && wanted.verdict !== 'allowed';
  const add = (name: keyof Count, holds: boolean) => {
    if (holds) count[name]++;
  };
  add('all', true);
  add('intent', got === wanted.intent);
  add('right', isRight);
  add('reports', wanted.intent === 'escalation');
  add('reportsHeard', wanted.intent === 'escalation' && !missed);
  add('noReports', wanted.intent !== 'escalation');
  add('falseAlarms', wanted.intent !== 'escalation' && got === 'escalation');
  add('silences', wanted.intent === 'unknown');
  add('silencesSeen', wanted.intent === 'unknown' && got === 'unknown');
  add('invented', invented);
  add('falseYes', falseYes);
  add('critical', missed || invented || falseYes);
  add('choices', outcome.kind === 'choice');
  add('choicesBest', outcome.kind === 'choice' && isRight);
  add('choicesThree', outcome.kind === 'choice' && [best, ...others].some((one) => matches(wanted, one)));
}

/** Another topic that ends at the same article and verdict is as good. */
const matches = (wanted: Wanted, reading: Reading | undefined): boolean =>
  wanted.intent === 'answer' &&
  reading?.verdict === wanted.verdict &&
  reading?.ruling.articles[0] === wanted.articles?.[0];

function intentOf({ kind }: Outcome): Intent {
  if (kind === 'choice') return 'answer';
  return kind === 'silent' || kind === 'unclear' ? 'unknown' : kind;
}

/** What is given as the answer: one reading, or up to three to choose from. */
function readingsOf(outcome: Outcome): readonly Reading[] {
  if (outcome.kind === 'answer') return [outcome.reading];
  return outcome.kind === 'choice' ? outcome.readings : [];
}
