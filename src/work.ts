import type { Outbox } from './delivery/outbox.ts';
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
}

export interface Work {
  /** What each kind of job does. */
  readonly handlers: JobHandlers;
  /** Does everything that is due and not done, whoever should have done it. Doing it twice does nothing twice. */
  sweep(): Promise<void>;
}

/** What the process does without being asked: keep the time of cases and groups, send what is to be told, tidy up. */
export function createWork({ escalation, groups, outbox, log, reportFailure, purge }: WorkParts): Work {
  const handlers: JobHandlers = {
    'case-due': (ref) => escalation.passTime(ref),
    'group-due': (ref) => groups.passTime(ref),
    deliver: async (person) => {
      await outbox.deliver(person);
    },
    sweep,
    purge: async () => log.info('purged', await purge()),
  };
  return { handlers, sweep };

  async function sweep(): Promise<void> {
    const failed = new Set<string>();
    const passDue = async () => {
      for (const flow of [escalation, groups]) await passDueOf(flow, failed);
    };
    await passDue();
    // after an outage sending takes long, and time goes on meanwhile
    await outbox.deliverAll(passDue);
    const [cases, others] = [(await escalation.listDue()).length, (await groups.listDue()).length];
    if (cases > 0) log.warn('cases are overdue after a sweep', { cases });
    if (others > 0) log.warn('groups are overdue after a sweep', { groups: others });
  }

  /** A fault in one must not hold up the others, and is left to the next sweep: in this one it would come again and again. */
  async function passDueOf(flow: Timed, failed: Set<string>): Promise<void> {
    for (const ref of await flow.listDue()) {
      if (failed.has(ref.id)) continue;
      await flow.passTime(ref).catch((error: unknown) => {
        failed.add(ref.id);
        reportFailure(error);
      });
    }
  }
}
