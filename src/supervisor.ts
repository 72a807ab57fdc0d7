import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { EXIT } from './ending.ts';

/** Waits before the next start, in milliseconds: twice as long each time, and anew after a start that lasted. */
const PAUSE = { shortest: 1000, longest: 60_000 };

export interface SupervisorParts {
  readonly start: () => ChildProcess;
  /** Ends early, with a fault, when the signal says so. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  readonly now: () => number;
  readonly say: (line: string) => void;
}

export interface Supervisor {
  /** Starts a process again and again, until it ends by itself, is misconfigured, or is told to end. Gives its exit code. */
  run(): Promise<number>;
  /** Passes a signal on; after it nothing is started any more. */
  pass(signal: NodeJS.Signals): void;
}

export function createSupervisor({ start, wait, now, say }: SupervisorParts): Supervisor {
  const ended = new AbortController();
  let child: ChildProcess | undefined;
  return {
    async run() {
      let pause = PAUSE.shortest;
      for (;;) {
        const startedAt = now();
        child = start();
        const code = await codeOf(child);
        if (ended.signal.aborted || isFinal(code)) return code;
        if (now() - startedAt > PAUSE.longest) pause = PAUSE.shortest;
        say(`The bot ended with code ${code}. It starts again in ${pause / 1000} seconds.`);
        await wait(pause, ended.signal).catch(() => undefined);
        if (ended.signal.aborted) return code;
        pause = Math.min(pause * 2, PAUSE.longest);
      }
    },
    pass(signal) {
      ended.abort();
      child?.kill(signal);
    },
  };
}

/** A start anew would find the same settings. */
const isFinal = (code: number): boolean => code === EXIT.stopped || code === EXIT.misconfigured;

/** One that was killed has no code. */
async function codeOf(child: ChildProcess): Promise<number> {
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : EXIT.crashed;
}
