import { join } from 'node:path';
import { type Line, parseLine, readLines, withLine } from '../../src/cli/json-lines.ts';
import { toResult } from '../../src/cli/result.ts';
import { labelled, type Scored, score } from '../../src/cli/score.ts';
import { getAudience, getPolicy } from '../../src/cli/usage.ts';
import type { Intent } from '../../src/policy/model.ts';
import type { Opened } from '../../src/policy/open.ts';
import { openRealEngine } from '../support/library.ts';

/**
 * Shares from 0 to 1, `critical` a count. They fail the build when quality drops: a change of model, policies
 * or engine that answers worse does not get in. Raise them when answers get better; lower one only with a reason.
 */
const FLOORS = {
  own: {
    file: join(import.meta.dirname, 'questions.jsonl'),
    atLeast: {
      correct: 0.9,
      article: 0.9,
      amongThree: 0.95,
      verdict: 0.9,
      unknown: 0.85,
      escalation: 1,
    },
    critical: 5,
  },
} as const;

type Measure = keyof typeof FLOORS.own.atLeast;

/** The share that is right of those to which a score applies. */
function share(values: readonly (boolean | undefined)[]): number {
  const applied = values.filter((value) => value !== undefined);
  if (applied.length === 0) throw new Error('no question has this label');
  return applied.filter(Boolean).length / applied.length;
}

/** Of the questions with this intent, the share that was seen to have it. */
const recall = (scored: readonly Scored[], intent: Intent): number =>
  share(scored.filter((one) => one.labelled.intent.includes(intent)).map((one) => one.intent));

const MEASURES: Readonly<Record<Measure, (scored: readonly Scored[]) => number>> = {
  correct: (scored) => share(scored.map((one) => one.correct)),
  article: (scored) => share(scored.map((one) => one.article)),
  amongThree: (scored) => share(scored.map((one) => one.amongThree)),
  verdict: (scored) => share(scored.map((one) => one.verdict)),
  unknown: (scored) => recall(scored, 'unknown'),
  escalation: (scored) => recall(scored, 'escalation'),
};

let opened: Opened;
beforeAll(async () => {
  opened = await openRealEngine();
});

/** Asks every question of a file as `npm run eval` does. */
const scoreFile = (file: string): Promise<Scored[]> =>
  Promise.all(
    readLines(file).map(async (line) => {
      const { question, asked } = withLine(line, () => readQuestion(line));
      return score(question, toResult(await opened.engine.answer(asked), ''));
    }),
  );

function readQuestion(line: Line) {
  const question = parseLine(line, labelled);
  const policy = getPolicy(opened.library, question.policy);
  const audience = getAudience(policy, question.audience);
  return { question, asked: { text: question.question, policy, audience } };
}

for (const [name, { file, atLeast, critical }] of Object.entries(FLOORS)) {
  describe(`The answers to the ${name} questions`, () => {
    let scored: readonly Scored[];
    beforeAll(async () => {
      scored = await scoreFile(file);
    });

    it('are many enough to tell', () => {
      expect(scored.length).toBeGreaterThanOrEqual(100);
    });

    it.each(Object.entries(atLeast) as [Measure, number][])(
      'score at least on "%s": %d',
      (measure, floor) => {
        expect(MEASURES[measure](scored)).toBeGreaterThanOrEqual(floor);
      },
    );

    it(`do harm at most ${critical} times`, () => {
      expect(scored.filter((one) => one.critical).length).toBeLessThanOrEqual(critical);
    });
  });
}
