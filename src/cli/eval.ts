import { parseArgs } from 'node:util';
import { readPoliciesFolder } from '../config.ts';
import { Fault } from '../errors.ts';
import type { Library } from '../policy/model.ts';
import { type Command, runScript } from './command.ts';
import { type Line, parseLine, readLines, withLine } from './json-lines.ts';
import { toResult } from './result.ts';
import { describeMiss, describeScores, labelled, type Scored, score } from './score.ts';
import { getAudience, getPolicy } from './usage.ts';

/** `npm run -s eval -- FILE…`: scores the engine on labelled questions; with `--errors` the misses too. */

export const evaluate: Command = async (args, terminal) => {
  const { values, positionals: files } = parseArgs({
    args: [...args],
    options: { errors: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (files.length === 0) throw new Fault('usage', 'usage: npm run -s eval -- [--errors] FILE…');
  const { engine, library } = await terminal.openEngine(readPoliciesFolder(terminal.env));

  const scored: Scored[] = [];
  for (const line of files.flatMap((file) => readLines(file, terminal.readInput))) {
    const { question, asked } = withLine(line, () => parseQuestion(line, library));
    scored.push(score(question, toResult(await engine.answer(asked), '')));
  }
  const misses = scored.filter((one) => !one.correct || one.critical);
  if (values.errors) for (const miss of misses) terminal.print(describeMiss(miss));
  terminal.print(describeScores(scored));
};

function parseQuestion(line: Line, library: Library) {
  const question = parseLine(line, labelled);
  const policy = getPolicy(library, question.policy);
  const audience = getAudience(policy, question.audience);
  return { question, asked: { text: question.question, policy, audience } };
}

if (import.meta.main) await runScript(evaluate);
