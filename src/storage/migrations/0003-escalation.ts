import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createAddresses(db);
  await createDrafts(db);
  await createCases(db);
  await createEvents(db);
  await createOutbox(db);
}

async function createAddresses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('address')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('service_url', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('bot_id', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('address_pk', ['tenant', 'person'])
    .execute();
}

async function createDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('draft')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('content', 'jsonb', (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('draft_pk', ['tenant', 'person'])
    .execute();
}

async function createCases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('escalation_case')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('school', 'text', (column) => column.notNull())
    .addColumn('policy', 'text', (column) => column.notNull())
    .addColumn('reporter', 'jsonb', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('report', 'jsonb')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('chain', 'jsonb', (column) => column.notNull())
    .addColumn('step', 'integer', (column) => column.notNull())
    .addColumn('asked', 'jsonb', (column) => column.notNull())
    .addColumn('holder', 'jsonb')
    .addColumn('offer', 'jsonb')
    .addColumn('awaited', 'text')
    .addColumn('due_at', 'timestamptz')
    .addColumn('reminded', 'boolean', (column) => column.notNull())
    .addColumn('exhausted', 'boolean', (column) => column.notNull())
    .addColumn('guard', 'jsonb')
    .addColumn('question', 'text')
    .addColumn('closing', 'jsonb')
    .addColumn('rating', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('closed_at', 'timestamptz')
    .execute();
  await sql`create index escalation_case_due on escalation_case (due_at) where due_at is not null`.execute(
    db,
  );
  await db.schema
    .createTable('case_party')
    .addColumn('case_id', 'uuid', (column) =>
      column.notNull().references('escalation_case.id').onDelete('cascade'),
    )
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text')
    .addColumn('activity', 'text')
    .addPrimaryKeyConstraint('case_party_pk', ['case_id', 'person'])
    .execute();
  await db.schema
    .createIndex('case_party_by_person')
    .on('case_party')
    .columns(['tenant', 'person'])
    .execute();
}

/** Events are never changed; the purge alone may take their words away, and says so by a setting of its transaction. */
async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('case_event')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('case_id', 'uuid', (column) => column.notNull().references('escalation_case.id'))
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('actor', 'jsonb')
    .addColumn('subject', 'jsonb')
    .addColumn('reason', 'text')
    .addColumn('text', 'text')
    .execute();
  await db.schema.createIndex('case_event_by_case').on('case_event').columns(['case_id', 'id']).execute();
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      if current_setting('magdat.purge', true) is distinct from 'on' then
        raise exception 'events of a case are never changed';
      end if;
      return coalesce(new, old);
    end $$`.execute(db);
  await sql`
    create trigger case_event_append_only before update or delete on case_event
    for each row execute function refuse_change()`.execute(db);
  await sql`
    create trigger case_event_kept before truncate on case_event
    for each statement execute function refuse_change()`.execute(db);
}

async function createOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('subject', 'uuid', (column) => column.notNull())
    .addColumn('notice', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('repeated', 'boolean', (column) => column.notNull())
    .addColumn('next_at', 'timestamptz', (column) => column.notNull())
    .addColumn('leased_until', 'timestamptz')
    .addColumn('code', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('done_at', 'timestamptz')
    .execute();
  await sql`create index outbox_open on outbox (tenant, person, id) where done_at is null`.execute(db);
  await db.schema.createIndex('outbox_by_subject').on('outbox').columns(['subject', 'id']).execute();
}
