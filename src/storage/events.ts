import { type Insertable, type Selectable, sql } from 'kysely';
import type { HistoryEvent } from '../flows/history-event.ts';
import { newerRecord } from '../flows/unreadable.ts';
import type { Db } from './database.ts';
import type { EventTable } from './schema.ts';
import { isNamed } from './shapes.ts';

export const toEventRow = (event: HistoryEvent<string>): Insertable<EventTable> => ({
  at: event.at,
  kind: event.kind,
  version: event.version,
  actor: orNull(event.actor),
  subject: orNull(event.subject),
  reason: event.reason ?? null,
  text: event.text ?? null,
});

export function toEvent<Kind extends string>(
  kinds: readonly Kind[],
  row: Selectable<EventTable>,
): HistoryEvent<Kind | 'unknown'> {
  const { at, version } = row;
  const actor = isNamed(row.actor) ? (row.actor ?? undefined) : undefined;
  const subject = isNamed(row.subject) ? (row.subject ?? undefined) : undefined;
  const kind = kinds.find((one) => one === row.kind);
  // whom the words of an event that a newer version knows are for, this one cannot tell: nobody reads them here
  if (kind === undefined) return { at, version, kind: 'unknown', actor, subject };
  return { at, version, kind, actor, subject, reason: row.reason ?? undefined, text: row.text ?? undefined };
}

export const orNull = (value: object | undefined): string | null => (value ? JSON.stringify(value) : null);

/** @throws {Fault} `record-newer` when a row holds a word that the code does not know. */
export function known<T extends string>(words: readonly T[], word: string): T {
  const found = words.find((one) => one === word);
  if (found === undefined) throw newerRecord();
  return found;
}

/** Lets this transaction alone change events. */
export const allowPurge = (trx: Db) => sql`select set_config('magdat.purge', 'on', true)`.execute(trx);
