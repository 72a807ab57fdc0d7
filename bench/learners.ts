import { parseArgs } from 'node:util';
import { runScript } from '../src/cli/command.ts';
import { type Content, chooseVoices, loadContent } from './content.ts';
import { crossValidate } from './cross-validation.ts';
import type { Fold, Run } from './fold.ts';
import { type Count, createSituations, judge, startCount, sumCounts } from './judge.ts';
import { calibrate, type Prediction, predictionsOf, rank } from './predictions.ts';
import { median, percent, ratio, toTable } from './table.ts';
import { ABLATED, COMPARED, nameOf, OURS, VARIANTS, type Variant } from './variants.ts';

/** `npm run bench:learners -- [--voices a,b,c]`: learners and kinds of features on writers whom they do not know. */

/** How many pairs of topics that are taken for each other are shown. */
const PAIRS = 20;

const HEAD = [
  'learner',
  'features',
  'top-1',
  'top-3',
  'intent',
  'answer',
  'reports heard',
  'false alarms',
  'silence seen',
  'invented',
  'false yes',
  'voices ahead',
  'temperature',
  'training',
  'ranking',
  'size',
];

await runScript(async () => {
  const { values } = parseArgs({ options: { voices: { type: 'string' } } });
  const content = loadContent();
  const voices = chooseVoices(content, values.voices).map(({ id }) => id);
  const folds = await crossValidate(voices, VARIANTS.map(nameOf), (voice) =>
    console.error(`held out ${voice}`),
  );
  console.log(`Learners\n\n${describeVariants(content, folds, COMPARED)}\n`);
  console.log(`Kinds of features\n\n${describeVariants(content, folds, [OURS, ...ABLATED])}\n`);
  const ours = predictionsOf(content, folds, nameOf(OURS));
  console.log(`By voice\n\n${describeVoices(content, ours)}\n`);
  console.log(`Taken for another\n\n${describePairs(ours)}`);
});

/** All variants with calibrated probabilities, so that the same thresholds mean the same for each. */
function describeVariants(content: Content, folds: readonly Fold[], variants: readonly Variant[]): string {
  const ours = predictionsOf(content, folds, nameOf(OURS));
  const temperature = calibrate(ours);
  const base = countVoices(content, ours, temperature);
  const rows = variants.map((variant) => {
    const predictions = predictionsOf(content, folds, nameOf(variant));
    const own = variant === OURS ? temperature : calibrate(predictions);
    const counts = variant === OURS ? base : countVoices(content, predictions, own);
    const compare = (measure: (run: Run) => number) =>
      ratio(median(folds.map((fold) => compared(fold, variant, measure))), 1);
    return [
      ...describeRanking(variant, predictions),
      ...sharesOf(sumCounts(counts.values())),
      variant === OURS ? '-' : countAhead(counts, base),
      own.toPrecision(2),
      compare(({ trainMs }) => trainMs),
      compare(({ scoreMs }) => scoreMs),
      compare(({ bytes }) => bytes),
    ];
  });
  const shares = sharesOf(sumCounts(countVoices(content, ours, 1).values()));
  const asIs = [...describeRanking(OURS, ours), ...shares, '-', 'none', '', '', ''];
  return toTable([HEAD, asIs, ...rows]);
}

function describeRanking({ learner, features }: Variant, predictions: readonly Prediction[]): string[] {
  return [
    learner.name,
    features,
    ...[1, 3].map((places) =>
      percent(predictions.filter((one) => isAmong(one, places)).length, predictions.length),
    ),
  ];
}

/** On how many voices a variant answers more questions right than ours does. */
function countAhead(counts: ReadonlyMap<string, Count>, ours: ReadonlyMap<string, Count>): string {
  const ahead = [...counts].filter(([voice, { right }]) => right > (ours.get(voice)?.right ?? 0));
  return `${ahead.length} of ${counts.size}`;
}

/** A measure of a variant in one fold, as a share of ours in that same fold. */
function compared({ runs }: Fold, variant: Variant, measure: (run: Run) => number): number {
  const find = (wanted: Variant) => runs.find((run) => run.variant === nameOf(wanted));
  const [one, ours] = [find(variant), find(OURS)];
  return one && ours ? measure(one) / measure(ours) : Number.NaN;
}

function isAmong(prediction: Prediction, places: number): boolean {
  const own = prediction.scores[prediction.classes.indexOf(prediction.said.topic)] ?? 0;
  return prediction.scores.filter((score) => score > own).length < places;
}

/** What came of the predictions, by voice. */
function countVoices(
  content: Content,
  predictions: readonly Prediction[],
  temperature: number,
): Map<string, Count> {
  const situationsOf = createSituations(content);
  const counts = new Map<string, Count>();
  for (const prediction of predictions) {
    const { voice } = prediction.said;
    const count = counts.get(voice) ?? startCount();
    counts.set(voice, count);
    const ranked = { topics: rank(prediction, temperature), coverage: prediction.coverage };
    for (const situation of situationsOf(prediction.said)) judge(content.library, situation, ranked, count);
  }
  return counts;
}

function sharesOf(count: Count): string[] {
  return [
    percent(count.intent, count.all),
    percent(count.right, count.all),
    percent(count.reportsHeard, count.reports),
    percent(count.falseAlarms, count.noReports),
    percent(count.silencesSeen, count.silences),
    percent(count.invented, count.silences),
    percent(count.falseYes, count.all, 2),
  ];
}

function describeVoices(content: Content, predictions: readonly Prediction[]): string {
  const rows = [...Map.groupBy(predictions, ({ said }) => `${said.voice}, ${said.language}`)].map(
    ([voice, own]) => [
      voice,
      String(own.length),
      percent(own.filter((one) => isAmong(one, 1)).length, own.length),
      ...sharesOf(sumCounts(countVoices(content, own, 1).values())),
    ],
  );
  return toTable([['voice', 'utterances', 'top-1', ...HEAD.slice(4, 11)], ...rows]);
}

/** The topics that are taken for another most often, with how many of their utterances are. */
function describePairs(predictions: readonly Prediction[]): string {
  const said = Map.groupBy(predictions, (one) => one.said.topic);
  const wrong = Map.groupBy(
    predictions.filter((one) => !isAmong(one, 1)),
    (one) => `${one.said.topic} → ${rank(one, 1)[0]?.label}`,
  );
  const rows = [...wrong]
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, PAIRS)
    .map(([pair, own]) => [
      pair,
      String(own.length),
      String(said.get(own[0]?.said.topic ?? '')?.length ?? 0),
    ]);
  return toTable([['topic → taken for', 'times', 'of'], ...rows]);
}
