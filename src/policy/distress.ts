import type { Signal } from './crisis.ts';
import type { Scored } from './encoder/heads.ts';
import type { Audience, HelpKind, Library, Policy, Slots, Topic, Verdict } from './model.ts';
import { findRuling } from './rulings.ts';

/** Somebody is in trouble: how urgent it is, and which first aid they need. */
export interface Distress {
  readonly emergency: boolean;
  readonly crisis: boolean;
  readonly help: HelpKind;
}

/** Tells whether somebody is in trouble: by what the screen read, or by how likely the text tells of trouble. */
export function findDistress(
  all: ReadonlyMap<string, Topic>,
  {
    topics: ranked,
    signal,
    trouble,
  }: { readonly topics: readonly Scored[]; readonly signal?: Signal | undefined; readonly trouble: number },
  limit: number,
): Distress | undefined {
  if (!signal && trouble < limit) return undefined;
  const kinds = kindsIn(all, ranked);
  const crisis = signal?.level === 'crisis';
  const likeliest = signal ? signal.level === 'alarm' : kinds[0]?.topic.emergency === true;
  const learnt = likeliestHelp(kinds) ?? 'other';
  const help = signal && signal.help !== 'other' ? signal.help : learnt;
  return { emergency: crisis || likeliest, crisis, help };
}

interface Kind {
  readonly topic: Topic;
  readonly score: number;
}

/** How likely a text is about any topic of an intent. */
export const sumOf = (
  intent: Topic['intent'],
  all: ReadonlyMap<string, Topic>,
  ranked: readonly Scored[],
): number =>
  ranked.reduce((total, { label, score }) => total + (all.get(label)?.intent === intent ? score : 0), 0);

/** How likely a text is about trouble, by the topics of it together. */
export const sumOfTrouble = (all: ReadonlyMap<string, Topic>, ranked: readonly Scored[]): number =>
  sumOf('escalation', all, ranked);

/** The topics of trouble, likeliest first. */
const kindsIn = (topics: ReadonlyMap<string, Topic>, ranked: readonly Scored[]): Kind[] =>
  ranked.flatMap(({ label, score }) => {
    const topic = topics.get(label);
    return topic?.intent === 'escalation' ? [{ topic, score }] : [];
  });

/** Several topics can need one kind of first aid: their scores add up. */
function likeliestHelp(kinds: readonly Kind[]): HelpKind | undefined {
  const sums = new Map<HelpKind, number>();
  for (const { topic, score } of kinds) {
    const help = topic.help ?? 'other';
    sums.set(help, (sums.get(help) ?? 0) + score);
  }
  return [...sums].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** Verdicts that say no or what must be done: a yes beside first aid would speak for whoever does harm. */
const STRICT: readonly Verdict[] = ['not-allowed', 'discouraged', 'required'];

/**
 * What the policy says about this kind of trouble, to stand below the first aid. How staff should keep their distance is
 * no word for a student whom they approach.
 */
export function findFact(
  { trouble }: Library,
  policy: Policy,
  audience: Audience,
  slots: Slots,
  help: HelpKind,
) {
  if (help === 'approach-by-staff' && audience !== 'staff') return undefined;
  for (const topic of trouble.rules[help] ?? []) {
    const holding = findRuling(policy, topic, audience, slots);
    if (holding && STRICT.includes(holding.verdict)) return { topic, score: 1, ...holding };
  }
  return undefined;
}
