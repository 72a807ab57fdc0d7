import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type ClockSettings, createFastClock } from './fast-clock.ts';

/**
 * The bot as a process of its own, for `npm run chaos`: what runs in a school, with a clock that is fast, so that a sweep
 * comes each half second instead of each minute. It waits for the line `go`, so that the time to load the code is not
 * part of a restart, and ends in order at the line `stop`.
 */

/** What the process is told by its one argument, as JSON. */
export interface ProcessSettings {
  readonly clock: ClockSettings;
  /** From one sweep to the next, in milliseconds of the machine. */
  readonly interval: number;
  /** How many sweeps may be under way. */
  readonly together: number;
}

/** What the process tells, a line of JSON each; times are of the fast clock. */
export type Told =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'swept'; readonly from: number; readonly until: number }
  | { readonly kind: 'failed'; readonly name: string };

/** Between two messages to one person, in milliseconds; a school has half a second, which the fast clock would make minutes. */
const SPACING = 2;

const settings = JSON.parse(process.argv[2] ?? '') as ProcessSettings;
const now = createFastClock(settings.clock);
const tell = (told: Told): unknown => process.stdout.write(`${JSON.stringify(told)}\n`);

let isStopping = false;
const lines = createInterface({ input: process.stdin });
const begun = new Promise<void>((done) => {
  lines.on('line', (line) => {
    if (line === 'go') done();
    if (line === 'stop') isStopping = true;
  });
});
// whoever started this is gone
lines.once('close', () => process.exit(1));

flushCompileCache(); // at its end a process that is killed writes nothing
tell({ kind: 'loaded' });
await begun;
const app = await startApp(readConfig(process.env), {
  log: createLog('warn', process.stderr),
  now: () => new Date(now()),
  takesJobs: true,
  pause: () => sleep(SPACING),
});
tell({ kind: 'ready', port: app.port });
const running = new Set<Promise<void>>();
while (!isStopping) {
  if (running.size < settings.together) {
    const one = sweep();
    running.add(one);
    void one.finally(() => running.delete(one));
  }
  await sleep(settings.interval);
}
await Promise.all(running);
await sweep();
await app.stop();
process.exit();

/** In a school a sweep that fails is a job that is tried again. */
async function sweep(): Promise<void> {
  const from = now();
  try {
    await app.sweep();
    tell({ kind: 'swept', from, until: now() });
  } catch (error) {
    tell({ kind: 'failed', name: error instanceof Error ? error.name : typeof error });
  }
}
