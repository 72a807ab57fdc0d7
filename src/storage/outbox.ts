import { type Selectable, sql } from 'kysely';
import type { OutboxItem, OutboxStore, Settlement } from '../delivery/outbox.ts';
import type { PersonRef } from '../routing/person.ts';
import type { Db } from './database.ts';
import type { Jobs } from './jobs.ts';
import { saveCard } from './parties.ts';
import type { OutboxTable } from './schema.ts';

/**
 * How long an attempt has an item for itself, by the clock of the database. Longer than a request to Teams may take; a
 * process that dies holds up its message so long.
 */
const LEASE = sql`interval '30 seconds'`;

/** Keeps what is to be told, in the table `outbox`. */
export function createOutboxStore(db: Db, jobs: Jobs, now: () => Date): OutboxStore {
  return {
    claim: (person, at) => claim(db, person, at),
    settle: (item, settlement) => settle(db, jobs, item, settlement, now()),
    listReady: (at) => listReady(db, at),
    wake: (person, at) => wake(db, jobs, person, at),
  };
}

async function wake(db: Db, jobs: Jobs, person: PersonRef, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('outbox')
      .set({ state: 'pending', next_at: at, created_at: at })
      .where('tenant', '=', person.tenant)
      .where('person', '=', person.id)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await jobs.add(trx, 'deliver', { tenant: person.tenant, id: person.id });
  });
}

async function claim(db: Db, { tenant, id }: PersonRef, at: Date): Promise<OutboxItem | undefined> {
  const row = await db
    .updateTable('outbox')
    .set({
      state: 'sending',
      tries: sql`tries + 1`,
      repeated: sql`repeated or state = 'sending'`,
      leased_until: sql`now() + ${LEASE}`,
    })
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('outbox')
        .select('id')
        .where('tenant', '=', tenant)
        .where('person', '=', id)
        .where('done_at', 'is', null)
        .where('state', '!=', 'waiting')
        .orderBy('id')
        .limit(1)
        .forUpdate(),
    )
    .where('next_at', '<=', at)
    .where(isFree)
    .returningAll()
    .executeTakeFirst();
  return row && toItem(row);
}

const isFree = sql<boolean>`(leased_until is null or leased_until < now())`;

/** PGlite gives the number of a row as a number, a server as text. */
const toItem = (row: Selectable<OutboxTable>): OutboxItem => ({
  id: String(row.id),
  person: { tenant: row.tenant, id: row.person },
  about: row.about,
  subject: row.subject,
  notice: row.notice,
  tries: row.tries,
  createdAt: row.created_at,
});

/**
 * Of an attempt that outlived its lease only a delivery counts: somebody else has the item, or has settled it. A delivery
 * stands, so that nobody sends it once more.
 */
async function settle(db: Db, jobs: Jobs, item: OutboxItem, settlement: Settlement, at: Date): Promise<void> {
  const { state } = settlement;
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('outbox')
      .set({
        state,
        leased_until: null,
        code: 'code' in settlement ? settlement.code : null,
        done_at: state === 'pending' || state === 'waiting' ? null : at,
        ...(state === 'pending' && { next_at: settlement.nextAt }),
      })
      .where('id', '=', item.id)
      .where('done_at', 'is', null)
      .$if(state !== 'delivered', (update) => update.where('tries', '=', item.tries))
      .executeTakeFirst();
    // where the newest card of somebody lies: that one is brought up to date later
    if (settlement.state === 'delivered')
      await saveCard(
        trx,
        item.about,
        { tenant: item.person.tenant, id: item.subject },
        item.person.id,
        settlement,
      );
    if (settlement.state === 'pending' && numUpdatedRows > 0n)
      await jobs.add(trx, 'deliver', item.person, settlement.nextAt);
  });
}

/** People whose oldest open item can be sent. */
async function listReady(db: Db, at: Date): Promise<PersonRef[]> {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('outbox')
        .distinctOn(['tenant', 'person'])
        .select(['tenant', 'person', 'next_at', 'leased_until'])
        .where('done_at', 'is', null)
        .where('state', '!=', 'waiting')
        .orderBy('tenant')
        .orderBy('person')
        .orderBy('id')
        .as('head'),
    )
    .select(['tenant', 'person'])
    .where('next_at', '<=', at)
    .where(isFree)
    .execute();
  return rows.map(({ tenant, person }) => ({ tenant, id: person }));
}
