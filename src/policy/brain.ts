import { type Classifier, type Example, type Training, train } from './classifier.ts';
import { languageFeatures, topicFeatures } from './features.ts';
import type { Lexicon } from './lexicon.ts';
import { LANGUAGES, type Voice } from './model.ts';
import { clean } from './normalise.ts';

/** What the engine has learnt from the voices. */
export interface Brain {
  readonly topics: Classifier;
  readonly language: Classifier;
}

/** Two languages are told apart from few passes. */
export const LANGUAGE_TRAINING: Training = { epochs: 3, rate: 0.5, decay: 0, support: 3 };

/** Learns topics and languages from how people ask. The same voices and lexicon give the same brain. */
export function trainBrain(voices: readonly Voice[], lexicon: Lexicon): Brain {
  const said = utterances(voices);
  return {
    topics: train(topicExamples(said, lexicon)),
    language: train(
      said.map(({ text, language }) => ({ label: language, features: languageFeatures(text) })),
      LANGUAGE_TRAINING,
    ),
  };
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
