import type { Address } from '../delivery/model.ts';
import type { PersonRef } from '../routing/person.ts';
import { createAddresses } from './addresses.ts';
import { createCaseLists } from './case-lists.ts';
import { createCases } from './cases.ts';
import { createContexts } from './contexts.ts';
import { type DatabaseAddress, openDatabase } from './database.ts';
import { createDrafts } from './drafts.ts';
import { createFeedbackBox } from './feedback.ts';
import { createGapStore } from './gaps.ts';
import { createGroupLists } from './group-lists.ts';
import { createGroups } from './groups.ts';
import { createFigures } from './insight.ts';
import { openJobs } from './jobs.ts';
import { createOutboxStore } from './outbox.ts';
import { createProfiles } from './people.ts';
import { createPeriods } from './periods.ts';
import { createPurge, type KeptDays } from './purge.ts';

export interface StoreSettings {
  readonly now: () => Date;
  readonly keptDays: KeptDays;
  /** Logs a fault of a job. */
  readonly reportFailure: (error: unknown) => unknown;
}

export type Stores = Awaited<ReturnType<typeof openStores>>;

/**
 * Opens the database with its queues, and makes everything that keeps something in it.
 * @throws {Fault} `data-folder-in-use`
 */
export async function openStores(address: DatabaseAddress, { now, keptDays, reportFailure }: StoreSettings) {
  const { db, createBoss, close } = await openDatabase(address);
  const jobs = await openJobs(createBoss(), reportFailure).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const addresses = createAddresses(db, now);
  const outbox = createOutboxStore(db, jobs, now);
  return {
    jobs,
    addresses,
    outbox,
    cases: createCases(db, jobs, now),
    caseLists: createCaseLists(db),
    contexts: createContexts(db, now),
    drafts: createDrafts(db, now),
    feedback: createFeedbackBox(db, now),
    figures: createFigures(db),
    gaps: createGapStore(db, now),
    groups: createGroups(db, jobs, now),
    groupLists: createGroupLists(db),
    periods: createPeriods(db),
    profiles: createProfiles(db, now),
    purge: createPurge(db, keptDays, now),
    /** Keeps how to reach somebody who was seen, and sends what waited for them. */
    async meet(person: PersonRef, seen: Address, name: string): Promise<void> {
      await addresses.save(person, seen, name);
      if (seen.conversation !== undefined) await outbox.wake(person, now());
    },
    async close(): Promise<void> {
      await jobs.stop();
      await close();
    },
  };
}
