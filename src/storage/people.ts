import type { Profile, Profiles } from '../flows/answering/ports.ts';
import { AUDIENCES, type Audience, LANGUAGES, type Language } from '../policy/model.ts';
import type { PersonRef } from '../routing/person.ts';
import type { Db } from './database.ts';

/** Keeps profiles in the table `person`. */
export function createProfiles(db: Db, now: () => Date): Profiles {
  return {
    find: (ref) => findProfile(db, ref),
    save: (ref, changes) => saveProfile(db, ref, changes, now()),
    forget: (ref) => forgetProfile(db, ref),
  };
}

async function findProfile(db: Db, { tenant, id }: PersonRef): Promise<Profile | undefined> {
  const row = await db
    .selectFrom('person')
    .select(['audience', 'policy', 'language'])
    .where('tenant', '=', tenant)
    .where('person', '=', id)
    .executeTakeFirst();
  return (
    row && {
      audience: AUDIENCES.find((one): one is Audience => one === row.audience),
      policy: row.policy ?? undefined,
      language: LANGUAGES.find((one): one is Language => one === row.language),
    }
  );
}

async function saveProfile(db: Db, { tenant, id }: PersonRef, changes: Profile, at: Date): Promise<void> {
  const values = { ...changes, updated_at: at };
  await db
    .insertInto('person')
    .values({ tenant, person: id, ...values })
    .onConflict((conflict) => conflict.columns(['tenant', 'person']).doUpdateSet(values))
    .execute();
}

async function forgetProfile(db: Db, { tenant, id }: PersonRef): Promise<void> {
  await db.deleteFrom('person').where('tenant', '=', tenant).where('person', '=', id).execute();
}
