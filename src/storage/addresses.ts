import { sql } from 'kysely';
import type { Address, Addresses } from '../delivery/model.ts';
import type { PersonRef } from '../routing/person.ts';
import type { Db } from './database.ts';

/** Keeps how to reach people, in the table `address`. */
export function createAddresses(db: Db, now: () => Date): Addresses {
  return {
    find: async (person) => {
      const row = await findRow(db, person);
      return (
        row && {
          serviceUrl: row.service_url,
          channelId: row.channel_id,
          botId: row.bot_id,
          conversation: row.conversation ?? undefined,
        }
      );
    },
    findName: async (person) => (await findRow(db, person))?.name,
    save: (person, address, name) => saveAddress(db, person, address, name, now()),
    forget: (person) => forgetAddress(db, person),
  };
}

const findRow = (db: Db, { tenant, id }: PersonRef) =>
  db
    .selectFrom('address')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('person', '=', id)
    .executeTakeFirst();

/** The conversation is closed to the bot, so that goes always. */
async function forgetAddress(db: Db, { tenant, id }: PersonRef): Promise<void> {
  await db
    .updateTable('address')
    .set({ conversation: null })
    .where('tenant', '=', tenant)
    .where('person', '=', id)
    .execute();
  await db
    .deleteFrom('address')
    .where('tenant', '=', tenant)
    .where('person', '=', id)
    .where(sql<boolean>`not ${isNeeded}`)
    .execute();
}

/** Holds for an address of somebody to whom a case was brought that is still open, or a group that is still running. */
export const isNeeded = sql<boolean>`(exists (
  select from case_party join escalation_case on escalation_case.id = case_party.case_id
  where case_party.tenant = address.tenant and case_party.person = address.person
    and escalation_case.closed_at is null
) or exists (
  select from group_party join group_chat on group_chat.id = group_party.group_id
  where group_party.tenant = address.tenant and group_party.person = address.person
    and group_chat.state in ('waiting', 'active', 'review')))`;

async function saveAddress(
  db: Db,
  { tenant, id }: PersonRef,
  { serviceUrl, channelId, botId, conversation }: Address,
  name: string,
  at: Date,
): Promise<void> {
  const values = {
    service_url: serviceUrl,
    channel_id: channelId,
    bot_id: botId,
    seen_at: at,
    ...(name !== '' && { name }), // events of an installation come without
    ...(conversation !== undefined && { conversation }),
  };
  await db
    .insertInto('address')
    .values({ tenant, person: id, conversation: null, name: '', ...values })
    .onConflict((conflict) => conflict.columns(['tenant', 'person']).doUpdateSet(values))
    .execute();
}
