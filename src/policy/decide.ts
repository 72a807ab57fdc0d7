import type { Scored } from './classifier.ts';
import type { Signal } from './crisis.ts';
import { type Distress, findDistress, findFact } from './distress.ts';
import { type Heard, isUneasy, limitsFor, THRESHOLDS } from './limits.ts';
import type { Audience, Library, Policy, Ruling, Slots, Topic, Verdict } from './model.ts';
import { findRuling } from './rulings.ts';

/** One way to read a question: a topic, and what the policy says about it. */
export interface Reading {
  readonly topic: string;
  readonly score: number;
  readonly ruling: Ruling;
  /** What the card shows: the ruling's verdict, put to the form of the question. */
  readonly verdict: Verdict;
  /** A slot that is unknown and would change the verdict. */
  readonly open?: string | undefined;
  /** Facts that were not told and that this reading supposes: they tell it from another reading of the same topic. */
  readonly when?: Slots | undefined;
}

/** What a question wants to know of an act, however it is put: `what-if` asks what follows. */
export type AskedForm = 'may' | 'must' | 'who' | 'what' | 'when' | 'how' | 'why' | 'what-if' | 'none';

/** The rules speak of the act, but do not tell what was asked of it. */
export interface Aspect {
  readonly form: AskedForm;
  /** What they do tell: shown as a fact, without its verdict or its answer, which begins with a yes or a no. */
  readonly reading: Reading;
}

/** Somebody is in trouble, or fears for somebody: first aid and a report, never a verdict. */
export interface EscalationOutcome extends Distress {
  readonly kind: 'escalation';
  /** What the policy says about it; shown as a fact below the first aid, without a verdict. */
  readonly rule?: Reading | undefined;
}

/** What the bot should do with a question. Every outcome but an answer names its reason by its kind. */
export type Outcome =
  | { readonly kind: 'answer'; readonly reading: Reading; readonly others: readonly Reading[] }
  /** Several readings are about equally likely: best first, at most three. */
  | { readonly kind: 'choice'; readonly readings: readonly Reading[] }
  /** The policy says nothing about it. `topic` when the act itself was recognised. */
  | {
      readonly kind: 'silent';
      readonly topic?: string | undefined;
      readonly others: readonly Reading[];
      /** Trouble was heard, but weakly: no verdict, but somebody to talk to and a report. */
      readonly uneasy?: true;
      /** The act is ruled on, but not what is asked of it. */
      readonly aspect?: Aspect | undefined;
    }
  /** What is asked was not understood. The readings are only near: best first, at most two are offered. */
  | { readonly kind: 'unclear'; readonly readings: readonly Reading[] }
  | EscalationOutcome
  | { readonly kind: 'group-chat' }
  | { readonly kind: 'smalltalk'; readonly topic: string };

export interface Evidence extends Heard {
  readonly policy: Policy;
  readonly audience: Audience;
  /** What the screen read in the text: a floor under what the topics say. */
  readonly signal?: Signal | undefined;
  /** The share of the words that the engine knows, 0 to 1. */
  readonly coverage: number;
  /** The asker saw the first aid for a crisis and said that it was misread. */
  readonly misread?: boolean | undefined;
}

/** How many further readings are offered. */
const OTHERS = 3;

export function decide(library: Library, evidence: Evidence): Outcome {
  const { ordinary, topics, policy, audience, slots } = evidence;
  const distress = findDistress(library.topics, evidence, limitsFor(evidence));
  if (distress && (distress.crisis ? !evidence.misread : !ordinary)) {
    const rule = findFact(library, policy, audience, slots, distress.help);
    return { kind: 'escalation', ...distress, rule };
  }
  if (isMedical(slots)) return { kind: 'silent', topic: findDevice(library, topics), others: [] };
  if (evidence.coverage < THRESHOLDS.coverage) return { kind: 'silent', others: [] };
  const best = topics[0];
  const topic = best && library.topics.get(best.label);
  if (topic?.intent === 'group-chat') return { kind: 'group-chat' };
  if (topic?.intent === 'smalltalk' && !ordinary && best && best.score >= THRESHOLDS.smalltalk)
    return { kind: 'smalltalk', topic: topic.id };
  return decideAnswer(library.topics, evidence);
}

/** No rule of any school speaks of a medical need: whatever is asked, a rule on phones or watches does not cover it. */
export const isMedical = ({ medical }: Slots): boolean => medical === 'yes';

/** The likeliest topic on a device, for what the card says. */
const findDevice = ({ topics }: Library, ranked: readonly Scored[]): string | undefined =>
  ranked.find(({ label }) => topics.get(label)?.slots.includes('medical'))?.label;

function decideAnswer(topics: ReadonlyMap<string, Topic>, evidence: Evidence): Outcome {
  const readings = readingsOf(evidence).slice(0, OTHERS + 1);
  const [first, ...others] = readings;
  const silent = bestSilent(topics, evidence);
  if (!first || (silent && silent.score > first.score * THRESHOLDS.silence)) {
    const isAct = silent && topics.get(silent.label)?.intent === 'answer';
    return { kind: 'silent', topic: isAct ? silent.label : undefined, others: readings.slice(0, OTHERS) };
  }
  const second = others[0];
  const close = second && second.score >= first.score * THRESHOLDS.margin;
  if (first.score < THRESHOLDS.choice && close)
    return { kind: 'choice', readings: readings.slice(0, OTHERS) };
  if (isUneasy(topics, evidence)) return { kind: 'silent', others: readings.slice(0, OTHERS), uneasy: true };
  return { kind: 'answer', reading: first, others };
}

/** The topics that the policy rules on, likeliest first; topics that end at the same ruling count once. */
function readingsOf({ policy, audience, topics, slots }: Evidence): Reading[] {
  const readings: Reading[] = [];
  for (const { label, score } of topics) {
    const holding = findRuling(policy, label, audience, slots);
    if (holding)
      readings.push({ topic: label, score, ...holding, verdict: verdictFor(slots, holding.verdict) });
    if (readings.length > OTHERS) break;
  }
  return readings;
}

/**
 * "Who do I tell?" wants a name, not a yes: an open question gets `info`. "Must I ask first?" on what may under a condition
 * is a yes to the condition: `required`. A no stays a no in whatever form it was asked.
 */
export function verdictFor({ form }: Slots, verdict: Verdict): Verdict {
  const isNo = verdict === 'not-allowed' || verdict === 'discouraged';
  if (form === 'open' && !isNo) return 'info';
  return form === 'must' && verdict === 'conditional' ? 'required' : verdict;
}

/** The likeliest topic on which this policy says nothing to this audience. */
const bestSilent = (
  topics: ReadonlyMap<string, Topic>,
  { policy, audience, slots, topics: ranked }: Evidence,
): Scored | undefined =>
  ranked.find(({ label }) => {
    const intent = topics.get(label)?.intent;
    return (
      intent === 'unknown' ||
      intent === 'request' ||
      (intent === 'answer' && !findRuling(policy, label, audience, slots))
    );
  });
