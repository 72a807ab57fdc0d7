import { createHash } from 'node:crypto';
import type { Gap, GapDecision, GapList } from '../http/contract.ts';
import { type Given, isRefusal, type TabApi } from '../http/tab-api.ts';
import type { Engine } from '../policy/engine.ts';
import { type Gap as FoundGap, findGaps, topicOf, type Unanswered } from '../policy/gaps.ts';
import type { Library } from '../policy/model.ts';
import type { Viewer } from './viewer.ts';
import { type Identify, refuse } from './viewers.ts';

/** What a keeper said of a question that got no good answer. */
export interface Decided {
  /** Of the question: see `hashOf`. */
  readonly question: string;
  readonly kind: 'accepted' | 'rejected';
  readonly topic: string | undefined;
  readonly at: Date;
}

/** Keeps questions that got no good answer, and what the keeper said of them. */
export interface GapStore {
  listUnanswered(policy: string): Promise<readonly Omit<Unanswered, 'topic'>[]>;
  listDecided(policy: string): Promise<readonly Decided[]>;
  decide(policy: string, questions: readonly string[], decision: GapDecision): Promise<void>;
}

export interface GapParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly gapStore: GapStore;
  readonly identify: Identify;
}

/** How many gaps the tab shows; the largest come first. */
const MANY = 100;

/** Lets the keeper of a policy see what got no good answer, and say what it is about. */
export function createGaps(parts: GapParts): Pick<TabApi, 'listGaps' | 'decideGap'> {
  const { engine, library, gapStore, identify } = parts;
  return { listGaps, decideGap };

  async function listGaps(caller: Parameters<TabApi['listGaps']>[0]): Given<GapList> {
    const viewer = await identify(caller, { keeper: true });
    if (isRefusal(viewer)) return viewer;
    const found = await load(viewer);
    const decided = await decisionsOf(viewer);
    return {
      gaps: found.slice(0, MANY).map((gap) => toGap(viewer, gap, decided)),
      topics: [...library.topics.values()]
        .filter(({ intent }) => intent === 'answer')
        .map(({ id, title }) => ({ id, label: title[viewer.language] })),
    };
  }

  async function decideGap(...[caller, id, decision]: Parameters<TabApi['decideGap']>) {
    const viewer = await identify(caller, { keeper: true });
    if (isRefusal(viewer)) return viewer;
    const gap = (await load(viewer)).find((one) => idOf(one) === id);
    const isKnown = decision.kind !== 'accepted' || library.topics.has(decision.topic);
    if (!gap) return refuse(viewer.say, 'not-found');
    if (!isKnown) return refuse(viewer.say, 'bad-request');
    const questions = gap.questions.map(({ question }) => hashOf(question));
    await gapStore.decide(viewer.policy.id, [...new Set(questions)], decision);
    return { gap: toGap(viewer, gap, await decisionsOf(viewer)) };
  }

  async function load({ policy }: Viewer): Promise<FoundGap[]> {
    const unanswered = await gapStore.listUnanswered(policy.id);
    return findGaps(unanswered.map((one) => ({ ...one, topic: topicOf(engine, policy, one) })));
  }

  async function decisionsOf({ policy }: Viewer): Promise<ReadonlyMap<string, Decided>> {
    const all = await gapStore.listDecided(policy.id);
    return new Map(all.map((one) => [one.question, one]));
  }

  function toGap({ language }: Viewer, found: FoundGap, decided: ReadonlyMap<string, Decided>): Gap {
    const { questions, topic } = found;
    const proposed = library.topics.get(topic);
    const decision = decisionOn(found, decided);
    const texts = questions.map(({ question }) => question).filter((text) => text !== '');
    return {
      id: idOf(found),
      questions: [...new Set(texts)],
      notes: questions.flatMap(({ note }) => (note ? [note] : [])),
      count: questions.length,
      audience: questions[0]?.audience ?? 'staff',
      ...(proposed && { proposed: { id: topic, label: proposed.title[language] } }),
      ...(decision && { decision }),
    };
  }
}

/** A decision holds until somebody asks it in a way that the keeper has not seen. */
function decisionOn({ questions }: FoundGap, decided: ReadonlyMap<string, Decided>): Gap['decision'] {
  const found = questions.map(({ question }) => decided.get(hashOf(question)));
  const [first] = found;
  if (!first || found.some((one) => one?.kind !== first.kind || one.topic !== first.topic)) return undefined;
  const { kind, topic, at } = first;
  return { kind, ...(topic !== undefined && { topic }), on: at.toISOString() };
}

/** Stands for the words of a question, which need not be kept twice. */
const hashOf = (question: string): string => createHash('sha256').update(question).digest('hex').slice(0, 32);

const idOf = ({ questions }: FoundGap): string => hashOf(questions[0]?.question ?? '');
