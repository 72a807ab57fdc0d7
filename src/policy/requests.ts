import { sentencesOf } from './crisis.ts';
import type { Request, Requests } from './model.ts';
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
