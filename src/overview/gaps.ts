import type { Gap, GapDecision, GapList } from '../http/contract.ts';
import { type Given, isRefusal, type TabApi } from '../http/tab-api.ts';
import type { Engine } from '../policy/engine.ts';
import {
  type Decided,
  decisionOn,
  type Gap as FoundGap,
  findGaps,
  hashOf,
  topicOf,
  type Unanswered,
} from '../policy/gaps.ts';
import type { Library } from '../policy/model.ts';
import type { SchoolRef } from './insight.ts';
import type { Viewer } from './viewer.ts';
import { type Identify, refuse } from './viewers.ts';

/** Keeps questions of a school that got no good answer, and what its keeper said of them. */
export interface GapStore {
  listUnanswered(school: SchoolRef): Promise<readonly Omit<Unanswered, 'topic'>[]>;
  listDecided(school: SchoolRef): Promise<readonly Decided[]>;
  decide(
    school: SchoolRef,
    policy: string,
    questions: readonly string[],
    decision: GapDecision,
  ): Promise<void>;
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
    const decided = await gapStore.listDecided(schoolOf(viewer));
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
    await gapStore.decide(schoolOf(viewer), viewer.policy.id, [...new Set(questions)], decision);
    return { gap: toGap(viewer, gap, await gapStore.listDecided(schoolOf(viewer))) };
  }

  async function load(viewer: Viewer): Promise<FoundGap[]> {
    const { policy } = viewer;
    const asked = await gapStore.listUnanswered(schoolOf(viewer));
    const unanswered = asked.filter((one) => one.policy === policy.id);
    const taken = unanswered.map(async (one) => ({ ...one, topic: await topicOf(engine, policy, one) }));
    return findGaps(await Promise.all(taken));
  }

  function toGap({ language }: Viewer, found: FoundGap, decided: readonly Decided[]): Gap {
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
      ...(decision && { decision: toDecision(decision) }),
    };
  }
}

/** The school whose questions a viewer may see; without one there are none. */
const schoolOf = ({ person, school }: Viewer): SchoolRef => ({
  tenant: person.tenant,
  id: school?.id ?? '-',
});

const toDecision = ({ kind, topic, at }: Decided): NonNullable<Gap['decision']> => ({
  kind,
  ...(topic !== undefined && { topic }),
  on: at.toISOString(),
});

const idOf = ({ questions }: FoundGap): string => hashOf(questions[0]?.question ?? '');
