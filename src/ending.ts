import type { Log } from './log.ts';

/** How a process ends; a supervisor goes by it (see `cli/serve.ts`). */
export const EXIT = { stopped: 0, crashed: 1, misconfigured: 78 } as const;

/** How long ending in order may take, in milliseconds. */
const LONGEST = 10_000;

export interface EndingParts {
  readonly log: Log;
  /** Takes no more requests and jobs, and lets go of the running ones. */
  readonly stop: () => Promise<void>;
  readonly exit: (code: number) => void;
  /** How long stopping may take, in milliseconds. */
  readonly longest?: number;
}

/** Ends the process once, in order: a second reason changes nothing, and what hangs is cut off. */
export interface Ending {
  /** Somebody wants it to end. */
  end(): void;
  /** Something was thrown that nobody caught: what is in memory cannot be trusted any more. */
  crash(reason: 'uncaught-exception' | 'unhandled-rejection', error: unknown): void;
}

export function createEnding({ log, stop, exit, longest = LONGEST }: EndingParts): Ending {
  let isEnding = false;
  return {
    end: () => void endWith(EXIT.stopped),
    crash(reason, error) {
      log.crash(reason, error);
      void endWith(EXIT.crashed);
    },
  };

  async function endWith(code: number): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => {
      log.warn('stopping took too long');
      exit(EXIT.crashed);
    }, longest).unref();
    try {
      await stop();
      exit(code);
    } catch (error) {
      log.crash('stop-failed', error);
      exit(EXIT.crashed);
    }
  }
}
