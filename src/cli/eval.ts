import { parseArgs } from 'node:util';
import { readPoliciesFolder } from '../config.ts';
import { Fault } from '../errors.ts';
import { openEngine } from '../policy/open.ts';
import { parseLine, readLines, withLine } from './json-lines.ts';
import { toResult } from './result.ts';
import { describeMiss, describeScores, labelled, type Scored, score } from './score.ts';
import { getAudience, getPolicy, runCommand } from './usage.ts';

/** `npm run -s eval -- FILE…`: scores the engine on labelled questions; with `--errors` the misses too. */

await runCommand(() => {
  const { values, positionals: files } = parseArgs({
    options: { errors: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (files.length === 0) throw new Fault('usage', 'usage: npm run -s eval -- [--errors] FILE…');
  const { engine, library } = openEngine(readPoliciesFolder(process.env));

  const scored = files.flatMap(readLines).map((line) =>
    withLine(line, (): Scored => {
      const question = parseLine(line, labelled);
      const policy = getPolicy(library, question.policy);
      const audience = getAudience(policy, question.audience);
      return score(question, toResult(engine.answer({ text: question.question, policy, audience }), ''));
    }),
  );
  const misses = scored.filter((one) => !one.correct || one.critical);
  if (values.errors) for (const miss of misses) console.log(describeMiss(miss));
  console.log(describeScores(scored));
});
