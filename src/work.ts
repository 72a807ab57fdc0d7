import type { Outbox } from './delivery/outbox.ts';
import type { Lane } from './delivery/store.ts';
import type { Log } from './log.ts';
import type { JobHandlers } from './storage/jobs.ts';

interface Ref {
  readonly tenant: string;
  readonly id: string;
}

/** A flow with matters whose time comes. */
interface Timed {
  /** Does what is due in one; nothing when it is not. */
  passTime(ref: Ref): Promise<void>;
  /** Longest overdue first. */
  listDue(): Promise<readonly Ref[]>;
}

export interface WorkParts {
  readonly escalation: Timed;
  readonly groups: Timed;
  readonly outbox: Outbox;
  readonly log: Log;
  readonly reportFailure: (error: unknown) => unknown;
  /** Takes away what has been kept long enough; gives how many rows of each kind. */
  readonly purge: () => Promise<Readonly<Record<string, number>>>;
  /** How many messages are set aside, in each lane. */
  readonly countSetAside: () => Promise<Readonly<Record<Lane, number>>>;
}

export interface Work {
  /** What each kind of job does. */
  readonly handlers: JobHandlers;
  /** Does everything that is due and not done, whoever should have done it. Doing it twice does nothing twice. */
  sweep(): Promise<void>;
  /** Begins nothing any more, and ends within seconds. */
  stop(): Promise<void>;
}

/** What the process does without being asked: keep the time of cases and groups, send what is to be told, tidy up. */
export function createWork(parts: WorkParts): Work {
  const { escalation, groups, outbox, log, reportFailure, purge } = parts;
  let isStopped = false;
  const handlers: JobHandlers = {
    'case-due': (ref) => escalation.passTime(ref),
    'group-due': (ref) => groups.passTime(ref),
    deliver: async () => outbox.wake('normal'),
    'deliver-urgent': async () => outbox.wake('urgent'),
    // sending goes on beside: after an outage it takes long, and nothing that is due waits behind messages
    sweep: async () => {
      await keepTime();
      outbox.wake();
    },
    purge: async () => log.info('purged', await purge()),
  };
  return {
    handlers,
    async sweep() {
      await keepTime();
      await outbox.deliverAll();
    },
    async stop() {
      isStopped = true;
      await outbox.stop();
    },
  };

  async function keepTime(): Promise<void> {
    const [cases, others] = [await passDueOf(escalation), await passDueOf(groups)];
    if (cases > 0) log.warn('cases are overdue after a sweep', { cases });
    if (others > 0) log.warn('groups are overdue after a sweep', { groups: others });
    const { urgent, normal } = await parts.countSetAside();
    if (urgent + normal > 0)
      log.warn('messages are set aside: npm run -s outbox -- list', { urgent, normal });
  }

  /**
   * Does what is due, each once, and tells how much stays due. A fault in one must not hold up the others, and is left to
   * the next sweep: in this one it would come again and again.
   */
  async function passDueOf(flow: Timed): Promise<number> {
    const tried = new Set<string>();
    for (;;) {
      const due = await flow.listDue();
      const fresh = due.filter(({ id }) => !tried.has(id));
      if (fresh.length === 0 || isStopped) return due.length;
      for (const ref of fresh) if (!isStopped) await pass(flow, ref, tried);
    }
  }

  async function pass(flow: Timed, ref: Ref, tried: Set<string>): Promise<void> {
    tried.add(ref.id);
    await flow.passTime(ref).catch(reportFailure);
  }
}
