import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Fault } from '../errors.ts';
import { type Duplicate, findDuplicates, type Said } from '../policy/bank/duplicates.ts';
import { createLeakFinder, type Likeness } from '../policy/bank/leaks.ts';
import { type FactExample, readFactExamples } from '../policy/facts.ts';
import { describeProblem } from '../policy/load.ts';
import type { Problem, Report } from '../policy/source.ts';
import { type Line, readBank, type Writer } from '../policy/utterances.ts';
import type { Terminal } from './command.ts';
import { parseLine, readLines, withLine } from './json-lines.ts';

/**
 * `npm run policy duplicates`: counts the utterances that say nearly the same as another writer's, and shows those that are
 * about another topic; `--write` removes the one of each pair that is labelled less well. The exit code is 1 while there
 * are any.
 */
export function duplicates(folder: string, { print }: Terminal, args: readonly string[]): number {
  const { values } = parseArgs({ args: [...args], options: { write: { type: 'boolean' } } });
  const bank = read(folder, readBank);
  const found = findDuplicates(bank);
  for (const duplicate of found.filter(isConflict)) print(describeConflict(duplicate));
  const all = bank.reduce((sum, { lines }) => sum + lines.length, 0);
  const same = found.filter((one) => one.same).length;
  const conflicts = found.filter(isConflict).length;
  print(
    `${found.length} of ${all} utterances say nearly the same as another writer's: ${same} but for case and signs; ${conflicts} about another topic`,
  );
  if (!values.write) return found.length > 0 ? 1 : 0;
  const gone = new Set(found.map(({ said }) => said.line));
  for (const writer of bank) remove(folder, writer, gone);
  print(`removed: ${gone.size}`);
  return 0;
}

/** Whether nothing can be about both topics: then a reader should look at the two. */
const isConflict = ({ said, of }: Duplicate): boolean =>
  !said.line.utterance.topic.some((topic) => of.line.utterance.topic.includes(topic));

const describeConflict = ({ said, of }: Duplicate): string => `${describe(said)} is like ${describe(of)}`;

const describe = ({ writer, line }: Said): string =>
  `${writer.file}:${line.number} (${line.utterance.topic.join(', ')})`;

function remove(folder: string, { file, lines }: Writer, gone: ReadonlySet<Line>): void {
  const kept = lines.filter((line) => !gone.has(line));
  if (kept.length === lines.length) return;
  writeFileSync(join(folder, file), kept.map(({ raw }) => `${raw}\n`).join(''));
}

const question = z.object({ question: z.string().min(1) });

/**
 * `npm run policy leaks -- FILE…`: tells which lines that the model learns from are like one of these questions, which
 * would make the questions worthless as a measure. It never shows a question. `--write` removes those of the bank. The exit
 * code is 1 while there are any.
 */
export function leaks(folder: string, { print, readInput }: Terminal, args: readonly string[]): number {
  const { values, positionals: files } = parseArgs({
    args: [...args],
    options: { write: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (files.length === 0) throw new Fault('usage', 'usage: npm run policy leaks -- [--write] FILE…');
  const questions = files
    .flatMap((file) => readLines(file, readInput))
    .map((line) => withLine(line, () => parseLine(line, question)).question);
  const find = createLeakFinder(questions);
  const bank = read(folder, readBank);
  const learnt: Learnt[] = [...bank.flatMap(textsOf), ...read(folder, readFactExamples)];
  const found = learnt.map((one) => ({ ...one, how: find(one.text) })).filter(({ how }) => how.length > 0);
  for (const { file, line, how } of found)
    print(`${file}:${line}: ${how.map((one) => HOW[one]).join(' and ')} a question`);
  const count = (wanted: Likeness) => found.filter(({ how }) => how.includes(wanted)).length;
  print(
    `${found.length} of ${learnt.length} lines are like one of ${questions.length} questions: ${count('run')} share 8 words in a row, ${count('near')} are near`,
  );
  if (!values.write) return found.length > 0 ? 1 : 0;
  const gone = new Set(found.flatMap(({ removable }) => removable ?? []));
  for (const writer of bank) remove(folder, writer, gone);
  print(`removed: ${gone.size}`);
  return gone.size < found.length ? 1 : 0;
}

/** A text that the model learns from. */
interface Learnt extends FactExample {
  /** The line of the bank; an example of a fact needs another one in its place. */
  readonly removable?: Line;
}

const HOW: Readonly<Record<Likeness, string>> = { run: 'shares 8 words in a row with', near: 'is near' };

const textsOf = ({ file, lines }: Writer): Learnt[] =>
  lines.map((line) => ({ text: line.utterance.text, file, line: line.number, removable: line }));

/**
 * Reads what must be without faults to work with.
 * @throws {Fault} `content-invalid`, with file, line and reason.
 */
function read<T>(folder: string, reader: (folder: string, report: Report) => T): T {
  const problems: Problem[] = [];
  const found = reader(folder, (problem) => {
    problems.push(problem);
  });
  if (problems.length > 0) throw new Fault('content-invalid', problems.map(describeProblem).join('\n'));
  return found;
}
