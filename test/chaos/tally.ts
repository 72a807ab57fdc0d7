import type { Crowd } from './crowd.ts';
import { findDuplicated } from './duplicated.ts';
import { chainOf, guardsOf, type Link } from './expected.ts';
import { findLate } from './late.ts';
import type { Accepted, Kept, Ledger, Receipt, StoredCase, StoredEvent, StoredMessage } from './ledger.ts';
import { findLost } from './lost.ts';
import { findMisdirected } from './misdirected.ts';

/** A case with everything that is known of it, and what should have become of it. */
export interface Story {
  readonly accepted: Accepted;
  readonly stored: StoredCase | undefined;
  /** Without those that change nothing. */
  readonly events: readonly StoredEvent[];
  readonly messages: readonly StoredMessage[];
  readonly receipts: readonly Receipt[];
  readonly chain: readonly Link[];
  readonly guards: readonly string[];
}

/** Everything that is wrong, a sentence each. */
export interface Tally {
  readonly lost: readonly string[];
  readonly misdirected: readonly string[];
  readonly duplicated: readonly string[];
  readonly late: readonly string[];
  /** Messages that came twice because a process died between sending and keeping that it had sent. */
  readonly excused: number;
}

/** Holds what was seen from outside against what is kept, and both against what should have been. */
export function tally(ledger: Ledger, kept: Kept, crowd: Crowd): Tally {
  const stories = ledger.cases.map((accepted) => tell(accepted, ledger, kept, crowd));
  const { duplicated, excused } = findDuplicated(stories, ledger, kept);
  return {
    lost: findLost(stories, ledger, kept),
    misdirected: findMisdirected(stories, ledger),
    duplicated,
    late: findLate(stories, ledger),
    excused,
  };
}

/** What is kept of a case without a change of it: it was read, a message reached somebody or did not. */
const IDLE = ['read', 'delivered', 'undeliverable'];

function tell(accepted: Accepted, { receipts }: Ledger, kept: Kept, crowd: Crowd): Story {
  const isOurs = ({ caseId }: { readonly caseId: string | undefined }) => caseId === accepted.id;
  return {
    accepted,
    stored: kept.cases.find(({ id }) => id === accepted.id),
    events: kept.events.filter((event) => isOurs(event) && !IDLE.includes(event.kind)),
    messages: kept.messages.filter(isOurs),
    receipts: receipts.filter(isOurs),
    chain: chainOf(crowd, accepted),
    guards: guardsOf(crowd, accepted),
  };
}

/** Whether something brings news, and not just a card up to date. */
export const isNews = ({ notice }: StoredMessage): boolean => notice !== 'refresh';
