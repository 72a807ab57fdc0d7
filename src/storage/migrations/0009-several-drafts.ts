import { type Kysely, sql } from 'kysely';

/** Somebody can write several reports: each start is a draft of its own, by the id that its case will have. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table draft add column id text`.execute(db);
  await sql`update draft set id = content->>'id'`.execute(db);
  await sql`alter table draft alter column id set not null`.execute(db);
  await sql`alter table draft drop constraint draft_pk`.execute(db);
  await sql`alter table draft add constraint draft_pk primary key (tenant, person, id)`.execute(db);
}
