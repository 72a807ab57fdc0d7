import { parseArgs } from 'node:util';
import { runSiege } from './run.ts';

/**
 * `npm run -s siege`: sends mutated activities, card values, invokes and HTTP requests to the running program, and tells
 * what crashed, failed, leaked or stalled. One line of JSON goes to standard output, everything else to standard error.
 */

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** How many faults of a kind are told in words. */
const SHOWN = 20;

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const requests = Number(values.requests);
if (!Number.isInteger(requests) || requests < 1) {
  say('usage: npm run -s siege -- [--requests N] [--seed WORD]');
  process.exit(2);
}

const { crashes, serverErrors, leaks, stalls } = await runSiege({ requests, seed: values.seed, say });
const faults = { crashes, serverErrors, leaks, stalls };
for (const [name, lines] of Object.entries(faults)) {
  for (const line of lines.slice(0, SHOWN)) say(`${name}: ${line}`);
  if (lines.length > SHOWN) say(`${name}: and ${lines.length - SHOWN} more`);
}
const counts = Object.fromEntries(Object.entries(faults).map(([name, lines]) => [name, lines.length]));
process.stdout.write(`${JSON.stringify({ requests, ...counts })}\n`);
process.exitCode = Object.values(counts).every((count) => count === 0) ? 0 : 1;
