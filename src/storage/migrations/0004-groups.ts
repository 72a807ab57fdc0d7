import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createGroups(db);
  await createParties(db);
  await createEvents(db);
  await db.schema
    .alterTable('outbox')
    .addColumn('about', 'text', (column) => column.notNull().defaultTo('case'))
    .execute();
}

/** One draft a person, and one group a chat: an index holds also when two devices do something at once. */
async function createGroups(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('group_chat')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('policy', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('conversation', 'text')
    .addColumn('due_at', 'timestamptz')
    .addColumn('content', 'jsonb', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('updated_at', 'timestamptz', (column) => column.notNull())
    .addColumn('closed_at', 'timestamptz')
    .addColumn('cleared', 'boolean', (column) => column.notNull().defaultTo(false))
    .execute();
  await sql`create unique index group_chat_draft on group_chat (tenant, owner) where state = 'draft'`.execute(
    db,
  );
  await sql`
    create unique index group_chat_conversation on group_chat (tenant, conversation)
    where conversation is not null and state in ('draft', 'waiting', 'active', 'review')`.execute(db);
  await sql`create index group_chat_due on group_chat (due_at) where due_at is not null`.execute(db);
}

async function createParties(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('group_party')
    .addColumn('group_id', 'uuid', (column) =>
      column.notNull().references('group_chat.id').onDelete('cascade'),
    )
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text')
    .addColumn('activity', 'text')
    .addPrimaryKeyConstraint('group_party_pk', ['group_id', 'person'])
    .execute();
  await db.schema
    .createIndex('group_party_by_person')
    .on('group_party')
    .columns(['tenant', 'person'])
    .execute();
}

/** As those of a case: never changed, but for the purge. */
async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('group_event')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('group_id', 'uuid', (column) =>
      column.notNull().references('group_chat.id').onDelete('cascade'),
    )
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('actor', 'jsonb')
    .addColumn('subject', 'jsonb')
    .addColumn('reason', 'text')
    .addColumn('text', 'text')
    .execute();
  await db.schema.createIndex('group_event_by_group').on('group_event').columns(['group_id', 'id']).execute();
  await sql`
    create trigger group_event_append_only before update or delete on group_event
    for each row execute function refuse_change()`.execute(db);
  await sql`
    create trigger group_event_kept before truncate on group_event
    for each statement execute function refuse_change()`.execute(db);
}
