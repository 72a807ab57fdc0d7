import type { ColumnType, Generated, RawBuilder } from 'kysely';

/** The tables as Kysely sees them; `migrations/` makes them. */
export interface Schema {
  person: PersonTable;
  feedback: FeedbackTable;
  context: ContextTable;
}

/** What somebody told about themselves. One row a person; keyed on tenant and Entra object id. */
export interface PersonTable {
  tenant: string;
  person: string;
  audience: string | null;
  policy: string | null;
  language: string | null;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

/** What helps the keeper to improve the answers; never who asked. */
export interface FeedbackTable {
  id: Generated<string>;
  /** A day, no minute. */
  at: ColumnType<Date, Date | string | RawBuilder<Date>, never>;
  kind: string;
  policy: string;
  audience: string;
  language: string;
  topic: string | null;
  question: string | null;
  note: string | null;
}

/** What was last answered to somebody in a conversation, so that a follow-up can lean on it. */
export interface ContextTable {
  tenant: string;
  person: string;
  conversation: string;
  topic: string;
  slots: ColumnType<Record<string, string>, string, string>;
  at: ColumnType<Date, Date | string, Date | string>;
}
