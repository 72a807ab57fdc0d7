import { sql } from 'kysely';
import type { Group, GroupEvent } from '../flows/group-chat/model.ts';
import { partOf } from '../flows/group-chat/rights.ts';
import { isReadable, isUnreadable, type Unreadable } from '../flows/unreadable.ts';
import type { PersonRef } from '../routing/person.ts';
import type { Db } from './database.ts';
import { readGroup } from './group-rows.ts';
import { listGroupEvents } from './groups.ts';
import { listOwnPart } from './own-part.ts';

/**
 * Gathers what the register keeps about somebody. `own`: groups that they own, in full. `others`: groups of others that
 * were brought to them, their own part only. `newer`: those that cannot be read. `untold`: how many more name them.
 */
export async function collectGroups(trx: Db, person: PersonRef) {
  const all = await listNaming(trx, person);
  const groups = all.filter(isReadable);
  const told = await listTold(trx, person);
  const newer = all.filter(isUnreadable).filter(({ id }) => told.has(id));
  const own = groups.filter(({ owner }) => owner.id === person.id);
  const others = groups.filter(({ owner, id }) => owner.id !== person.id && told.has(id));
  return {
    own: await Promise.all(own.map(async (one) => ({ ...one, events: await listGroupEvents(trx, one) }))),
    others: await Promise.all(
      others.map(async (one) => toOther(one, await listGroupEvents(trx, one), person.id)),
    ),
    newer,
    untold: all.length - own.length - others.length - newer.length,
  };
}

/** Groups that name somebody anywhere, oldest first. Reads the whole table: it runs seldom, and by hand. */
async function listNaming(trx: Db, { tenant, id }: PersonRef): Promise<(Group | Unreadable)[]> {
  const rows = await trx
    .selectFrom('group_chat')
    .select(['id', 'content', 'created_at', 'closed_at'])
    .where('tenant', '=', tenant)
    .where(isNamedInGroup(id))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(readGroup);
}

/** Holds for a group where somebody stands anywhere in its content, in its history, or among those who may see it. */
export const isNamedInGroup = (id: string) => sql<boolean>`(
  jsonb_path_exists(content, '$.** ? (@ == $person)', ${JSON.stringify({ person: id })}::jsonb)
  or exists (select from group_party where group_id = group_chat.id and person = ${id})
  or exists (
    select from group_event where group_id = group_chat.id and ${id} in (actor->>'id', subject->>'id')
  ))`;

/** Ids of the groups that were brought to somebody, then or now. */
async function listTold(trx: Db, { tenant, id }: PersonRef): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('group_party')
    .select('group_id')
    .where('tenant', '=', tenant)
    .where('person', '=', id)
    .execute();
  return new Set(rows.map((row) => row.group_id));
}

/** A group of somebody else: what it is and what others wrote is theirs. */
const toOther = (one: Group, events: readonly GroupEvent[], id: string) => ({
  id: one.id,
  part: partOf(one, id) ?? 'former',
  createdAt: one.createdAt,
  closedAt: one.closedAt,
  events: listOwnPart(events, id),
});
