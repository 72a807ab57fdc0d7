import type { PersonRef } from '../../routing/person.ts';
import type { CardPlace } from '../told.ts';
import type { Unreadable } from '../unreadable.ts';
import type { Case, CaseEvent, Draft, Notice } from './model.ts';

/** Something to tell somebody; it is made into a card when it is sent. */
export interface Message {
  /** Object id, in the tenant of the case. */
  readonly to: string;
  readonly notice: Notice;
}

/** A case as it becomes, what happened, and who is told: kept together or not at all. */
export interface Change {
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  readonly messages: readonly Message[];
}

export interface CaseRef {
  readonly tenant: string;
  readonly id: string;
}

/** Keeps cases, what happened in them, and what is still to be told and done. */
export interface Cases {
  find(ref: CaseRef): Promise<Case | undefined>;
  /** Cases that a person may see, newest first. */
  listFor(person: PersonRef): Promise<readonly Case[]>;
  /** What stands in the place of those that cannot be read. */
  listUnreadable(person: PersonRef): Promise<readonly Unreadable[]>;
  /** Open cases that may wait for a person: for words, or for a yes; most urgent first. */
  listAwaiting(person: PersonRef): Promise<readonly Case[]>;
  /** Keeps a new case; false when there is one with its id. */
  create(change: Change): Promise<boolean>;
  /** Keeps a change; false when the case has moved on since the version before it. */
  save(change: Change): Promise<boolean>;
  /** Adds an event that changes nothing, such as a reading. */
  record(ref: CaseRef, event: CaseEvent): Promise<void>;
  /** Oldest first. */
  listEvents(ref: CaseRef): Promise<readonly CaseEvent[]>;
  /** Open cases whose time has come, or that wait for nothing at all, which must not be; longest overdue first. */
  listDue(at: Date): Promise<readonly CaseRef[]>;
  saveCard(ref: CaseRef, person: string, card: CardPlace): Promise<void>;
  findCard(ref: CaseRef, person: string): Promise<CardPlace | undefined>;
}

/** Keeps the reports that somebody is writing. */
export interface Drafts {
  /** What was changed last comes first. */
  list(person: PersonRef): Promise<readonly Draft[]>;
  find(person: PersonRef, id: string): Promise<Draft | undefined>;
  /** Whether somebody else is writing a draft with this id. */
  isOfAnother(person: PersonRef, id: string): Promise<boolean>;
  save(person: PersonRef, draft: Draft): Promise<void>;
  drop(person: PersonRef, id: string): Promise<void>;
  dropAll(person: PersonRef): Promise<void>;
}
