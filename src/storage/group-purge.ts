import type { Group } from '../flows/group-chat/model.ts';
import { ERASED } from '../routing/person.ts';
import type { Db } from './database.ts';
import { allowPurge } from './events.ts';
import { toRow } from './group-rows.ts';
import { dropWaiting } from './messages.ts';
import { isGroup } from './shapes.ts';
import { clearUnreadableGroup } from './unreadable-erasure.ts';

/** How many closed groups one purge takes; the next night takes the rest. */
const MANY = 500;

/** Takes away groups that nobody registered and nobody touched since a moment; gives how many. */
export const dropUnregistered = (db: Db, before: Date): Promise<number> =>
  db.transaction().execute(async (trx) => {
    await allowPurge(trx);
    const { numDeletedRows } = await trx
      .deleteFrom('group_chat')
      .where('state', 'in', ['draft', 'dropped'])
      .where('updated_at', '<', before)
      .executeTakeFirst();
    return Number(numDeletedRows);
  });

/** Takes words and names out of groups that were closed before a moment; gives how many. */
export async function clearClosed(db: Db, before: Date): Promise<number> {
  const over = await db
    .selectFrom('group_chat')
    .select('id')
    .where('closed_at', '<', before)
    .where('cleared', '=', false)
    .orderBy('closed_at')
    .limit(MANY)
    .execute();
  for (const { id } of over) await db.transaction().execute((trx) => clearGroup(trx, id));
  return over.length;
}

/** Leaves a record of a closed group: what it was, of what kind, and when. Nobody is named in it. */
async function clearGroup(trx: Db, id: string): Promise<void> {
  const { content } = await trx
    .selectFrom('group_chat')
    .select('content')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await (isGroup(content)
    ? replaceGroup(trx, toRecord(content), { cleared: true })
    : clearUnreadableGroup(trx, id));
  await allowPurge(trx);
  await trx
    .updateTable('group_event')
    .set({ text: null, actor: null, subject: null })
    .where('group_id', '=', id)
    .execute();
  await trx.deleteFrom('group_party').where('group_id', '=', id).execute();
  await dropWaiting(trx, id);
}

/** Counts a version further, so that a change that was decided on the group as it was is refused. */
export async function replaceGroup(
  trx: Db,
  group: Group,
  changes: { readonly cleared?: boolean } = {},
): Promise<void> {
  const { id, ...row } = toRow({ ...group, version: group.version + 1 });
  await trx
    .updateTable('group_chat')
    .set({ ...row, ...changes })
    .where('id', '=', id)
    .execute();
}

/** Spelled out, so that whoever adds a field to a group decides here whether it stays. */
function toRecord(group: Group): Group {
  const { purpose, medium, until } = group.answers;
  return {
    id: group.id,
    tenant: group.tenant,
    school: group.school,
    policy: group.policy,
    owner: { ...ERASED, language: group.owner.language },
    leader: undefined,
    state: group.state,
    version: group.version,
    answers: { ...(purpose && { purpose }), ...(medium && { medium }), name: '', until },
    at: group.at,
    wentOn: false,
    later: [],
    second: undefined,
    permission: undefined,
    consent: undefined,
    proofs: {},
    informedAt: group.informedAt,
    chat: undefined,
    unattended: undefined,
    told: [],
    reviewOn: group.reviewOn,
    waits: [],
    createdAt: group.createdAt,
    registeredAt: group.registeredAt,
    closedAt: group.closedAt,
  };
}

/** What somebody typed goes: the name of the group, why it is wanted, and what was said to that. */
export const withoutWords = (group: Group): Group => ({
  ...group,
  answers: { ...group.answers, name: '' },
  permission: group.permission && { ...group.permission, why: '', words: '' },
});
