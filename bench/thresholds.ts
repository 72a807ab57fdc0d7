import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runScript } from '../src/cli/command.ts';
import { readingsOf, sureOf } from '../src/policy/decide.ts';
import { scoreOf } from '../src/policy/understanding.ts';
import { THRESHOLDS } from '../src/policy/limits.ts';
import type { Library } from '../src/policy/model.ts';
import { openEngine } from '../src/policy/open.ts';
import { createSituations, decideOn, type Judged, judge, readLines, type Situation } from './held-out.ts';
import { percent, toTable } from './table.ts';

/**
 * `npm run bench:thresholds`: what the engine makes of the lines of writers that the model never learnt from, under every
 * policy, and what each level of confidence would cost: the share that is answered with a verdict, and how many of those
 * are wrong. `--json FILE` keeps the numbers for the pictures in `docs/` (`model/train/curves.py`).
 */

const { values } = parseArgs({ options: { json: { type: 'string' } } });

/** A situation that could be answered, with how sure the engine is and whether it is right. */
interface Point {
  readonly writer: string;
  readonly topic: number;
  readonly hit: number;
  readonly confidence: number;
  readonly isRight: boolean;
  readonly isCritical: boolean;
}

await runScript(async () => {
  const { heldOut } = JSON.parse(readFileSync('model/manifest.json', 'utf8')) as { heldOut: string[] };
  const { engine, library } = await openEngine('policies');
  const situations = await createSituations(engine, library, readLines(heldOut));
  const judged = situations.map((situation) => ({
    situation,
    ...judge(situation, decideOn(library, situation)),
  }));
  console.log(describeOutcomes(judged));
  const points = situations.flatMap((situation) => pointOf(library, situation));
  console.log(describeCurve(points, situations.length));
  if (values.json)
    writeFileSync(values.json, JSON.stringify({ all: situations.length, answer: THRESHOLDS.answer, points }));
});

/** What would come of answering with the best reading; nothing where another outcome comes first. */
function pointOf(library: Library, situation: Situation): Point[] {
  const { evidence, line } = situation;
  const given = decideOn(library, situation);
  const [reading] = readingsOf(evidence);
  const isSettled = !['answer', 'choice', 'unclear'].includes(given.kind);
  if (!reading || isSettled) return [];
  return [
    {
      writer: line.writer,
      topic: reading.score,
      hit: scoreOf(evidence.fits, 'hit'),
      confidence: sureOf(evidence, reading.score),
      ...judge(situation, { kind: 'answer', reading, others: [] }),
    },
  ];
}

/** What was wanted against what was given, in situations. */
function describeOutcomes(judged: readonly (Judged & { readonly situation: Situation })[]): string {
  const wanted = [...new Set(judged.map(({ situation }) => situation.wanted.intent))].sort();
  const got = [...new Set(judged.map((one) => one.got))].sort();
  const rows = wanted.map((intent) => {
    const own = judged.filter(({ situation }) => situation.wanted.intent === intent);
    const right = own.filter(({ isRight }) => isRight).length;
    const critical = own.filter(({ isCritical }) => isCritical).length;
    return [
      intent,
      String(own.length),
      percent(right, own.length),
      String(critical),
      ...got.map((kind) => String(own.filter((one) => one.got === kind).length)),
    ];
  });
  return toTable([['wanted', 'n', 'right', 'critical', ...got], ...rows]);
}

/** At each confidence: what is answered, and how much of it is wrong. */
function describeCurve(points: readonly Point[], all: number): string {
  const rows = [0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98].map((limit) => {
    const answered = points.filter(({ confidence }) => confidence >= limit);
    const wrong = answered.filter(({ isRight }) => !isRight).length;
    const critical = answered.filter(({ isCritical }) => isCritical).length;
    return [String(limit), percent(answered.length, all), percent(wrong, answered.length), String(critical)];
  });
  return `\n${toTable([['confidence', 'answered', 'wrong of these', 'critical'], ...rows])}\nexpected calibration error: ${calibrationError(points).toFixed(3)}`;
}

/** The mean distance between confidence and share that is right, in ten equal bins. */
function calibrationError(points: readonly Point[]): number {
  const bins = Array.from({ length: 10 }, (_, bin) =>
    points.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin),
  );
  return bins.reduce((sum, bin) => {
    if (bin.length === 0) return sum;
    const mean = bin.reduce((total, { confidence }) => total + confidence, 0) / bin.length;
    const right = bin.filter(({ isRight }) => isRight).length / bin.length;
    return sum + (Math.abs(mean - right) * bin.length) / points.length;
  }, 0);
}
