import { type Classifier, createRanker } from './classifier.ts';
import { languageFeatures } from './features.ts';
import type { Language } from './model.ts';

/** Below this the text shows no language (a name of an app, emoji). Range 0.5 to 0.9: higher falls back more often. */
const SURE = 0.6;

/** Tells in which language a text is written; `fallback` where it does not show. */
export function createLanguageDetector(classifier: Classifier) {
  const rank = createRanker(classifier);
  return (text: string, fallback: Language): Language => {
    const best = rank(languageFeatures(text))[0];
    return best && best.score >= SURE ? (best.label as Language) : fallback;
  };
}
