import { sql } from 'kysely';
import type { Address } from '../delivery/model.ts';
import type { Fault } from '../errors.ts';
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
import { createHealth } from './health.ts';
import { createFigures } from './insight.ts';
import { openJobs } from './jobs.ts';
import { createOutboxStore } from './outbox.ts';
import { createProfiles } from './people.ts';
import { createPeriods } from './periods.ts';
import type { SpaceSettings } from './pglite/space.ts';
import { createPurge, type KeptDays, type Purged } from './purge.ts';
import { toServerFault } from './refusals.ts';
import { countSetAside, retrySetAside } from './set-aside.ts';
import { createUsage } from './usage.ts';

export interface StoreSettings {
  readonly now: () => Date;
  readonly keptDays: KeptDays;
  /** Logs a fault of a job. */
  readonly reportFailure: (error: unknown) => unknown;
  /** Told once when the database can do no more: the process must end. */
  readonly failed?: ((fault: Fault) => void) | undefined;
  readonly space?: SpaceSettings | undefined;
}

export type Stores = Awaited<ReturnType<typeof openStores>>;

/**
 * Opens the database with its queues, and makes everything that keeps something in it.
 * @throws {Fault} those of `openDatabase`
 */
export async function openStores(
  address: DatabaseAddress,
  { now, keptDays, reportFailure, failed, space }: StoreSettings,
) {
  const { db, createBoss, readSpace, compact, close } = await openDatabase(address, { failed, space });
  const jobs = await openJobs(createBoss(), reportFailure).catch(async (error: unknown) => {
    await close();
    throw address.kind === 'postgres' ? toServerFault(error, address.url) : error;
  });
  const purge = createPurge(db, keptDays, now);
  // what could not be made may be made by another version
  await retrySetAside(db, now());
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
    usage: createUsage(db, now),
    /** Takes away what has been kept long enough, out of the files too. */
    async purge(): Promise<Purged> {
      const purged = await purge();
      await compact();
      return purged;
    },
    countSetAside: () => countSetAside(db),
    readHealth: createHealth({ ask: () => sql`select 1`.execute(db), readSpace }),
    /** Keeps how to reach somebody who was seen, and sends what waited for them. Known is whose own chat was known. */
    async meet(person: PersonRef, seen: Address, name: string): Promise<'new' | 'known'> {
      const before = await addresses.find(person);
      await addresses.save(person, seen, name);
      if (seen.conversation !== undefined) await outbox.wake(person, now());
      return before?.conversation === undefined ? 'new' : 'known';
    },
    async close(): Promise<void> {
      await jobs.stop();
      await close();
    },
  };
}
