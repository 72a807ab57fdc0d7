import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('absence')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('first_day', 'text', (column) => column.notNull())
    .addColumn('last_day', 'text', (column) => column.notNull())
    .addColumn('deputy', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('absence_pk', ['tenant', 'person'])
    .execute();
  await db.schema
    .createTable('gap_decision')
    .addColumn('policy', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('topic', 'text')
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('gap_decision_pk', ['policy', 'question'])
    .execute();
  await db.schema.createIndex('feedback_by_day').on('feedback').columns(['policy', 'at']).execute();
  await db.schema
    .createIndex('escalation_case_by_school')
    .on('escalation_case')
    .columns(['tenant', 'school', 'created_at'])
    .execute();
}
