import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createSupervisor } from '../supervisor.ts';

/** `npm run serve`: the bot, started again whenever it ends by a fault. */

const MAIN = join(import.meta.dirname, '..', 'main.ts');

const supervisor = createSupervisor({
  // the fourth channel lets the bot notice that this process is gone
  start: () => spawn(process.execPath, [MAIN], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }),
  wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  now: () => Date.now(),
  say: (line) => console.error(line),
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => supervisor.pass(signal));
}
process.exitCode = await supervisor.run();
