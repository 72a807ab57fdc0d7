import { sql } from 'kysely';
import { ERASED } from '../routing/person.ts';
import type { Db } from './database.ts';
import { allowPurge } from './events.ts';

/**
 * Takes somebody out of rows that a newer version kept. Nothing is known of their shape: wherever an object has the id of
 * the person, the placeholder comes in the place of id and name. What they own themselves loses all that could be words.
 */

/** Columns of a case that name people. */
const NAMING = ['reporter', 'chain', 'asked', 'holder', 'offer', 'guard'] as const;

export async function eraseFromCase(trx: Db, id: string, person: string): Promise<void> {
  const row = await trx
    .selectFrom('escalation_case')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const isOwn = isNamedIn(row.reporter, person);
  const named = Object.fromEntries(
    NAMING.map((column) => [column, row[column] && JSON.stringify(withoutPerson(row[column], person))]),
  );
  const wordless = isOwn ? { report: null, question: null, closing: null } : {};
  await trx
    .updateTable('escalation_case')
    .set({ ...named, ...wordless, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
  if (!isOwn) return;
  await allowPurge(trx);
  await trx.updateTable('case_event').set({ text: null }).where('case_id', '=', id).execute();
}

export async function eraseFromGroup(trx: Db, id: string, person: string): Promise<void> {
  const { content, owner } = await trx
    .selectFrom('group_chat')
    .select(['content', 'owner'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (owner === person || isNamedIn((content as { readonly owner?: unknown } | null)?.owner, person))
    return clearUnreadableGroup(trx, id);
  await trx
    .updateTable('group_chat')
    .set({ content: JSON.stringify(withoutPerson(content, person)), version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** Leaves that there was a group, and when. */
export async function clearUnreadableGroup(trx: Db, id: string): Promise<void> {
  await allowPurge(trx);
  await trx
    .updateTable('group_chat')
    .set({
      content: JSON.stringify({ id }),
      owner: ERASED.id,
      conversation: null,
      cleared: true,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute();
  await trx.updateTable('group_event').set({ text: null }).where('group_id', '=', id).execute();
}

/** Somebody's id can stand for them wherever it is: as the whole of a value too. */
function withoutPerson(value: unknown, person: string): unknown {
  if (value === person) return ERASED.id;
  if (Array.isArray(value)) return value.map((one) => withoutPerson(one, person));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, withoutPerson(one, person)]);
  const replaced = Object.values(value).includes(person) && 'name' in value ? ERASED : {};
  return { ...Object.fromEntries(entries), ...replaced };
}

const isNamedIn = (value: unknown, person: string): boolean =>
  JSON.stringify(value ?? null).includes(JSON.stringify(person));
