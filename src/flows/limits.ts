import type { PersonRef } from '../routing/person.ts';
import type { Problem } from './typed.ts';

export type Limited = 'report' | 'request' | 'reminder' | 'tab';

/**
 * How often one person may do a thing in an hour. Far above what anybody does on the worst day, and low enough that whoever
 * floods others keeps nobody busy for long. A report of the highest severity is counted and never refused.
 */
export const MOST: Readonly<Record<Limited, number>> = {
  /** Reports: a class of thirty pupils, each by itself. */
  report: 30,
  /** Messages that ask or tell a colleague or a reporter something: one a minute. */
  request: 60,
  /** Reminders: each group allows one a day, and a leader may have many groups. */
  reminder: 60,
  /** Calls of the tab: one a second, all the time; a tab that is open asks for its list now and then. */
  tab: 3600,
};

/** Counts what people do, over restarts and processes. */
export interface UseCounter {
  /** Adds one in the current hour, and gives how many there are with it. */
  count(person: PersonRef, kind: Limited): Promise<number>;
}

/** Counts that somebody does a thing, and tells whether it is too much of it. */
export type IsTooOften = (person: PersonRef, kind: Limited) => Promise<boolean>;

export const createLimits =
  (counter: UseCounter, most = MOST): IsTooOften =>
  async (person, kind) =>
    (await counter.count(person, kind)) > most[kind];

/** Stands on the form that was sent, which keeps what was typed. */
export const TOO_OFTEN: Problem = { field: 'text', problem: 'too-often' };
