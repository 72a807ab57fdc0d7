import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Command, runCommand } from '../../src/cli/command.ts';
import { loadLibrary } from '../../src/policy/load.ts';
import type { Library } from '../../src/policy/model.ts';
import { type Opened, openEngine } from '../../src/policy/open.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What a command did. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly env?: NodeJS.ProcessEnv;
  /** What stands on standard input. */
  readonly input?: string;
  /** The folder of the model; left out, there is none. */
  readonly model?: string;
}

/** Runs a command in this process, which takes no time to start. Policies are read once for all commands of a file. */
export async function runHere(
  command: Command,
  args: readonly string[],
  { env = {}, input = '', model = 'no-model' }: Surroundings = {},
): Promise<Finished> {
  const written = { stdout: '', stderr: '' };
  const code = await runCommand(command, args, {
    env: { ...process.env, ...env },
    now: () => new Date(),
    model,
    print: (line) => {
      written.stdout += `${line}\n`;
    },
    warn: (line) => {
      written.stderr += `${line}\n`;
    },
    readInput: () => input,
    loadLibrary: (folder) => once(libraries, folder, loadLibrary),
    openEngine: (folder) => once(engines, folder, openEngine),
  });
  return { code, ...written };
}

const libraries = new Map<string, Library>();
const engines = new Map<string, Promise<Opened>>();

function once<T>(known: Map<string, T>, folder: string, open: (folder: string) => T): T {
  const found = known.get(folder) ?? open(folder);
  known.set(folder, found);
  return found;
}

/** Runs a script of `src/cli/` in a process of its own, as `npm run` does, and gives what it wrote. */
export const runCli = (
  name: string,
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<Finished> => run(join(ROOT, 'src', 'cli', `${name}.ts`), args, surroundings);

/** PGlite is WebAssembly: to compile it thoroughly is not worth it for a command that lives for a second. */
const FLAGS = ['--liftoff-only'];

/** Runs any script in a process of its own, from the root of the project. */
export function run(
  script: string,
  args: readonly string[],
  { env = {}, input = '' }: Surroundings = {},
): Promise<Finished> {
  const child = spawn(process.execPath, [...FLAGS, script, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  child.stdin.on('error', () => undefined); // a command that ends early does not read on
  child.stdin.end(input);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, ...written }));
  });
}

/** The lines of a text that are not empty. */
export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
