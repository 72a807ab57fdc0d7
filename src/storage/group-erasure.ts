import { type Group, isRunning, type Second } from '../flows/group-chat/model.ts';
import type { Unreadable } from '../flows/unreadable.ts';
import { ERASED, type Named, type PersonRef } from '../routing/person.ts';
import type { Db } from './database.ts';
import { allowPurge } from './events.ts';
import { isNamedInGroup } from './group-privacy.ts';
import { replaceGroup, withoutWords } from './group-purge.ts';
import { readGroup } from './group-rows.ts';
import { dropWaiting } from './messages.ts';

/** Why a running group cannot lose somebody: it is theirs, they read along or are to, or it waits for their permission. */
export type GroupHold = 'owner' | 'second' | 'permission';

/** Takes the groups that name somebody, so that nobody writes an older state with the name over them. */
export async function lockGroups(trx: Db, { tenant, id }: PersonRef): Promise<(Group | Unreadable)[]> {
  const rows = await trx
    .selectFrom('group_chat')
    .select(['id', 'content', 'created_at', 'closed_at'])
    .where('tenant', '=', tenant)
    .where(isNamedInGroup(id))
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(readGroup);
}

export function findGroupHold(group: Group, id: string): GroupHold | undefined {
  if (!isRunning(group)) return undefined;
  const { owner, second, permission } = group;
  if (owner.id === id) return 'owner';
  if (second?.person.id === id && NEEDED.includes(second.state)) return 'second';
  return permission?.state === 'asked' && permission.asked.at(-1)?.id === id ? 'permission' : undefined;
}

const NEEDED: readonly Second['state'][] = ['chosen', 'asked', 'confirmed'];

/**
 * Takes somebody out of groups, none of which may need them. Of their own the unregistered go as a whole and the closed
 * lose their words; gives how many of each kind.
 */
export async function eraseFromGroups(trx: Db, groups: readonly Group[], id: string) {
  await allowPurge(trx);
  const own = groups.filter(({ owner }) => owner.id === id);
  const others = groups.filter(({ owner }) => owner.id !== id);
  const closed = own.filter(({ state }) => state === 'closed');
  for (const group of own) await (group.state === 'closed' ? clearWords(trx, group, id) : drop(trx, group));
  for (const group of others) await replaceGroup(trx, withoutPerson(group, id));
  return { unregistered: own.length - closed.length, owned: closed.length, shared: others.length };
}

async function drop(trx: Db, { id }: Group): Promise<void> {
  await trx.deleteFrom('group_chat').where('id', '=', id).execute();
  await dropWaiting(trx, id);
}

async function clearWords(trx: Db, group: Group, person: string): Promise<void> {
  await replaceGroup(trx, withoutPerson(withoutWords(group), person));
  await trx.updateTable('group_event').set({ text: null }).where('group_id', '=', group.id).execute();
  await dropWaiting(trx, group.id);
}

/**
 * A group that no longer names somebody. Where they did something a placeholder stays; where they could still be asked or
 * told something they go without one, so that a group never waits for a person who is not there.
 */
function withoutPerson(group: Group, id: string): Group {
  const { owner, leader, second, permission, chat, told } = group;
  const replaced = <T extends Named>(one: T): T => (one.id === id ? { ...one, ...ERASED } : one);
  const unlessThem = (one: Named | undefined) => (one?.id === id ? undefined : one);
  return {
    ...group,
    owner: replaced(owner),
    leader: unlessThem(leader),
    second:
      second?.state === 'chosen' && second.person.id === id
        ? undefined
        : second && { ...second, person: replaced(second.person) },
    permission: permission && {
      ...permission,
      chain: permission.chain.map((step) => ({ ...step, person: unlessThem(step.person) })),
      asked: permission.asked.filter((one) => one.id !== id),
      decider: permission.decider && replaced(permission.decider),
    },
    proofs: Object.fromEntries(
      Object.entries(group.proofs).map(([kind, proof]) => [
        kind,
        { ...proof, who: proof.who && replaced(proof.who) },
      ]),
    ),
    told: told.filter((one) => one.id !== id),
    chat: chat && { ...chat, staff: chat.staff.map(replaced) },
  };
}
