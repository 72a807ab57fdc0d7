import type { Insertable, Selectable } from 'kysely';
import type { Group } from '../flows/group-chat/model.ts';
import { newerRecord, type Unreadable } from '../flows/unreadable.ts';
import type { GroupTable } from './schema.ts';
import { isGroup, toUnreadable } from './shapes.ts';

/** Between the rows of the table and the words of the flow. */

export const toRow = (group: Group): Omit<Insertable<GroupTable>, 'updated_at'> => ({
  id: group.id,
  tenant: group.tenant,
  owner: group.owner.id,
  policy: group.policy,
  state: group.state,
  version: group.version,
  conversation: group.chat?.conversation ?? null,
  due_at: nextOf(group) ?? null,
  content: JSON.stringify(group),
  created_at: group.createdAt,
  closed_at: group.closedAt || null,
});

/** @throws {Fault} `record-newer` */
export function toGroup({ content }: Pick<Selectable<GroupTable>, 'content'>): Group {
  if (!isGroup(content)) throw newerRecord();
  return content;
}

/** What a group needs to be told of when it cannot be read. */
export type GroupRow = Pick<Selectable<GroupTable>, 'id' | 'content' | 'created_at' | 'closed_at'>;

/** A group, or what can be said of one that cannot be read. */
export const readGroup = (row: GroupRow): Group | Unreadable =>
  isGroup(row.content) ? row.content : toUnreadable(row);

/** The earliest moment that a group waits for. */
export const nextOf = ({ waits }: Group): Date | undefined =>
  waits.map(({ at }) => new Date(at)).sort((one, other) => one.getTime() - other.getTime())[0];
