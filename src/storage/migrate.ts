import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Fault } from '../errors.ts';
import { up as peopleAndFeedback } from './migrations/0001-people-and-feedback.ts';
import { up as context } from './migrations/0002-context.ts';
import { up as escalation } from './migrations/0003-escalation.ts';
import { up as groups } from './migrations/0004-groups.ts';
import { up as overview } from './migrations/0005-overview.ts';
import { up as absenceAndGaps } from './migrations/0006-absence-and-gaps.ts';
import { up as feedbackBySchool } from './migrations/0007-feedback-by-school.ts';
import { up as usage } from './migrations/0008-usage.ts';
import { up as severalDrafts } from './migrations/0009-several-drafts.ts';
import { up as deliveryLanes } from './migrations/0010-delivery-lanes.ts';
import type { Schema } from './schema.ts';

/** Forward only: a step that has landed is never changed, a later one mends it. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-people-and-feedback': { up: peopleAndFeedback },
  '0002-context': { up: context },
  '0003-escalation': { up: escalation },
  '0004-groups': { up: groups },
  '0005-overview': { up: overview },
  '0006-absence-and-gaps': { up: absenceAndGaps },
  '0007-feedback-by-school': { up: feedbackBySchool },
  '0008-usage': { up: usage },
  '0009-several-drafts': { up: severalDrafts },
  '0010-delivery-lanes': { up: deliveryLanes },
};

/** Brings the tables up to date. Safe when several processes start at once: Kysely takes a lock in the database. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (NEWER.test(String(error))) throw new Fault('database-newer', MADE_BY_NEWER);
  if (error) throw error;
}

/** Of Kysely: a step has run that this version does not have. */
const NEWER = /corrupted migrations/;

const MADE_BY_NEWER =
  'A newer version of the bot has changed this database. Start that version again, or put back a copy from before it.';
