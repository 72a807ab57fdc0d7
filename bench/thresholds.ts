import { parseArgs } from 'node:util';
import { runScript } from '../src/cli/command.ts';
import type { Scored } from '../src/policy/classifier.ts';
import { THRESHOLDS } from '../src/policy/limits.ts';
import { chooseVoices, loadContent } from './content.ts';
import { crossValidate } from './cross-validation.ts';
import { type Count, createSituations, judge, type Situation, startCount } from './judge.ts';
import { predictionsOf, rank } from './predictions.ts';
import { percent, toTable } from './table.ts';
import { nameOf, OURS } from './variants.ts';

/** `npm run bench:thresholds -- [--voices a,b,c]`: what each threshold of the engine gives and takes, on writers whom it does not know. */

type Thresholds = typeof THRESHOLDS;

const ESCALATION = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.42, 0.5, 0.6];
const SILENCE = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5];
const COVERAGE = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
const SMALLTALK = [0, 0.3, 0.5, 0.7];
const CHOICE = [0, 0.2, 0.3, 0.4, 0.5, 0.6];
const MARGIN = [0.3, 0.5, 0.7];

/** How much of the answers that are right may be lost for fewer errors that do harm. */
const LOSS = 0.005;

const HEAD = [
  'thresholds',
  'right',
  'reports heard',
  'false alarms',
  'silence seen',
  'invented',
  'false yes',
  'critical',
];

/** An utterance, ranked once: thresholds only change what is decided. */
interface Case {
  readonly voice: string;
  readonly ranked: { readonly topics: readonly Scored[]; readonly coverage: number };
  readonly situations: readonly Situation[];
}

await runScript(async () => {
  const { values } = parseArgs({ options: { voices: { type: 'string' } } });
  const content = loadContent();
  const voices = chooseVoices(content, values.voices).map(({ id }) => id);
  const folds = await crossValidate(voices, [nameOf(OURS)], (voice) => console.error(`held out ${voice}`));
  const situationsOf = createSituations(content);
  const cases = predictionsOf(content, folds, nameOf(OURS)).map(
    (prediction): Case => ({
      voice: prediction.said.voice,
      ranked: { topics: rank(prediction, 1), coverage: prediction.coverage },
      situations: situationsOf(prediction.said),
    }),
  );
  const countAt = (changed: Partial<Thresholds>, own = cases): Count => {
    const count = startCount();
    withThresholds(changed, () => {
      for (const { ranked, situations } of own) {
        for (const situation of situations) judge(content.library, situation, ranked, count);
      }
    });
    return count;
  };

  console.log(`As they are: ${JSON.stringify(THRESHOLDS)}\n`);
  console.log(`${toTable([HEAD, describe('now', countAt({}))])}\n`);
  for (const [name, range] of Object.entries({
    escalation: ESCALATION,
    silence: SILENCE,
    coverage: COVERAGE,
    smalltalk: SMALLTALK,
  })) {
    const rows = range.map((value) => describe(`${name} ${value}`, countAt({ [name]: value })));
    console.log(`${toTable([HEAD, ...rows])}\n`);
  }
  console.log(`${describeChoices(countAt)}\n`);
  console.log(describeBest(cases, voices, countAt));
});

type CountAt = (changed: Partial<Thresholds>, cases?: Case[]) => Count;

/** `decide` reads its thresholds from one object; they are changed for the length of `act` and put back. */
function withThresholds(changed: Partial<Thresholds>, act: () => void): void {
  const before = { ...THRESHOLDS };
  Object.assign(THRESHOLDS, changed);
  act();
  Object.assign(THRESHOLDS, before);
}

function describe(name: string, count: Count): string[] {
  return [
    name,
    percent(count.right, count.all, 2),
    percent(count.reportsHeard, count.reports),
    percent(count.falseAlarms, count.noReports, 2),
    percent(count.silencesSeen, count.silences),
    percent(count.invented, count.silences),
    percent(count.falseYes, count.all, 2),
    percent(count.critical, count.all, 2),
  ];
}

/** How often readings are offered, and whether they hold the right one. */
function describeChoices(countAt: CountAt): string {
  const head = ['choice, margin', 'offered', 'first is right', 'one of three is right'];
  const rows = CHOICE.flatMap((choice) =>
    MARGIN.map((margin) => {
      const count = countAt({ choice, margin });
      return [
        `${choice}, ${margin}`,
        percent(count.choices, count.all, 2),
        percent(count.choicesBest, count.choices),
        percent(count.choicesThree, count.choices),
      ];
    }),
  );
  return toTable([head, ...rows]);
}

/**
 * The pair of escalation and silence with the fewest errors that do harm, at a loss of at most `LOSS` of the right
 * answers. Each half of the voices also chooses for the other: the figures of voices that had no say in the choice.
 */
function describeBest(cases: Case[], voices: readonly string[], countAt: CountAt): string {
  const pairs = ESCALATION.flatMap((escalation) => SILENCE.map((silence) => ({ escalation, silence })));
  const counted = pairs.map((pair) => ({
    pair,
    halves: [0, 1].map((half) =>
      countAt(
        pair,
        cases.filter(({ voice }) => voices.indexOf(voice) % 2 === half),
      ),
    ),
  }));
  const best = (counts: readonly (readonly Count[])[]) => {
    const shares = counts.map((own) => own.reduce((sum, { right }) => sum + right, 0));
    const all = (counts[0] ?? []).reduce((sum, count) => sum + count.all, 0);
    const harm = counts.map((own, index) => {
      const isClose = (shares[index] ?? 0) >= Math.max(...shares) - LOSS * all;
      return isClose ? own.reduce((sum, { critical }) => sum + critical, 0) : Number.POSITIVE_INFINITY;
    });
    return counted[harm.indexOf(Math.min(...harm))];
  };
  const overall = best(counted.map(({ halves }) => halves));
  const rows = [0, 1].map((half) => {
    const chosen = best(counted.map(({ halves }) => halves.filter((_, index) => index === half)));
    const other = chosen?.halves[1 - half];
    return describe(
      `${JSON.stringify(chosen?.pair)} from half ${half + 1}, on the other`,
      other ?? startCount(),
    );
  });
  const own = describe(`${JSON.stringify(overall?.pair)} from all, on all`, countAt(overall?.pair ?? {}));
  return toTable([HEAD, own, ...rows]);
}
