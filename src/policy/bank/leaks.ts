import { words } from '../normalise.ts';
import { createNeighbours } from './near.ts';

/** How a line of the bank is like a question that measures the engine: it has a run of its words, or most of its letters. */
export type Likeness = 'run' | 'near';

/** How many words in a row nobody writes twice by chance. */
const RUN = 8;
/** The part of the runs of three letters that a line and a question share from which one may have been made of the other. */
const LIKENESS = 0.7;

/** Prepares to tell in which ways a text is like one of the questions. What was learnt from must be like none of them. */
export function createLeakFinder(questions: readonly string[]): (text: string) => Likeness[] {
  const runs = new Set(questions.flatMap(runsOf));
  const near = createNeighbours(questions, LIKENESS);
  return (text) => [
    ...(runsOf(text).some((run) => runs.has(run)) ? (['run'] as const) : []),
    ...(near.find(text).length > 0 ? (['near'] as const) : []),
  ];
}

function runsOf(text: string): string[] {
  const row = words(text);
  return row.slice(RUN - 1).map((_, start) => row.slice(start, start + RUN).join(' '));
}
