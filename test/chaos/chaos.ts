import { parseArgs } from 'node:util';
import { runChaos } from './run.ts';

/**
 * `npm run -s chaos`: kills the bot again and again while a school reports, and tells what was lost, misdirected,
 * duplicated or late. One line of JSON goes to standard output, everything else to standard error.
 */

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Ten minutes, the shortest step of a chain, pass in two and a half seconds: five sweeps. */
const SPEED = 240;

/** How many faults of a kind are told in words. */
const SHOWN = 10;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    cases: { type: 'string', default: '200' },
    processes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});
const databaseUrl = process.env.DATABASE_URL || undefined;
const [kills, cases, processes] = [values.kills, values.cases, values.processes].map(Number);
if (
  kills === undefined ||
  cases === undefined ||
  processes === undefined ||
  !isUsable(kills, cases, processes)
) {
  say('usage: npm run -s chaos -- [--kills N] [--cases N] [--processes N] [--seed WORD]');
  say('More than one process needs a PostgreSQL server: set DATABASE_URL to a database of its own.');
  process.exit(2);
}

const found = await runChaos({
  kills,
  cases,
  processes,
  seed: values.seed,
  speed: SPEED,
  databaseUrl,
  isTimed: true,
  say,
});
const { lost, misdirected, duplicated, late } = found;
for (const [name, faults] of Object.entries({ lost, misdirected, duplicated, late })) {
  for (const fault of faults.slice(0, SHOWN)) say(`${name}: ${fault}`);
  if (faults.length > SHOWN) say(`${name}: and ${faults.length - SHOWN} more`);
}
const counts = [lost, misdirected, duplicated, late].map((faults) => faults.length);
process.stdout.write(
  `${JSON.stringify({
    kills: found.kills,
    cases: found.cases,
    lost: lost.length,
    misdirected: misdirected.length,
    duplicated: duplicated.length,
    late: late.length,
  })}\n`,
);
process.exitCode = counts.every((count) => count === 0) ? 0 : 1;

function isUsable(...[killed, made, many]: [number, number, number]): boolean {
  const isCount = (count: number, least: number) => Number.isInteger(count) && count >= least;
  return (
    isCount(killed, 0) && isCount(made, 1) && isCount(many, 1) && (many === 1 || databaseUrl !== undefined)
  );
}
