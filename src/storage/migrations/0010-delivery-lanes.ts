import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('outbox')
    .addColumn('lane', 'text', (column) => column.notNull().defaultTo('normal'))
    .addColumn('round', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('first_tried_at', 'timestamptz')
    .execute();
  await sql`
    update outbox set lane = 'urgent' from escalation_case
    where escalation_case.id = outbox.subject and severity = '3' and done_at is null`.execute(db);
  await db.schema.dropIndex('outbox_open').execute();
  await sql`create index outbox_open on outbox (tenant, person, lane, id) where done_at is null`.execute(db);
}
