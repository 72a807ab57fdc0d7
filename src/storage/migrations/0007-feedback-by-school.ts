import { type Kysely, sql } from 'kysely';

/**
 * Feedback and what a keeper said of it belong to one school of one tenant. Of rows from before nobody knows to which:
 * they keep counting for no school, and go when their term is over.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['feedback', 'gap_decision'])
    await db.schema
      .alterTable(table)
      .addColumn('tenant', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('school', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
  await sql`alter table gap_decision drop constraint gap_decision_pk`.execute(db);
  await sql`alter table gap_decision add constraint gap_decision_pk primary key (tenant, school, policy, question)`.execute(
    db,
  );
  await sql`drop index if exists feedback_by_day`.execute(db);
  await db.schema
    .createIndex('feedback_by_school')
    .on('feedback')
    .columns(['tenant', 'school', 'at'])
    .execute();
}
