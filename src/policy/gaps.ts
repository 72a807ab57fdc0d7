import { createHash } from 'node:crypto';
import type { Engine } from './engine.ts';
import type { Audience, Language, Policy } from './model.ts';
import { squeeze, words } from './normalise.ts';

/** A question that got no good answer, without who asked. */
export interface Unanswered {
  readonly policy: string;
  readonly audience: Audience;
  readonly language: Language;
  readonly question: string;
  /** What the asker said was wrong. */
  readonly note?: string | undefined;
  /** What the engine takes it for. */
  readonly topic: string;
}

/** Questions that are nearly the same, with the topic that most of them were taken for. */
export interface Gap {
  readonly policy: string;
  readonly topic: string;
  /** Newest first. */
  readonly questions: readonly Unanswered[];
}

/** What a keeper said of a question that got no good answer. */
export interface Decided {
  /** Of the question: see `hashOf`. */
  readonly question: string;
  readonly kind: 'accepted' | 'rejected';
  /** What an accepted question is about. */
  readonly topic: string | undefined;
  readonly at: Date;
}

/** Questions with this share of words in common are nearly the same. Range 0.3 to 0.8: lower lumps, higher scatters. */
const ALIKE = 0.5;

/** What the engine takes a question for that got no good answer; empty when it is for nothing. */
export async function topicOf(
  engine: Engine,
  policy: Policy,
  { question, audience }: Omit<Unanswered, 'topic'>,
): Promise<string> {
  const { topics } = await engine.answer({ text: question, policy, audience });
  return topics[0]?.label ?? '';
}

/** Groups near-equal questions of one policy; the largest groups come first. */
export function findGaps(unanswered: readonly Unanswered[]): Gap[] {
  const groups: {
    readonly policy: string;
    readonly stems: ReadonlySet<string>;
    readonly questions: Unanswered[];
  }[] = [];
  for (const one of unanswered) {
    const stems = new Set(words(one.question).map(squeeze));
    const group = groups.find(
      ({ policy, stems: known }) => policy === one.policy && overlap(known, stems) >= ALIKE,
    );
    if (group) group.questions.push(one);
    else groups.push({ policy: one.policy, stems, questions: [one] });
  }
  return groups
    .map(({ policy, questions }) => ({
      policy,
      topic: mostFrequent(questions.map(({ topic }) => topic)),
      questions,
    }))
    .sort((one, other) => other.questions.length - one.questions.length);
}

/** The words that two questions share, as a part of all their words (Jaccard index). */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = one.intersection(other).size;
  return shared === 0 ? 0 : shared / one.union(other).size;
}

function mostFrequent(topics: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

/** Stands for the words of a question, which need not be kept twice. */
export const hashOf = (question: string): string =>
  createHash('sha256').update(question).digest('hex').slice(0, 32);

/** A decision holds until somebody asks it in a way that the keeper has not seen. */
export function decisionOn({ questions }: Gap, decided: readonly Decided[]): Decided | undefined {
  const [first, ...others] = questions.map(({ question }) =>
    decided.find((one) => one.question === hashOf(question)),
  );
  return others.every((one) => one?.kind === first?.kind && one?.topic === first?.topic) ? first : undefined;
}
