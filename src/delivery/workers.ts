import type { PersonRef } from '../routing/person.ts';

/** Serves people side by side, each with one message at a time. */
export interface Workers {
  /** Looks for people to serve; several calls at once are one look. */
  wake(): void;
  /** Looks, and waits until there is nobody to serve any more. */
  finish(): Promise<void>;
  /** Begins nothing any more. */
  close(): void;
}

export interface WorkersParts {
  /** To how many people they send at a time, those left out that take longer than `patience`. */
  readonly places: number;
  /** People who can be served now, those whose turn it is first. */
  readonly list: (limit: number) => Promise<readonly PersonRef[]>;
  /** Does one thing for somebody; tells whether there was one. */
  readonly serve: (person: PersonRef) => Promise<boolean>;
  /** Ends when a place goes to the next person though its work has not ended, so that chats that hang cannot hold all. */
  readonly patience: () => Promise<unknown>;
  readonly reportFailure: (error: unknown) => unknown;
}

export function createWorkers({ places, list, serve, patience, reportFailure }: WorkersParts): Workers {
  const busy = new Map<string, Promise<void>>();
  /** Left alone until the next call: another process serves them, or a fault would come at once again. */
  const left = new Set<string>();
  let taken = 0;
  let isCalled = false;
  let isClosed = false;
  let looking: Promise<void> | undefined;

  return {
    wake() {
      left.clear();
      look();
    },
    async finish() {
      left.clear();
      look();
      while (looking || busy.size > 0) await Promise.all([looking, ...busy.values()]);
    },
    close() {
      isClosed = true;
    },
  };

  function look(): void {
    isCalled = true;
    if (looking || !canBegin()) return;
    looking = fill()
      .catch(reportFailure)
      .then(() => {
        looking = undefined;
        if (isCalled) look();
      });
  }

  function canBegin(): boolean {
    return taken < places && !isClosed;
  }

  async function fill(): Promise<void> {
    while (isCalled && canBegin()) {
      isCalled = false;
      for (const person of await list(places - taken + busy.size + left.size)) {
        const key = `${person.tenant} ${person.id}`;
        if (canBegin() && !busy.has(key) && !left.has(key)) busy.set(key, begin(key, person));
      }
    }
  }

  async function begin(key: string, person: PersonRef): Promise<void> {
    taken += 1;
    const work = tryToServe(key, person);
    const isSlow = await Promise.race([work.then(() => false), patience().then(() => true)]);
    taken -= 1;
    if (isSlow) look();
    await work;
    busy.delete(key);
    look();
  }

  async function tryToServe(key: string, person: PersonRef): Promise<void> {
    try {
      if (!(await serve(person))) left.add(key);
    } catch (error) {
      left.add(key);
      reportFailure(error);
    }
  }
}
