import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '..', '..');

/** The real program in a process of its own. */
export interface Server {
  readonly port: number;
  /** All that it wrote to standard output and standard error. */
  readonly logged: string[];
  /** Set once it ended. */
  readonly ended: { code: number | undefined };
  /** Files that it left in its temporary folder. */
  listLeftFiles(): string[];
  stop(): Promise<void>;
}

/** @throws {Error} when it ends before it listens */
export async function startServer(folder: string, directory: string): Promise<Server> {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, ['--liftoff-only', join(ROOT, 'src', 'main.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      TMPDIR: temporary,
      MAGDAT_DATA: join(folder, 'data'),
      MAGDAT_DIRECTORY: directory,
      DATABASE_URL: '',
      LOG_LEVEL: 'info',
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logged: string[] = [];
  const ended: Server['ended'] = { code: undefined };
  const closed = new Promise<void>((done) =>
    child.once('close', (code) => {
      ended.code = code ?? -1;
      done();
    }),
  );
  const port = await new Promise<number>((done, fail) => {
    const hear = (line: string) => {
      logged.push(line);
      const listening = /"port":(\d+).*"msg":"listening"/.exec(line)?.[1];
      if (listening !== undefined) done(Number(listening));
    };
    createInterface({ input: child.stdout }).on('line', hear);
    createInterface({ input: child.stderr }).on('line', hear);
    void closed.then(() => fail(new Error(`the server did not start: ${logged.at(-1)}`)));
  });
  return {
    port,
    logged,
    ended,
    listLeftFiles: () => (existsSync(temporary) ? readdirSync(temporary) : []),
    async stop() {
      if (ended.code === undefined) child.kill('SIGTERM');
      await closed;
    },
  };
}
