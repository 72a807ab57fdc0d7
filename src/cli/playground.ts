import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type App, startApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { isFault } from '../errors.ts';
import { createLog } from '../log.ts';

/**
 * `npm start`: the bot, and Microsoft's Agents Playground connected to it, in one go. Nothing to configure; the people
 * in the Playground are those of `demo/playground.yml`.
 */

const ROOT = join(import.meta.dirname, '..', '..');
const PLAYGROUND = join(ROOT, 'node_modules', '@microsoft', 'm365agentsplayground', 'cli.js');
/** Where the Playground listens first; it takes another port by itself when this one is in use. */
const PLAYGROUND_PORT = process.env.PLAYGROUND_PORT ?? '56150';

try {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const app = await startApp(config, { log: createLog(config.logLevel) });
  console.log(`The bot listens on http://localhost:${app.port}/api/messages`);
  const playground = startPlayground(app.port);
  stopTogether(app, playground);
} catch (error) {
  if (!isFault(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Starts the Playground and prints the address to open, once it has one. */
function startPlayground(port: number): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      PLAYGROUND,
      'start',
      '--disable-telemetry',
      '--channel-id',
      'msteams',
      '--port',
      PLAYGROUND_PORT,
      '--app-endpoint',
      `http://127.0.0.1:${port}/api/messages`,
    ],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(ROOT, 'demo', 'playground.yml'),
        M365_AGENTS_PLAYGROUND_LOGFILE: join(ROOT, 'build', 'playground.log'),
      },
    },
  );
  createInterface({ input: child.stdout }).on('line', (line) => {
    const listening = /Listening on (\d+)/.exec(line)?.[1];
    if (listening) console.log(`\nOpen http://localhost:${listening} and chat. Ctrl-C stops both.`);
  });
  return child;
}

/** Either end takes the other along. */
function stopTogether(app: App, playground: ChildProcess): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    playground.kill();
    await app.stop();
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  playground.once('exit', (code) => {
    if (!stopping)
      console.error(`The Agents Playground stopped (code ${code}); build/playground.log tells why.`);
    void stop();
  });
}
