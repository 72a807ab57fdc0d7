import { type Insertable, type Kysely, sql } from 'kysely';
import { type Case, isOpen } from '../flows/escalation/model.ts';
import type { Change } from '../flows/escalation/ports.ts';
import { deputiesIn, isLate, partiesOf, partOf } from '../flows/escalation/rights.ts';
import type { CasePartyTable, Schema } from './schema.ts';

/** Stands for "never" where a list is sorted by what is due first: an index has no place for nothing. */
const NEVER = new Date('9999-12-31T00:00:00Z');

/**
 * Keeps who has which part in a case. Rows stay when somebody loses theirs, such as a colleague who declined: the card
 * that they have must still change.
 */
export async function keepCasePlaces(trx: Kysely<Schema>, change: Change): Promise<void> {
  const { case: one } = change;
  const people = partiesOf(one);
  await trx
    .updateTable('case_party')
    .set({ part: null })
    .where('case_id', '=', one.id)
    .where('part', 'is not', null)
    .where('person', 'not in', people)
    .execute();
  const deputies = deputiesIn(change);
  await trx
    .insertInto('case_party')
    .values(people.map((person) => ({ ...toPlace(one, person), deputised: deputies.includes(person) })))
    .onConflict((conflict) =>
      conflict.columns(['case_id', 'person']).doUpdateSet(({ ref }) => ({
        part: ref('excluded.part'),
        deputised: sql`case_party.deputised or excluded.deputised`,
        is_open: ref('excluded.is_open'),
        is_late: ref('excluded.is_late'),
        due_at: ref('excluded.due_at'),
        urgency: ref('excluded.urgency'),
      })),
    )
    .execute();
}

const toPlace = (one: Case, person: string): Omit<Insertable<CasePartyTable>, 'deputised'> => ({
  case_id: one.id,
  tenant: one.tenant,
  person,
  part: partOf(one, person) ?? null,
  is_open: isOpen(one),
  is_late: isLate(one),
  due_at: one.next?.at ?? NEVER,
  urgency: 3 - Number(one.severity),
  created_at: one.createdAt,
});
