import type { SelectQueryBuilder } from 'kysely';
import {
  GROUP_EVENT_KINDS,
  type Group,
  type GroupEvent,
  type GroupState,
  isRunning,
} from '../flows/group-chat/model.ts';
import type { GroupChange, GroupRef, Groups } from '../flows/group-chat/ports.ts';
import { isReadable, isUnreadable, type Unreadable } from '../flows/unreadable.ts';
import type { PersonRef } from '../routing/person.ts';
import type { Db } from './database.ts';
import { toEvent, toEventRow } from './events.ts';
import { keepGroupPlaces } from './group-places.ts';
import { nextOf, readGroup, toGroup, toRow } from './group-rows.ts';
import type { Jobs } from './jobs.ts';
import { insertMessages } from './messages.ts';
import { findCard, saveCard } from './parties.ts';
import type { Schema } from './schema.ts';

/** How many groups one sweep takes up, and one list shows. The next sweep takes the rest. */
const MANY = 200;

const RUNNING = ['waiting', 'active', 'review'] as const satisfies readonly GroupState[];

/** Keeps groups in `group_chat`, what happened in `group_event`, and who may see them in `group_party`. */
export function createGroups(db: Db, jobs: Jobs, now: () => Date): Groups {
  return {
    find: ({ tenant, id }) =>
      findGroup(db, (query) => query.where('tenant', '=', tenant).where('id', '=', id)),
    findDraft: ({ tenant, id }) =>
      findGroup(db, (query) =>
        query.where('tenant', '=', tenant).where('owner', '=', id).where('state', '=', 'draft'),
      ),
    findByChat: (tenant, conversation) =>
      findGroup(db, (query) =>
        query
          .where('tenant', '=', tenant)
          .where('conversation', '=', conversation)
          .where('state', 'in', ['draft', ...RUNNING]),
      ),
    findStopped: ({ tenant, id }, conversation) =>
      findGroup(db, (query) =>
        query
          .where('tenant', '=', tenant)
          .where('owner', '=', id)
          .where('conversation', '=', conversation)
          .where('state', '=', 'dropped')
          .orderBy('updated_at', 'desc'),
      ),
    listFor: async (person) => (await listGroups(db, person)).filter(isReadable),
    listUnreadable: async (person) => (await listGroups(db, person)).filter(isUnreadable),
    create: (change) => db.transaction().execute((trx) => createGroup(trx, jobs, change, now())),
    save: (change) =>
      db
        .transaction()
        .execute((trx) => saveGroup(trx, jobs, change, now()))
        .catch(refuseTaken),
    record: ({ id }, event) => insertEvents(db, id, [event]),
    listEvents: (ref) => listGroupEvents(db, ref),
    listDue: (at) => listDue(db, at),
    saveCard: (ref, person, card) => saveCard(db, 'group', ref, person, card),
    findCard: (ref, person) => findCard(db, 'group', ref, person),
  };
}

type GroupQuery = SelectQueryBuilder<Schema, 'group_chat', { content: Group }>;

async function findGroup(db: Db, which: (query: GroupQuery) => GroupQuery): Promise<Group | undefined> {
  const row = await which(db.selectFrom('group_chat').select('content')).executeTakeFirst();
  return row && toGroup(row);
}

async function listGroups(db: Db, { tenant, id }: PersonRef): Promise<(Group | Unreadable)[]> {
  const rows = await db
    .selectFrom('group_chat')
    .innerJoin('group_party', 'group_party.group_id', 'group_chat.id')
    .select(['group_chat.id', 'content', 'group_chat.created_at', 'closed_at'])
    .where('group_party.tenant', '=', tenant)
    .where('group_party.person', '=', id)
    .where('group_chat.state', 'not in', ['draft', 'dropped'])
    .orderBy('group_chat.created_at', 'desc')
    .limit(MANY)
    .execute();
  return rows.map(readGroup);
}

/** No group with this id, no other draft of the owner, no other group of this chat: the indexes see to it. */
async function createGroup(trx: Db, jobs: Jobs, change: GroupChange, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('group_chat')
    .values({ ...toRow(change.group), updated_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return false;
  await keepRest(trx, jobs, change, at);
  return true;
}

async function saveGroup(trx: Db, jobs: Jobs, change: GroupChange, at: Date): Promise<boolean> {
  const { id, ...row } = toRow(change.group);
  const { numUpdatedRows } = await trx
    .updateTable('group_chat')
    .set({ ...row, updated_at: at })
    .where('id', '=', id)
    .where('version', '=', row.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await keepRest(trx, jobs, change, at);
  return true;
}

/** A change that an index of the table refuses: the owner has another draft, or the chat belongs to another group. */
function refuseTaken(error: unknown): false {
  const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown }; // of either driver
  if (code === UNIQUE_VIOLATION && INDEXES.includes(constraint)) return false;
  throw error;
}

/** PostgreSQL documentation, "Error Codes". */
const UNIQUE_VIOLATION = '23505';
const INDEXES: readonly unknown[] = ['group_chat_draft', 'group_chat_conversation'];

/** What goes with a group in the same transaction: who may see it, what happened, who is told, when to look again. */
async function keepRest(
  trx: Db,
  jobs: Jobs,
  { group, events, messages }: GroupChange,
  at: Date,
): Promise<void> {
  const { tenant, id } = group;
  await keepGroupPlaces(trx, group);
  await insertEvents(trx, id, events);
  const subject = { ...group, about: 'group', lane: 'normal', source: group.owner.id } as const;
  await insertMessages(trx, jobs, subject, messages, at);
  const next = nextOf(group);
  if (next && isRunning(group)) await jobs.add(trx, 'group-due', { tenant, id }, next);
}

async function insertEvents(db: Db, id: string, events: readonly GroupEvent[]): Promise<void> {
  if (events.length === 0) return;
  await db
    .insertInto('group_event')
    .values(events.map((event) => ({ ...toEventRow(event), group_id: id })))
    .execute();
}

/** What happened to a group, oldest first. */
export async function listGroupEvents(db: Db, { tenant, id }: GroupRef): Promise<GroupEvent[]> {
  const rows = await db
    .selectFrom('group_event')
    .innerJoin('group_chat', 'group_chat.id', 'group_event.group_id')
    .selectAll('group_event')
    .where('group_id', '=', id)
    .where('tenant', '=', tenant)
    .orderBy('group_event.id')
    .execute();
  return rows.map((row) => toEvent(GROUP_EVENT_KINDS, row));
}

function listDue(db: Db, at: Date): Promise<GroupRef[]> {
  return db
    .selectFrom('group_chat')
    .select(['tenant', 'id'])
    .where('state', 'in', RUNNING)
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .limit(MANY)
    .execute();
}
