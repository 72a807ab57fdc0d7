import { readConfig, readPoliciesFolder } from '../config.ts';
import { Fault } from '../errors.ts';
import { findGaps, type Gap, topicOf } from '../policy/gaps.ts';
import { readLexicon } from '../policy/lexicon.ts';
import { describeProblem, readLibrary, readVoices } from '../policy/load.ts';
import { openEngine } from '../policy/open.ts';
import type { Problem } from '../policy/source.ts';
import { openDatabase } from '../storage/database.ts';
import { countDifferent, listUnanswered } from '../storage/feedback.ts';
import { runCommand } from './usage.ts';

/**
 * `npm run policy check`: reads all content and reports every fault with file and line. `train`: makes the engine
 * ready. `gaps`: groups the questions that got no good answer, and the steps that look different, for the keeper.
 */

const COMMANDS: Readonly<Record<string, (folder: string) => void | Promise<void>>> = { check, train, gaps };

await runCommand(async () => {
  const [name = ''] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Fault('usage', `usage: npm run policy -- ${Object.keys(COMMANDS).join('|')}`);
  await command(readPoliciesFolder(process.env));
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

async function gaps(folder: string): Promise<void> {
  const { engine, library } = openEngine(folder);
  const { db, close } = await openDatabase(readConfig(process.env).database);
  const unanswered = (await listUnanswered(db)).flatMap((one) => {
    const policy = library.policies.get(one.policy);
    return policy ? [{ ...one, topic: topicOf(engine, policy, one) }] : [];
  });
  const different = await countDifferent(db);
  await close();
  console.log(describeGaps(findGaps(unanswered)));
  for (const { app, count } of different)
    console.log(`\n${count} × the steps for admin-only posting look different: ${app}`);
}

/** One group after another: the policy, the topic that it seems to be about, and the questions with what was said of them. */
function describeGaps(found: readonly Gap[]): string {
  if (found.length === 0) return 'No question is waiting for a better answer.';
  return found
    .map(({ policy, topic, questions }) => {
      const lines = questions.map(
        ({ audience, question, note }) => `  ${audience}: ${question}${note ? ` (${note})` : ''}`,
      );
      return [`${questions.length} × ${policy}, seems about ${topic}`, ...lines].join('\n');
    })
    .join('\n\n');
}
