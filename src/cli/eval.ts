import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { Fault } from '../errors.ts';
import { openEngine } from '../policy/open.ts';
import { toResult } from './result.ts';
import { describeMiss, describeScores, type Labelled, parseLabelled, type Scored, score } from './score.ts';
import { getAudience, getPolicy, runCommand } from './usage.ts';

/** `npm run -s eval -- FILE…`: scores the engine on labelled questions; with `--errors` the misses too. */

await runCommand(() => {
  const { values, positionals: files } = parseArgs({
    options: { errors: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (files.length === 0) throw new Fault('usage', 'usage: npm run -s eval -- [--errors] FILE…');
  const { engine, library } = openEngine(readConfig(process.env).policies);

  const scored = files.flatMap(readQuestions).map((labelled): Scored => {
    const policy = getPolicy(library, labelled.policy);
    const audience = getAudience(policy, labelled.audience);
    const answer = engine.answer({ text: labelled.question, policy, audience });
    return score(labelled, toResult(answer, ''));
  });
  if (values.errors)
    for (const one of scored) if (!one.correct || one.critical) console.log(describeMiss(one));
  console.log(describeScores(scored));
});

function readQuestions(file: string): Labelled[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [parseLabelled(line, `${file}:${index + 1}`)],
  );
}
