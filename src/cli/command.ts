import { readFileSync } from 'node:fs';
import { Fault } from '../errors.ts';
import { loadLibrary } from '../policy/load.ts';
import type { Library } from '../policy/model.ts';
import { type Opened, openEngine } from '../policy/open.ts';

/** What a command takes from the process that it runs in. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  /** The folder of the model. */
  readonly model: string;
  /** Writes a line to standard output. */
  print(line: string): void;
  /** Writes a line to standard error. */
  warn(line: string): void;
  /** Gives all that stands on standard input. */
  readInput(): string;
  loadLibrary(folder: string): Library;
  openEngine(folder: string): Promise<Opened>;
}

/** Does the work of `npm run NAME` and gives the exit code; nothing stands for 0. */
export type Command = (
  args: readonly string[],
  terminal: Terminal,
) => number | undefined | Promise<number | undefined>;

/** Runs a command and gives its exit code; a fault becomes its message on standard error and 2. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  try {
    return (await command(args, terminal)) ?? 0;
  } catch (error) {
    const known =
      error instanceof Fault || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
    if (!known) throw error;
    terminal.warn((error as Error).message);
    return 2;
  }
}

/** Runs a command in this process, with its arguments, environment, streams and exit code. */
export async function runScript(command: Command): Promise<void> {
  process.exitCode = await runCommand(command, process.argv.slice(2), {
    env: process.env,
    now: () => new Date(),
    model: 'model',
    print: (line) => console.log(line),
    warn: (line) => console.error(line),
    readInput: () => readFileSync(0, 'utf8'),
    loadLibrary,
    openEngine,
  });
}
