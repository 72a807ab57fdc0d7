import { type Selectable, sql } from 'kysely';
import type { Lane, Line, OutboxItem, OutboxStore, Settlement } from '../delivery/store.ts';
import type { PersonRef } from '../routing/person.ts';
import type { Db } from './database.ts';
import { deliveryQueueOf, type Jobs } from './jobs.ts';
import { isDue, isFree, isInLane, LEASE, wasTried } from './outbox-order.ts';
import { saveCard } from './parties.ts';
import type { OutboxTable } from './schema.ts';

/** Keeps what is to be told, in the table `outbox`. */
export function createOutboxStore(db: Db, jobs: Jobs, now: () => Date): OutboxStore {
  return {
    claim: (person, lane, at) => claim(db, person, lane, at),
    settle: (item, settlement) => settle(db, jobs, item, settlement, now()),
    listReady: (line, at, limit) => listReady(db, line, at, limit),
    wake: (person, at) => wake(db, jobs, person, at),
  };
}

async function wake(db: Db, jobs: Jobs, person: PersonRef, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const woken = await trx
      .updateTable('outbox')
      .set({ state: 'pending', next_at: at, first_tried_at: null })
      .where('tenant', '=', person.tenant)
      .where('person', '=', person.id)
      .where('state', '=', 'waiting')
      .returning('lane')
      .execute();
    for (const lane of new Set(woken.map((row) => row.lane)))
      await jobs.add(trx, deliveryQueueOf(lane), { tenant: person.tenant, id: person.id });
  });
}

async function claim(
  db: Db,
  { tenant, id }: PersonRef,
  lane: Lane,
  at: Date,
): Promise<OutboxItem | undefined> {
  const row = await db
    .updateTable('outbox')
    .set({
      state: 'sending',
      tries: sql`tries + 1`,
      first_tried_at: sql`coalesce(first_tried_at, ${at})`,
      // what was cut off may have come all the same
      repeated: sql`repeated or state = 'sending' or (tries > 0 and code in ('timeout', 'network'))`,
      leased_until: sql`now() + ${LEASE}`,
    })
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('outbox')
        .select('id')
        .where('tenant', '=', tenant)
        .where('person', '=', id)
        .where(isInLane(lane, at))
        .orderBy(wasTried, 'desc')
        .orderBy('round')
        .orderBy('id')
        .limit(1)
        .forUpdate(),
    )
    .where(isDue(lane, at))
    .where(isFree)
    .returningAll()
    .executeTakeFirst();
  return row && toItem(row);
}

/** PGlite gives the number of a row as a number, a server as text. */
const toItem = (row: Selectable<OutboxTable>): OutboxItem => ({
  id: String(row.id),
  person: { tenant: row.tenant, id: row.person },
  lane: row.lane,
  about: row.about,
  subject: row.subject,
  notice: row.notice,
  tries: row.tries,
  firstTriedAt: row.first_tried_at ?? row.created_at,
});

/**
 * Of an attempt that outlived its lease only a delivery counts: somebody else has the item, or has settled it. A delivery
 * stands, so that nobody sends it once more.
 */
async function settle(db: Db, jobs: Jobs, item: OutboxItem, settlement: Settlement, at: Date): Promise<void> {
  const { person, about, subject } = item;
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('outbox')
      .set({ leased_until: null, code: null, ...toChange(settlement, at) })
      .where('id', '=', item.id)
      .where('done_at', 'is', null)
      .$if(settlement.state !== 'delivered', (update) => update.where('tries', '=', item.tries))
      .executeTakeFirst();
    // where the newest card of somebody lies: that one is brought up to date later
    if (settlement.state === 'delivered')
      await saveCard(trx, about, { tenant: person.tenant, id: subject }, person.id, settlement);
    const again = nextAttempt(settlement, at);
    if (again && numUpdatedRows > 0n) await jobs.add(trx, deliveryQueueOf(item.lane), person, again);
  });
}

function toChange(settlement: Settlement, at: Date) {
  const { state } = settlement;
  switch (state) {
    case 'pending':
      return { state, code: settlement.code, next_at: settlement.nextAt };
    case 'interrupted':
      // as after the death of a process: whoever takes it next marks it as perhaps sent twice
      return { state: 'sending', next_at: at };
    case 'waiting':
    case 'set-aside':
      return { state, code: settlement.code };
    case 'failed':
      return { state, code: settlement.code, done_at: at };
    case 'delivered':
    case 'superseded':
      return { state, done_at: at };
    default:
      return settlement satisfies never;
  }
}

function nextAttempt(settlement: Settlement, at: Date): Date | undefined {
  if (settlement.state === 'pending') return settlement.nextAt;
  return settlement.state === 'interrupted' ? at : undefined;
}

/** People whose next item can be sent, the rounds in turn. */
async function listReady(db: Db, { lane, hangs }: Line, at: Date, limit: number): Promise<PersonRef[]> {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('outbox')
        .distinctOn(['tenant', 'person'])
        .selectAll()
        .where(isInLane(lane, at))
        .orderBy('tenant')
        .orderBy('person')
        .orderBy(wasTried, 'desc')
        .orderBy('round')
        .orderBy('id')
        .as('head'),
    )
    .select(['tenant', 'person'])
    .where(isDue(lane, at))
    .where(isFree)
    .where(sql<boolean>`(code is not distinct from 'timeout') = ${hangs}`)
    .orderBy('round')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ tenant, person }) => ({ tenant, id: person }));
}
