import type { Scored } from './encoder/heads.ts';
import type { Signal } from './crisis.ts';
import { type Distress, findDistress, findFact, sumOf } from './distress.ts';
import { CONFIDENCE, type Heard, isUneasy, limitFor, THRESHOLDS, troubleIn } from './limits.ts';
import type { Audience, Library, Policy, Ruling, Slots, Topic, Verdict } from './model.ts';
import { findRuling } from './rulings.ts';
import { type AskedForm, type Fit, scoreOf } from './understanding.ts';

export type { AskedForm } from './understanding.ts';

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

/** What a decision is made on. */
export interface Evidence extends Heard {
  readonly policy: Policy;
  readonly audience: Audience;
  readonly slots: Slots;
  /** What the screen read in the text: a floor under what the model tells. */
  readonly signal?: Signal | undefined;
  /** How the question stands to the rules on its topic; empty where it leans on the answer before it. */
  readonly fits: readonly Scored[];
  readonly forms: readonly Scored[];
  /** How likely the text is about no topic although it shares words with one, 0 to 1. */
  readonly unlike: number;
  /** The asker saw the first aid for a crisis and said that it was misread. */
  readonly misread?: boolean | undefined;
}

/** How many further readings are offered, and how likely each must be. Range 0.02 to 0.1. */
const OTHERS = 3;
const LIKELY = 0.05;
/** What is less likely is no reading at all. */
const POSSIBLE = 0.001;

export function decide(library: Library, evidence: Evidence): Outcome {
  const { ordinary, topics, policy, audience, slots } = evidence;
  const trouble = troubleIn(library.topics, evidence);
  const distress = findDistress(library.topics, { ...evidence, trouble }, limitFor(evidence));
  if (distress && (distress.crisis ? !evidence.misread : !ordinary)) {
    const rule = findFact(library, policy, audience, slots, distress.help);
    return { kind: 'escalation', ...distress, rule };
  }
  if (isMedical(slots)) return { kind: 'silent', topic: findDevice(library, topics), others: [] };
  const best = topics[0];
  const topic = best && library.topics.get(best.label);
  if (topic?.intent === 'group-chat' && best && best.score >= THRESHOLDS.groupChat)
    return { kind: 'group-chat' };
  if (
    topic?.intent === 'smalltalk' &&
    !ordinary &&
    sumOf('smalltalk', library.topics, topics) >= THRESHOLDS.smalltalk
  )
    return { kind: 'smalltalk', topic: topic.id };
  return decideAnswer(library.topics, ordinary ? withoutTrouble(library.topics, evidence) : evidence);
}

/** Whoever says that it was an ordinary question means one of the other topics. */
function withoutTrouble(all: ReadonlyMap<string, Topic>, evidence: Evidence): Evidence {
  const others = evidence.topics.filter(({ label }) => all.get(label)?.intent !== 'escalation');
  const sum = others.reduce((total, { score }) => total + score, evidence.unlike);
  return { ...evidence, topics: others.map(({ label, score }) => ({ label, score: score / (sum || 1) })) };
}

/** No rule of any school speaks of a medical need: whatever is asked, a rule on phones or watches does not cover it. */
export const isMedical = ({ medical }: Slots): boolean => medical === 'yes';

/** The likeliest topic on a device, for what the card says. */
const findDevice = ({ topics }: Library, ranked: readonly Scored[]): string | undefined =>
  ranked.find(({ label }) => topics.get(label)?.slots.includes('medical'))?.label;

function decideAnswer(topics: ReadonlyMap<string, Topic>, evidence: Evidence): Outcome {
  const readings = readingsOf(evidence);
  const [first, ...others] = readings;
  const silent = bestSilent(topics, evidence);
  const few = readings.filter(({ score }) => score >= LIKELY).slice(0, OTHERS);
  if (!first || (silent && silent.score > first.score)) return decideSilence(topics, evidence, silent, few);
  if (isUneasy(topics, evidence)) return { kind: 'silent', others: few, uneasy: true };
  const fit = fitOf(evidence);
  if (fit === 'aspect')
    return { kind: 'silent', others: few, aspect: { form: formOf(evidence), reading: first } };
  if (fit === 'other') return { kind: 'silent', others: few };
  if (sureOf(evidence, first.score) >= THRESHOLDS.answer)
    return { kind: 'answer', reading: first, others: others.slice(0, OTHERS) };
  const sum = few.reduce((total, { score }) => total + score, 0);
  return sureOf(evidence, sum) >= THRESHOLDS.choice
    ? { kind: 'choice', readings: few }
    : { kind: 'unclear', readings: few };
}

/** The likeliest way in which a question stands to the rules, where it does not seem a hit. */
function fitOf({ fits }: Evidence): Fit {
  if (fits.length === 0 || scoreOf(fits, 'hit') >= THRESHOLDS.hit) return 'hit';
  return scoreOf(fits, 'aspect') >= scoreOf(fits, 'other') ? 'aspect' : 'other';
}

/**
 * How likely a reading is right, 0 to 1: by how likely its topic is, and that rules on it answer the question. The weights
 * were fitted on writers that the model never learnt from.
 */
export function sureOf({ fits }: Evidence, score: number): number {
  if (fits.length === 0) return score;
  const { bias, topic, hit } = CONFIDENCE;
  return sigmoid(bias + topic * logit(score) + hit * logit(scoreOf(fits, 'hit')));
}

const logit = (score: number): number => {
  const bounded = Math.min(Math.max(score, 0.001), 0.999);
  return Math.log(bounded / (1 - bounded));
};
const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

function decideSilence(
  topics: ReadonlyMap<string, Topic>,
  { unlike }: Evidence,
  silent: Scored | undefined,
  others: readonly Reading[],
): Outcome {
  const isSubject = silent && silent.score >= THRESHOLDS.subject;
  if (!isSubject && unlike < THRESHOLDS.subject) return { kind: 'unclear', readings: others };
  const isAct = isSubject && topics.get(silent.label)?.intent === 'answer';
  return { kind: 'silent', topic: isAct ? silent.label : undefined, others };
}

const formOf = ({ forms }: Evidence) => (forms[0]?.label ?? 'none') as AskedForm;

/** What the policy may say, likeliest first. Topics that end at the same verdict and article are one reading. */
export function readingsOf({ policy, audience, topics, slots }: Evidence): Reading[] {
  const readings = new Map<string, Reading>();
  for (const { label, score } of topics) {
    if (score < POSSIBLE) break; // likeliest first
    const holding = findRuling(policy, label, audience, slots);
    if (!holding) continue;
    const verdict = verdictFor(slots, holding.verdict);
    const key = `${verdict} ${holding.ruling.articles[0]}`;
    const same = readings.get(key);
    readings.set(
      key,
      same ? { ...same, score: same.score + score } : { topic: label, score, ...holding, verdict },
    );
  }
  return [...readings.values()].sort((one, other) => other.score - one.score);
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
