import type { Insertable, Selectable } from 'kysely';
import { GROUP_STATES, type Group } from '../flows/group-chat/model.ts';
import { known } from './events.ts';
import type { GroupTable } from './schema.ts';

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

export function toGroup({ content }: Pick<Selectable<GroupTable>, 'content'>): Group {
  known(GROUP_STATES, content.state);
  return content;
}

/** The earliest moment that a group waits for. */
export const nextOf = ({ waits }: Group): Date | undefined =>
  waits.map(({ at }) => new Date(at)).sort((one, other) => one.getTime() - other.getTime())[0];
