import { setTimeout as sleep } from 'node:timers/promises';

/** What people mean to do, each thing at its time; a few things are done at once. */
export interface Agenda {
  /** Plans something for a moment of the fast clock. */
  add(at: number, work: () => Promise<void>): void;
  /** How much is planned or being done. */
  size(): number;
  /** Ends when what is being done is done; the rest is left. @throws what the first work that failed threw */
  stop(): Promise<void>;
}

/** How often the agenda is looked at, in milliseconds of the machine. */
const LOOK = 10;

/** @param hands how many things are done at once */
export function createAgenda(now: () => number, hands: number): Agenda {
  const planned: { readonly at: number; readonly work: () => Promise<void> }[] = [];
  let busy = 0;
  let isOver = false;
  let failure: { readonly error: unknown } | undefined;
  const working = Array.from({ length: hands }, () => work());

  return {
    add(at, task) {
      planned.push({ at, work: task });
      planned.sort((one, other) => one.at - other.at);
    },
    size: () => {
      if (failure) throw failure.error;
      return planned.length + busy;
    },
    async stop() {
      isOver = true;
      await Promise.all(working);
      if (failure) throw failure.error;
    },
  };

  async function work(): Promise<void> {
    while (!isOver && !failure) {
      const [first] = planned;
      if (!first || first.at > now()) {
        await sleep(LOOK);
        continue;
      }
      planned.shift();
      busy += 1;
      await first.work().catch((error: unknown) => {
        failure ??= { error };
      });
      busy -= 1;
    }
  }
}
