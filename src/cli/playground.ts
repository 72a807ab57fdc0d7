import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { type App, startApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { Fault } from '../errors.ts';
import { createLog } from '../log.ts';
import { runScript } from './command.ts';

/**
 * `npm start`: the bot, and Microsoft's Agents Playground connected to it, once for each person that one can be: a
 * teacher and their line manager, or more with `--people`. Nothing to configure; who they are stands in `demo/`.
 */

const ROOT = join(import.meta.dirname, '..', '..');
const PLAYGROUND = join(ROOT, 'node_modules', '@microsoft', 'm365agentsplayground', 'cli.js');
/** Where the first Playground listens; each takes another port by itself when it is in use. */
const PLAYGROUND_PORT = process.env.PLAYGROUND_PORT ?? '56150';

const person = z.looseObject({ name: z.string() });
const config = z.looseObject({
  currentUser: person,
  users: z.array(person),
  personalChat: z.looseObject({ id: z.string() }),
});

await runScript(async () => {
  const { values } = parseArgs({ options: { people: { type: 'string', default: '2' } } });
  const seats = readSeats(values.people);
  const settings = readConfig({
    LOG_LEVEL: 'warn',
    MAGDAT_DIRECTORY: join(ROOT, 'demo', 'directory.yaml'),
    ...process.env,
  });
  const app = await startApp(settings, { log: createLog(settings.logLevel) });
  console.log(`The bot listens on http://localhost:${app.port}/api/messages`);
  console.log(`Open http://localhost:${app.port}/tab for the tab, as anybody of the demo.\n`);
  stopTogether(
    app,
    seats.map((seat, index) => startPlayground(app.port, seat, index)),
  );
});

/** Somebody to be, with the file that makes the Playground theirs. */
interface Seat {
  readonly name: string;
  readonly path: string;
}

/**
 * Writes a file of settings for each of the first people of the demo.
 * @throws {Fault} `usage`
 */
function readSeats(asked: string): Seat[] {
  const demo = config.parse(parse(readFileSync(join(ROOT, 'demo', 'playground.yml'), 'utf8')));
  const everybody = [demo.currentUser, ...demo.users];
  const count = Number(asked);
  if (!Number.isInteger(count) || count < 1 || count > everybody.length) {
    throw new Fault('usage', `--people must be a number from 1 to ${everybody.length}`);
  }
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  return everybody.slice(0, count).map((current, index) => {
    const path = join(ROOT, 'build', `playground-${index}.yml`);
    const users = everybody.filter((one) => one !== current);
    const personalChat = { ...demo.personalChat, id: `${demo.personalChat.id}-${index}` };
    writeFileSync(path, stringify({ ...demo, currentUser: current, users, personalChat }));
    return { name: current.name, path };
  });
}

/** Starts a Playground and prints the address to open, once it has one. */
function startPlayground(port: number, { name, path }: Seat, index: number): ChildProcess {
  const wanted = PLAYGROUND_PORT === '0' ? '0' : String(Number(PLAYGROUND_PORT) + index);
  const child = spawn(
    process.execPath,
    [
      PLAYGROUND,
      'start',
      '--disable-telemetry',
      '--channel-id',
      'msteams',
      '--port',
      wanted,
      '--app-endpoint',
      `http://127.0.0.1:${port}/api/messages`,
    ],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: path,
        M365_AGENTS_PLAYGROUND_LOGFILE: join(ROOT, 'build', `playground-${index}.log`),
      },
    },
  );
  createInterface({ input: child.stdout }).on('line', (line) => {
    const listening = /Listening on (\d+)/.exec(line)?.[1];
    if (listening)
      console.log(`Open http://localhost:${listening} to chat as ${name}. Ctrl-C stops everything.`);
  });
  return child;
}

/** Any end takes the others along. */
function stopTogether(app: App, playgrounds: readonly ChildProcess[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    for (const playground of playgrounds) playground.kill();
    await app.stop();
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  for (const [index, playground] of playgrounds.entries()) {
    playground.once('exit', (code) => {
      if (!stopping) {
        console.error(
          `An Agents Playground stopped (code ${code}); build/playground-${index}.log tells why.`,
        );
      }
      void stop();
    });
  }
}
