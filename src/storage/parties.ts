import { sql } from 'kysely';
import type { About } from '../delivery/store.ts';
import type { CardPlace } from '../flows/told.ts';
import type { Db } from './database.ts';

/** Where the card of a case or a group lies that somebody last got. */

interface Ref {
  readonly tenant: string;
  readonly id: string;
}

const TABLES = {
  case: { table: sql.table('case_party'), subject: sql.ref('case_id') },
  group: { table: sql.table('group_party'), subject: sql.ref('group_id') },
} as const satisfies Record<About, object>;

/** Does nothing for somebody who never had a part. */
export async function saveCard(
  db: Db,
  about: About,
  { tenant, id }: Ref,
  person: string,
  { conversation, activity }: CardPlace,
): Promise<void> {
  const { table, subject } = TABLES[about];
  await sql`
    update ${table} set conversation = ${conversation}, activity = ${activity}
    where ${subject} = ${id} and tenant = ${tenant} and person = ${person}`.execute(db);
}

export async function findCard(
  db: Db,
  about: About,
  { tenant, id }: Ref,
  person: string,
): Promise<CardPlace | undefined> {
  const { table, subject } = TABLES[about];
  const { rows } = await sql<CardPlace>`
    select conversation, activity from ${table}
    where ${subject} = ${id} and tenant = ${tenant} and person = ${person}
      and conversation is not null and activity is not null`.execute(db);
  return rows[0];
}
