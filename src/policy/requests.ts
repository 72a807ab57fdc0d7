import { sentencesOf } from './crisis.ts';
import type { Scored } from './encoder/heads.ts';
import type { Request, Requests, Topic } from './model.ts';
import { createPhrases, toSentence } from './phrases.ts';

/** So many words at most are a request; whoever writes more tells a story. Range 12 to 30. */
const LONGEST = 22;

/** Makes the reader of what somebody asks of the bot itself: `requests.yaml`. The first that is said counts. */
export function createRequestReader({ groups, said }: Requests): (text: string) => Request | undefined {
  const toPhrase = createPhrases(groups);
  const all = said.map(({ id, says, unless }) => ({
    id,
    says: says.map(toPhrase),
    unless: unless.map(toPhrase),
  }));
  return (text) => {
    const sentences = sentencesOf(text);
    if (sentences.flat().length > LONGEST) return undefined;
    const read = sentences.map(toSentence);
    return all.find(({ says, unless }) =>
      read.some(
        (sentence) => says.some((isSaid) => isSaid(sentence)) && !unless.some((isSaid) => isSaid(sentence)),
      ),
    )?.id;
  };
}

/** From this on the topics of requests together are a request, 0 to 1. Range 0.3 to 0.7. */
const ASKED = 0.45;
/** From this on they outweigh a pattern, and words that tell of trouble. Range 0.6 to 0.8. */
const SURE = 0.65;
/** Whoever wants to report or to speak to somebody can tell of trouble in the same breath: first aid comes first. */
const TELLING: readonly Request[] = ['report', 'person'];

/** What speaks for a request: the pattern that is said, the topics, and whether the text tells of trouble. */
interface Asked {
  readonly said: Request | undefined;
  readonly ranked: readonly Scored[];
  readonly isTold: boolean;
}

/** Weighs what was said against what the model reads. */
export function chooseRequest(
  topics: ReadonlyMap<string, Topic>,
  { said, ranked, isTold }: Asked,
): Request | undefined {
  const asked = ranked.flatMap(({ label, score }) => {
    const request = topics.get(label)?.request;
    return request ? [{ request, score }] : [];
  });
  const sum = asked.reduce((total, { score }) => total + score, 0);
  const [best] = asked;
  if (best && best.score >= SURE && !(isTold && TELLING.includes(best.request))) return best.request;
  if (isTold) return undefined;
  return said ?? (sum >= ASKED ? best?.request : undefined);
}
