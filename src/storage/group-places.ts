import type { Insertable, Kysely } from 'kysely';
import { type Group, isRunning } from '../flows/group-chat/model.ts';
import { partiesOf, partOf } from '../flows/group-chat/rights.ts';
import type { GroupPartyTable, Schema } from './schema.ts';

/** Keeps who has which part in a group, as for a case. */
export async function keepGroupPlaces(trx: Kysely<Schema>, group: Group): Promise<void> {
  const people = partiesOf(group);
  await trx
    .updateTable('group_party')
    .set({ part: null })
    .where('group_id', '=', group.id)
    .where('part', 'is not', null)
    .where('person', 'not in', people)
    .execute();
  await trx
    .insertInto('group_party')
    .values(people.map((person) => toPlace(group, person)))
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'person']).doUpdateSet(({ ref }) => ({
        part: ref('excluded.part'),
        state: ref('excluded.state'),
        is_running: ref('excluded.is_running'),
        review_on: ref('excluded.review_on'),
      })),
    )
    .execute();
}

const toPlace = (group: Group, person: string): Insertable<GroupPartyTable> => ({
  group_id: group.id,
  tenant: group.tenant,
  person,
  part: partOf(group, person) ?? null,
  state: group.state,
  is_running: isRunning(group),
  review_on: group.reviewOn,
  created_at: new Date(group.createdAt),
});
