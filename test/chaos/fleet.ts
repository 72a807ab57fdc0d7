import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { createFastClock } from './fast-clock.ts';
import type { Life, Sweep } from './ledger.ts';
import type { ProcessSettings, Told } from './process.ts';

/** The bot's processes: started, killed, and started again at once. */
export interface Fleet {
  readonly lives: Life[];
  readonly kills: number[];
  readonly sweeps: Sweep[];
  /** Faults that the processes logged, a line each. */
  readonly logged: string[];
  /** Where to reach a process that works; it may be gone when the request arrives. */
  findPort(): number | undefined;
  /** How long each start took that was not cut off, in milliseconds of the machine. */
  readonly starts: number[];
  /** When a process was last told to go, by the clock of the machine. */
  bornAt(slot: number): number;
  /** Waits until every process works. */
  ready(): Promise<void>;
  kill(slot: number): Promise<void>;
  /** Ends everything in order. */
  stop(): Promise<void>;
}

export interface FleetSettings extends ProcessSettings {
  readonly processes: number;
  readonly env: NodeJS.ProcessEnv;
  /** Options of Node. */
  readonly flags: readonly string[];
}

const SCRIPT = join(import.meta.dirname, 'process.ts');

interface Bot {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly loaded: Promise<void>;
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
  bornAt: number;
  port: number | undefined;
  readyAt: number | undefined;
  isEnding: boolean;
}

/** Starts the first processes. Beside each one a next one loads its code already, and waits for its turn. */
export async function createFleet(settings: FleetSettings): Promise<Fleet> {
  const { processes, clock, interval, together } = settings;
  const now = createFastClock(clock);
  const told: ProcessSettings = { clock, interval, together };
  const lives: Life[] = [];
  const kills: number[] = [];
  const sweeps: Sweep[] = [];
  const logged: string[] = [];
  const starts: number[] = [];
  let turn = 0;
  const slots = Array.from({ length: processes }, () => ({ bot: load(), next: load() }));
  for (const { bot } of slots) await go(bot);
  const slotOf = (slot: number) => slots[slot] ?? never();

  return {
    lives,
    kills,
    sweeps,
    starts,
    logged,
    findPort() {
      const ports = slots.flatMap(({ bot }) => (bot.port === undefined || bot.isEnding ? [] : [bot.port]));
      turn += 1;
      return ports[turn % ports.length];
    },
    bornAt: (slot) => slotOf(slot).bot.bornAt,
    ready: async () => {
      await Promise.all(slots.map(({ bot }) => bot.ready));
    },
    async kill(slot) {
      const one = slotOf(slot);
      end(one.bot);
      one.bot.child.kill('SIGKILL');
      await one.bot.ended;
      kills.push(now());
      one.bot = one.next;
      one.next = load();
      await go(one.bot);
    },
    async stop() {
      for (const { bot, next } of slots) {
        bot.child.stdin.write('stop\n');
        next.child.kill('SIGKILL');
      }
      await Promise.all(slots.flatMap(({ bot, next }) => [bot.ended, next.ended]));
      for (const { bot } of slots) end(bot);
    },
  };

  /** Keeps how long a process worked. */
  function end(bot: Bot): void {
    bot.isEnding = true;
    if (bot.readyAt !== undefined) lives.push({ readyAt: bot.readyAt, endedAt: now() });
  }

  async function go(bot: Bot): Promise<void> {
    await bot.loaded;
    bot.bornAt = Date.now();
    bot.child.stdin.write('go\n');
  }

  function load(): Bot {
    const child = spawn(process.execPath, [...settings.flags, SCRIPT, JSON.stringify(told)], {
      env: { ...process.env, ...settings.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => undefined); // it was killed before it read what it was told
    const heard = { loaded: Promise.withResolvers<void>(), ready: Promise.withResolvers<void>() };
    const ended = new Promise<void>((done) => child.once('close', () => done()));
    const bot: Bot = {
      child,
      loaded: heard.loaded.promise,
      ready: heard.ready.promise,
      ended,
      bornAt: 0,
      port: undefined,
      readyAt: undefined,
      isEnding: false,
    };
    createInterface({ input: child.stderr }).on('line', (line) => logged.push(line));
    createInterface({ input: child.stdout }).on('line', (line) => hear(bot, JSON.parse(line) as Told, heard));
    return bot;
  }

  function hear(
    bot: Bot,
    told: Told,
    heard: Readonly<Record<'loaded' | 'ready', { resolve(): void }>>,
  ): void {
    if (told.kind === 'loaded') heard.loaded.resolve();
    if (told.kind === 'swept') sweeps.push({ from: told.from, until: told.until });
    if (told.kind === 'failed') logged.push(JSON.stringify(told));
    if (told.kind === 'ready') {
      bot.port = told.port;
      bot.readyAt = now();
      starts.push(Date.now() - bot.bornAt);
      heard.ready.resolve();
    }
  }
}

function never(): never {
  throw new RangeError('no such process');
}
