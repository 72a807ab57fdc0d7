import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createEnding } from '../../src/ending.ts';
import { createLog } from '../../src/log.ts';
import { openStores } from '../../src/storage/stores.ts';
import { createSupervisor } from '../../src/supervisor.ts';
import { createReadyFolder } from '../support/ready-folder.ts';
import { linesOf, run } from '../support/run.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'src', 'main.ts');
const PLANT = join(ROOT, 'test', 'support', 'process', 'plant-fault.ts');

describe('A bot in which something is thrown that nobody catches', () => {
  it.each<[NodeJS.Signals, string, string]>([
    ['SIGUSR2', 'uncaught-exception', 'unexpected'],
    ['SIGHUP', 'unhandled-rejection', 'PLANTED'],
  ])('ends in order, and tells code and place alone (%s)', async (signal, reason, code) => {
    const data = await createReadyFolder();
    const { exitCode, lines } = await startAndTell(data, signal);
    expect(exitCode).toBe(1);
    const line = JSON.parse(lines.find((one) => one.includes(reason)) ?? '{}');
    expect(line).toMatchObject({ level: 60, reason, code });
    expect(line.stack).toMatch(/^ {4}at /);
    expect(lines.join('')).not.toContain('geheim');
    await expectReleased(data);
  });

  it('ends in order when it is asked to', async () => {
    const data = await createReadyFolder();
    expect(await startAndTell(data, 'SIGTERM')).toMatchObject({ exitCode: 0 });
    await expectReleased(data);
  });
});

/** Starts the real bot, sends it a signal once it listens, and waits for its end. */
async function startAndTell(data: string, signal: NodeJS.Signals) {
  const child = spawn(process.execPath, ['--liftoff-only', '--import', PLANT, MAIN], {
    cwd: ROOT,
    env: { ...process.env, MAGDAT_DATA: data, PORT: '0' },
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      if (!written.includes('listening') && `${written}${chunk}`.includes('listening')) child.kill(signal);
      written += chunk;
    });
  }
  const [exitCode] = await once(child, 'close');
  return { exitCode, lines: linesOf(written) };
}

/** The folder is free and the database in it was closed. */
async function expectReleased(folder: string): Promise<void> {
  const stores = await openStores(
    { kind: 'pglite', folder },
    { now: () => new Date(), keptDays: () => 400, reportFailure: () => undefined },
  );
  await stores.close();
}

describe('An ending', () => {
  const log = createLog('silent');

  it('that hangs is cut off', async () => {
    const code = await new Promise<number>((exit) => {
      createEnding({ log, exit, stop: () => new Promise(() => undefined), longest: 1 }).end();
    });
    expect(code).toBe(1);
  });

  it('that fails is an end all the same', async () => {
    const code = await new Promise<number>((exit) => {
      createEnding({ log, exit, stop: () => Promise.reject(new Error('x')) }).end();
    });
    expect(code).toBe(1);
  });

  it('happens once, for whatever reason comes first', async () => {
    const codes: number[] = [];
    let stops = 0;
    const stop = async () => {
      stops += 1;
    };
    const ending = createEnding({ log, stop, exit: (code) => codes.push(code) });
    ending.crash('uncaught-exception', new Error('x'));
    ending.end();
    ending.end();
    await new Promise(setImmediate);
    expect({ stops, codes }).toEqual({ stops: 1, codes: [1] });
  });
});

describe('The supervisor', () => {
  /** Runs processes that end with these codes, one after the other. */
  async function superviseCodes(codes: readonly number[]) {
    const pauses: number[] = [];
    const next = codes[Symbol.iterator]();
    const supervisor = createSupervisor({
      start: () => {
        return spawn(process.execPath, ['-e', `process.exit(${next.next().value})`]);
      },
      wait: async (pause) => pauses.push(pause),
      now: () => 0,
      say: () => undefined,
    });
    return { code: await supervisor.run(), pauses };
  }

  it('starts what crashed again, later each time', async () => {
    expect(await superviseCodes([1, 1, 134, 0])).toEqual({ code: 0, pauses: [1000, 2000, 4000] });
  });

  it.each([0, 78])('ends with a process that need not or cannot start again (%i)', async (code) => {
    expect(await superviseCodes([code])).toEqual({ code, pauses: [] });
  });

  it('passes a signal on, and starts nothing after it', async () => {
    const started: ChildProcess[] = [];
    const supervisor = createSupervisor({
      start: () => {
        const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)']);
        started.push(child);
        child.stdout.once('data', () => supervisor.pass('SIGTERM'));
        return child;
      },
      wait: async () => undefined,
      now: () => 0,
      say: () => undefined,
    });
    expect(await supervisor.run()).toBe(1);
    expect(started).toHaveLength(1);
  });

  it('tells what is wrong with the settings, as the bot does', async () => {
    const serve = join(ROOT, 'src', 'cli', 'serve.ts');
    const { code, stderr } = await run(serve, [], { env: { PORT: 'none' } });
    expect({ code, stderr }).toEqual({ code: 78, stderr: 'PORT must be a port number\n' });
  });
});
