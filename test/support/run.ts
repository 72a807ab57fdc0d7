import { spawn } from 'node:child_process';
import { join } from 'node:path';

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
}

/** Runs a script of `src/cli/` as `npm run` does, and gives what it wrote. */
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
