import { type Insertable, type Selectable, sql } from 'kysely';
import type { HistoryEvent } from '../flows/history-event.ts';
import type { Db } from './database.ts';
import type { EventTable } from './schema.ts';

export const toEventRow = (event: HistoryEvent<string>): Insertable<EventTable> => ({
  at: event.at,
  kind: event.kind,
  version: event.version,
  actor: orNull(event.actor),
  subject: orNull(event.subject),
  reason: event.reason ?? null,
  text: event.text ?? null,
});

export const toEvent = <Kind extends string>(
  kinds: readonly Kind[],
  row: Selectable<EventTable>,
): HistoryEvent<Kind> => ({
  at: row.at,
  kind: known(kinds, row.kind),
  version: row.version,
  actor: row.actor ?? undefined,
  subject: row.subject ?? undefined,
  reason: row.reason ?? undefined,
  text: row.text ?? undefined,
});

export const orNull = (value: object | undefined): string | null => (value ? JSON.stringify(value) : null);

/** @throws {Error} when a row holds a word that the code does not know: a newer version wrote it. */
export function known<T extends string>(words: readonly T[], word: string): T {
  const found = words.find((one) => one === word);
  if (found === undefined) throw new Error('a row holds an unknown word');
  return found;
}

/** Lets this transaction alone change events. */
export const allowPurge = (trx: Db) => sql`select set_config('magdat.purge', 'on', true)`.execute(trx);
