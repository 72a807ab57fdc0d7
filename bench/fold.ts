import { parentPort } from 'node:worker_threads';
import { LANGUAGE_TRAINING, topicExamples, utterances } from '../src/policy/brain.ts';
import { createCoverage, TRAINING, train } from '../src/policy/classifier.ts';
import { languageFeatures, topicFeatures } from '../src/policy/features.ts';
import { createLanguageDetector } from '../src/policy/language.ts';
import { loadContent, ownUtterances } from './content.ts';
import { classesOf, spaceOf } from './learners/learner.ts';
import { keepKinds, nameOf, VARIANTS, type Variant } from './variants.ts';

/** A worker: holds out one voice, trains each variant on the others, and scores what the held-out voice says. */

export interface FoldTask {
  readonly voice: string;
  /** Names of variants. */
  readonly variants: readonly string[];
}

export interface Fold {
  readonly voice: string;
  readonly classes: readonly string[];
  /** The share of the words that are known, for each utterance. */
  readonly coverage: Float32Array;
  readonly runs: readonly Run[];
}

/** One variant on one fold. */
export interface Run {
  readonly variant: string;
  /** A row an utterance, a column a class. */
  readonly scores: Float32Array;
  readonly trainMs: number;
  readonly scoreMs: number;
  readonly bytes: number;
}

const { lexicon, voices } = loadContent();

parentPort?.on('message', (task: FoldTask) => {
  const fold = holdOut(task);
  parentPort?.postMessage(
    fold,
    fold.runs.map(({ scores }) => scores.buffer as ArrayBuffer),
  );
});

function holdOut({ voice, variants }: FoldTask): Fold {
  const others = voices.filter(({ id }) => id !== voice);
  const known = utterances(others);
  const examples = topicExamples(known, lexicon);
  const languages = known.map(({ text, language }) => ({
    label: language,
    features: languageFeatures(text),
  }));
  const detect = createLanguageDetector(train(languages, LANGUAGE_TRAINING));
  const held = ownUtterances(voices, voice).map(({ text, audience }) =>
    topicFeatures(text, detect(text, 'nl'), audience, lexicon),
  );
  const runs = VARIANTS.filter((variant) => variants.includes(nameOf(variant))).map((variant) =>
    run(variant, examples, held),
  );
  const cover = createCoverage(spaceOf(examples, TRAINING.support));
  return { voice, classes: classesOf(examples), coverage: Float32Array.from(held, cover), runs };
}

function run(
  variant: Variant,
  examples: ReturnType<typeof topicExamples>,
  held: readonly (readonly string[])[],
): Run {
  const shown = examples.map(({ label, features }) => ({
    label,
    features: keepKinds(features, variant.kinds),
  }));
  const asked = held.map((features) => keepKinds(features, variant.kinds));
  const start = performance.now();
  const model = variant.learner.train(shown);
  const trained = performance.now();
  const rows = asked.map((features) => model.score(features));
  const scored = performance.now();
  const width = rows[0]?.length ?? 0;
  const scores = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    scores.set(row, index * width);
  });
  return {
    variant: nameOf(variant),
    scores,
    trainMs: trained - start,
    scoreMs: scored - trained,
    bytes: model.bytes,
  };
}
