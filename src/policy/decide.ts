import type { Scored } from './classifier.ts';
import type { Signal } from './crisis.ts';
import { type Distress, findDistress, findFact } from './distress.ts';
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
  | { readonly kind: 'silent'; readonly topic?: string | undefined; readonly others: readonly Reading[] }
  | EscalationOutcome
  | { readonly kind: 'group-chat' }
  | { readonly kind: 'smalltalk'; readonly topic: string };

/**
 * Where the engine stops being sure. All are probabilities; `docs/engine.md` tells how they were set.
 * - `escalation`: summed over the topics of that intent. Low on purpose: a report that is missed is worse than a
 *   question that gets first aid.
 * - `told`: of what was learnt to tell trouble from questions. Lower still, for the same reason; `toldAsking` where the
 *   text asks whether, who or how, as questions about the rules do.
 * - `silence`: how many times likelier silence must be than the best ruling, to say that the rules are silent.
 * - `coverage`: with fewer known words the text says nothing to the engine, and the rules are silent.
 * - `smalltalk`: below this a text is a question, however friendly.
 * - `choice`: below this the readings are offered instead of the best one given.
 * - `margin`: and only when the next reading is this close, as a share of the best.
 */
export const THRESHOLDS = {
  escalation: 0.5,
  told: 0.2,
  toldAsking: 0.35,
  silence: 1,
  coverage: 0.3,
  smalltalk: 0.5,
  choice: 0.3,
  margin: 0.5,
};

/** Of a message of somebody else: that must be surer, since most of them tell of nothing. */
const QUOTED = { escalation: 0.7, told: 0.7, toldAsking: 0.7 };

export interface Evidence {
  readonly policy: Policy;
  readonly audience: Audience;
  readonly topics: readonly Scored[];
  readonly slots: Slots;
  /** What the screen read in the text: a floor under what the topics say. */
  readonly signal?: Signal | undefined;
  /** How likely the text tells of trouble, whichever, 0 to 1. */
  readonly told?: number | undefined;
  /** The share of the words that the engine knows, 0 to 1. */
  readonly coverage: number;
  /** The asker said that this is no report of something that goes wrong now. */
  readonly ordinary?: boolean | undefined;
  /** The asker saw the first aid for a crisis and said that it was misread. */
  readonly misread?: boolean | undefined;
  /** The text is a message that the asker wants to know about: what it tells need not happen to them. */
  readonly quoted?: boolean | undefined;
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

function limitsFor({ slots, quoted }: Evidence) {
  const { escalation, told, toldAsking } = quoted ? QUOTED : THRESHOLDS;
  const isAsking = slots.form !== undefined && slots.form !== 'other';
  return { escalation, told: isAsking ? toldAsking : told };
}

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
    return intent === 'unknown' || (intent === 'answer' && !findRuling(policy, label, audience, slots));
  });
