import { type Classifier, type Example, type Training, train } from './classifier.ts';
import { languageFeatures, topicFeatures } from './features.ts';
import type { Lexicon } from './lexicon.ts';
import { LANGUAGES, type Topic, type Voice } from './model.ts';
import { clean } from './normalise.ts';

/** What the engine has learnt from the voices. */
export interface Brain {
  readonly topics: Classifier;
  readonly language: Classifier;
  /** Tells what happens to people from what they ask about rules. */
  readonly distress: Classifier;
}

/** Two languages are told apart from few passes. */
export const LANGUAGE_TRAINING: Training = { epochs: 3, rate: 0.5, decay: 0, support: 3 };

/** The label of what tells of trouble, and of the rest. */
export const TROUBLE = 'trouble';
const ORDINARY = 'ordinary';
/** Trouble is rare among the voices, and the voices that only tell of it vary most: they are read so many times. */
const REPEATED = 3;
/** Few classes need few passes. */
const DISTRESS_TRAINING: Training = { epochs: 6, rate: 0.3, decay: 1e-6, support: 2 };

/** Learns topics and languages from how people ask. The same voices and lexicon give the same brain. */
export function trainBrain(
  voices: readonly Voice[],
  lexicon: Lexicon,
  topics: ReadonlyMap<string, Topic>,
): Brain {
  const said = utterances(voices);
  const examples = topicExamples(said, lexicon);
  return {
    topics: train(examples),
    distress: train(distressExamples(said, examples, topics), DISTRESS_TRAINING),
    language: train(
      said.map(({ text, language }) => ({ label: language, features: languageFeatures(text) })),
      LANGUAGE_TRAINING,
    ),
  };
}

function distressExamples(
  said: ReturnType<typeof utterances>,
  examples: readonly Example[],
  topics: ReadonlyMap<string, Topic>,
): Example[] {
  return examples.flatMap(({ label, features }, index) => {
    const intent = topics.get(label)?.intent;
    // whoever asks for a human being may tell of trouble or not
    if (intent === 'request') return [];
    const isTrouble = intent === 'escalation';
    const isOwn = said[index]?.voice.startsWith('trouble-');
    const example = { label: isTrouble ? TROUBLE : ORDINARY, features };
    return Array.from({ length: isOwn ? REPEATED : 1 }, () => example);
  });
}

export function utterances(voices: readonly Voice[]) {
  return voices.flatMap(({ id, audience, utterances: topics }) =>
    Object.entries(topics).flatMap(([topic, byLanguage]) =>
      LANGUAGES.flatMap((language) =>
        (byLanguage[language] ?? []).map((text) => ({
          voice: id,
          audience,
          topic,
          language,
          text: clean(text),
        })),
      ),
    ),
  );
}

export const topicExamples = (said: ReturnType<typeof utterances>, lexicon: Lexicon): Example[] =>
  said.map(({ topic, text, language, audience }) => ({
    label: topic,
    features: topicFeatures(text, language, audience, lexicon),
  }));
