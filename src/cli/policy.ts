import { readPoliciesFolder } from '../config.ts';
import { Fault } from '../errors.ts';
import { readLexicon } from '../policy/lexicon.ts';
import { describeProblem, readLibrary, readVoices } from '../policy/load.ts';
import { openEngine } from '../policy/open.ts';
import type { Problem } from '../policy/source.ts';
import { runCommand } from './usage.ts';

/** `npm run policy check`: reads all content and reports every fault with file and line. `train`: makes the engine ready. */

const COMMANDS: Readonly<Record<string, (folder: string) => void>> = { check, train };

await runCommand(() => {
  const [name = ''] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Fault('usage', `usage: npm run policy -- ${Object.keys(COMMANDS).join('|')}`);
  command(readPoliciesFolder(process.env));
});

function check(folder: string): void {
  const { library, problems } = readLibrary(folder);
  const all: Problem[] = [...problems];
  readLexicon(folder, (problem) => all.push(problem));
  const voices = readVoices(folder, library.topics, (problem) => all.push(problem));
  for (const problem of all) console.error(describeProblem(problem));
  const rulings = [...library.policies.values()].reduce((sum, policy) => sum + policy.rulings.length, 0);
  console.log(
    `${library.policies.size} policies, ${library.topics.size} topics, ${rulings} rulings, ${voices.length} voices; faults: ${all.length}`,
  );
  if (all.length > 0) process.exitCode = 1;
}

function train(folder: string): void {
  const { trained } = openEngine(folder);
  console.log(trained ? 'engine trained' : 'engine is up to date');
}
