import { readConfig, readPoliciesFolder } from '../config.ts';
import { Fault } from '../errors.ts';
import { checkBank } from '../policy/bank/check.ts';
import { checkModel } from '../policy/bank/digest.ts';
import { readFacts } from '../policy/facts.ts';
import { type Decided, decisionOn, findGaps, type Gap, topicOf } from '../policy/gaps.ts';
import { describeProblem, readLibrary } from '../policy/load.ts';
import { findStaleLines } from '../policy/load-help.ts';
import type { Problem, Report } from '../policy/source.ts';
import { readBank } from '../policy/utterances.ts';
import { type Db, openDatabase } from '../storage/database.ts';
import { countDifferent, countUnanswered, listUnanswered } from '../storage/feedback.ts';
import { createGapStore } from '../storage/gaps.ts';
import { duplicates, leaks } from './bank.ts';
import { type Command, runScript, type Terminal } from './command.ts';

/**
 * `npm run policy check`: reads all content and reports every fault with file and line. `gaps`: counts the questions that got no good answer at each school; `gaps SCHOOL` groups those of one, with what
 * its keeper said of them in the tab. `duplicates` and `leaks` look after the utterance bank; see `bank.ts`.
 */

const NOTHING = 'No question is waiting for a better answer.';

type Part = (folder: string, terminal: Terminal, args: readonly string[]) => ReturnType<Command>;

const COMMANDS: Readonly<Record<string, Part>> = { check, gaps, duplicates, leaks };

export const policy: Command = ([name = '', ...args], terminal) => {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Fault('usage', `usage: npm run policy -- ${Object.keys(COMMANDS).join('|')}`);
  return command(readPoliciesFolder(terminal.env), terminal, args);
};

if (import.meta.main) await runScript(policy);

function check(folder: string, { now, print, warn, model }: Terminal): number {
  const { library, problems } = readLibrary(folder);
  const all: Problem[] = [...problems];
  const report: Report = (problem) => {
    all.push(problem);
  };
  const bank = readBank(folder, report);
  checkBank(bank, library.topics, readFacts(folder, report), report);
  // what has faults must be mended first, which makes it another digest
  if (all.length === 0) checkModel(model, { folder, bank, topics: library.topics }, report);
  for (const problem of all) warn(describeProblem(problem));
  const stale = findStaleLines(folder, now());
  for (const problem of stale) warn(`warning: ${describeProblem(problem)}`);
  const rulings = [...library.policies.values()].reduce((sum, policy) => sum + policy.rulings.length, 0);
  const utterances = bank.reduce((sum, { lines }) => sum + lines.length, 0);
  print(
    `${library.policies.size} policies, ${library.topics.size} topics, ${rulings} rulings, ${utterances} utterances of ${bank.length} writers; ${stale.length > 0 ? `warnings: ${stale.length}; ` : ''}faults: ${all.length}`,
  );
  return all.length > 0 ? 1 : 0;
}

/** Questions of a school are for its keeper: without naming it there are counts alone. */
async function gaps(folder: string, terminal: Terminal, [school]: readonly string[]): Promise<undefined> {
  const { env, print } = terminal;
  const { db, close } = await openDatabase(readConfig(env).database);
  const counts = await countUnanswered(db);
  const found = counts.find(({ id }) => id === school);
  const told = found ? await groupGaps(folder, terminal, db, found) : describeCounts(counts);
  const different = await countDifferent(db);
  await close();
  print(told);
  for (const { app, count } of different)
    print(`\n${count} × the steps for admin-only posting look different: ${app}`);
}

function describeCounts(counts: Awaited<ReturnType<typeof countUnanswered>>): string {
  if (counts.length === 0) return NOTHING;
  const lines = counts.map(
    ({ id, count }) => `${count} × ${id || 'of a school that the directory does not tell'}`,
  );
  return ['Questions without a good answer; `npm run policy gaps SCHOOL` shows those of one:', ...lines].join(
    '\n',
  );
}

async function groupGaps(
  folder: string,
  { now, openEngine }: Terminal,
  db: Db,
  school: { readonly tenant: string; readonly id: string },
): Promise<string> {
  const { engine, library } = await openEngine(folder);
  const taken = (await listUnanswered(db, school)).map(async (one) => {
    const policy = library.policies.get(one.policy);
    return policy ? [{ ...one, topic: await topicOf(engine, policy, one) }] : [];
  });
  const unanswered = (await Promise.all(taken)).flat();
  const decided = await createGapStore(db, now).listDecided(school);
  return describeGaps(findGaps(unanswered), (gap) => decisionOn(gap, decided));
}

/** One group after another: the policy, the topic, and the questions with what was said of them. What was rejected is left out. */
function describeGaps(found: readonly Gap[], decide: (gap: Gap) => Decided | undefined): string {
  const waiting = found.filter((gap) => decide(gap)?.kind !== 'rejected');
  if (waiting.length === 0) return NOTHING;
  return waiting
    .map((gap) => {
      const { policy, topic, questions } = gap;
      const decision = decide(gap);
      const about = decision ? `is about ${decision.topic}, says the keeper` : `seems about ${topic}`;
      const lines = questions.map(
        ({ audience, question, note }) => `  ${audience}: ${question}${note ? ` (${note})` : ''}`,
      );
      return [`${questions.length} × ${policy}, ${about}`, ...lines].join('\n');
    })
    .join('\n\n');
}
