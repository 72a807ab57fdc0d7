import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { GROUP_EVENT_KINDS, type Group } from '../flows/group-chat/model.ts';
import type { Unreadable } from '../flows/unreadable.ts';
import type { GroupLists, Page, WantedGroups } from '../overview/ports.ts';
import type { PersonRef } from '../routing/person.ts';
import { likePattern, type Order, PAGE, parseCursor, toPage } from './cursor.ts';
import type { Db } from './database.ts';
import { toEvent } from './events.ts';
import { readGroup } from './group-rows.ts';

/** Reads the lists of groups that the tab shows, a page at a time, through the indexes of `group_party`. */
export const createGroupLists = (db: Db): GroupLists => ({
  list: (person, wanted) => listGroups(db, person, wanted),
  count: (person) => countGroups(db, person),
  listReminded: (ids, since) => listReminded(db, ids, since),
});

async function listGroups(
  db: Db,
  person: PersonRef,
  wanted: WantedGroups,
): Promise<Page<Group | Unreadable> | undefined> {
  const { scope, search = '' } = wanted;
  const order = scope === 'review' ? 'review' : 'new';
  const { by, isAfter, values } = ORDERS[order];
  const after = wanted.after === undefined ? undefined : parseCursor(wanted.after, order, values);
  if (wanted.after !== undefined && !after) return undefined;
  const rows = await db
    .selectFrom('group_party as party')
    .innerJoin('group_chat as one', 'one.id', 'party.group_id')
    .select(['one.id', 'content', 'party.created_at', 'party.review_on', 'closed_at'])
    .where('party.tenant', '=', person.tenant)
    .where('person', '=', person.id)
    .where('part', 'is not', null)
    .where(SCOPES[scope])
    .$if(search.trim() !== '', (query) =>
      query.where(sql<boolean>`one.names like ${`%${likePattern(search.trim())}%`}`),
    )
    .$if(after !== undefined, (query) => query.where(isAfter(after ?? [])))
    .orderBy(by)
    .limit(PAGE + 1)
    .execute();
  return toPage(rows, order, ORDERS[order], readGroup);
}

interface Sorted {
  readonly id: string;
  readonly created_at: Date;
  readonly review_on: string;
}

/** Newest first; what is to be looked at again by its day. Each is the order of an index. */
const ORDERS: Readonly<Record<'new' | 'review', Order<Sorted>>> = {
  new: {
    by: sql`party.created_at desc, party.group_id desc`,
    isAfter: ([made, id]) => sql`(party.created_at, party.group_id) < (${made}::timestamptz, ${id}::uuid)`,
    of: ({ created_at, id }) => [created_at.toISOString(), id],
    values: [z.iso.datetime(), z.guid()],
  },
  review: {
    by: sql`party.review_on, party.group_id`,
    isAfter: ([day, id]) => sql`(party.review_on, party.group_id) > (${day}, ${id}::uuid)`,
    of: ({ review_on, id }) => [review_on, id],
    values: [z.string().max(10), z.guid()],
  },
};

/** `pending` and `review` are running too. */
const SCOPES: Readonly<Record<WantedGroups['scope'], RawBuilder<boolean>>> = {
  running: sql`party.is_running`,
  pending: sql`party.is_running and party.state = 'waiting'`,
  review: sql`party.state = 'review'`,
  draft: sql`not party.is_running and party.state = 'draft'`,
  closed: sql`not party.is_running and party.state = 'closed'`,
};

async function countGroups(db: Db, { tenant, id }: PersonRef) {
  const counted = <Scope extends WantedGroups['scope']>(scope: Scope) =>
    sql<string>`count(*) filter (where ${SCOPES[scope]})`.as(scope);
  const counts = await db
    .selectFrom('group_party as party')
    .select([counted('running'), counted('pending'), counted('review'), counted('draft'), counted('closed')])
    .where('tenant', '=', tenant)
    .where('person', '=', id)
    .where('part', 'is not', null)
    .executeTakeFirstOrThrow();
  return {
    running: Number(counts.running),
    pending: Number(counts.pending),
    review: Number(counts.review),
    draft: Number(counts.draft),
    closed: Number(counts.closed),
  };
}

async function listReminded(db: Db, ids: readonly string[], since: Date) {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('group_event')
    .selectAll()
    .where('group_id', 'in', ids)
    .where('kind', '=', 'reminded')
    .where('at', '>=', since)
    .execute();
  return rows.map((row) => ({ ...toEvent(GROUP_EVENT_KINDS, row), group: row.group_id }));
}
