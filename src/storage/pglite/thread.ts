import { Worker } from 'node:worker_threads';
import { Fault } from '../../errors.ts';
import { type Answer, type Call, type Request, toError } from './protocol.ts';

export interface Thread {
  /**
   * Has the thread do something within a time, in milliseconds.
   * @throws {Fault} `database-stalled` when it takes longer, and at every call after that: the thread is ended then.
   */
  ask<Result>(call: Call, within: number): Promise<Result>;
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

interface Waiting {
  readonly done: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
  readonly clock: NodeJS.Timeout;
}

/** Starts a thread with PGlite. `failed` is told once when it can do no more: it took too long, or it broke off. */
export function startThread(failed: (fault: Fault) => void): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let ended: Fault | undefined;

  worker.on('message', (answer: Answer) => {
    const waits = take(answer.id);
    if (!waits) return;
    if ('result' in answer) waits.done(answer.result);
    else waits.fail(toError(answer.thrown));
  });
  worker.on('error', (error) => breakOff(new Fault('database-broken', BROKEN_OFF, { cause: error })));
  worker.on('exit', () => breakOff(new Fault('database-broken', BROKEN_OFF)));
  worker.unref();

  return {
    ask: (call, within) =>
      new Promise((done, fail) => {
        if (ended) return fail(ended);
        const id = asked++;
        const clock = setTimeout(() => breakOff(new Fault('database-stalled', STALLED)), within);
        waiting.set(id, { done: (result) => done(result as never), fail, clock });
        worker.ref(); // the process lives on for an answer, and for nothing else
        worker.postMessage({ id, call } satisfies Request);
      }),
    async end() {
      ended ??= new Fault('database-broken', CLOSED);
      await worker.terminate();
    },
  };

  function take(id: number): Waiting | undefined {
    const waits = waiting.get(id);
    clearTimeout(waits?.clock);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    return waits;
  }

  function breakOff(fault: Fault): void {
    if (!ended) {
      ended = fault;
      failed(fault);
    }
    for (const id of waiting.keys()) take(id)?.fail(ended);
    void worker.terminate();
  }
}

const STALLED =
  'The database in the data folder does not answer any more, so the bot ends. A full or broken disk does this: look at the disk of MAGDAT_DATA, and start the bot again. What was confirmed is kept.';
const BROKEN_OFF =
  'The database in the data folder broke off. Start the bot again. When that does not help, put back a copy of the folder MAGDAT_DATA, or move it away to begin anew.';
const CLOSED = 'The database is closed.';
