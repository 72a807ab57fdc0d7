import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { up as peopleAndFeedback } from './migrations/0001-people-and-feedback.ts';
import { up as context } from './migrations/0002-context.ts';
import type { Schema } from './schema.ts';

/** Forward only: a step that has landed is never changed, a later one mends it. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-people-and-feedback': { up: peopleAndFeedback },
  '0002-context': { up: context },
};

/** Brings the tables up to date. Safe when several processes start at once: Kysely takes a lock in the database. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
