import { sql } from 'kysely';
import type { About, Lane } from '../delivery/store.ts';
import type { Db } from './database.ts';
import { deliveryQueueOf, type Jobs } from './jobs.ts';

/** What messages are about: a case or a group, in the version that it has after the change that tells of it. */
interface Subject {
  readonly about: About;
  readonly lane: Lane;
  /** Object id of whoever reported the case or owns the group. */
  readonly source: string;
  readonly tenant: string;
  readonly id: string;
  readonly version: number;
}

interface Message {
  /** Object id, in the tenant of the subject. */
  readonly to: string;
  readonly notice: string;
}

/**
 * Puts messages in the outbox, with a job for each person. The key makes a message one of its kind: no step tells the
 * same person the same thing twice.
 */
export async function insertMessages(
  trx: Db,
  jobs: Jobs,
  subject: Subject,
  messages: readonly Message[],
  at: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const { about, lane, tenant, id, version } = subject;
  if (lane === 'urgent') await makeUrgent(trx, id);
  const round = await findRound(trx, subject);
  const rows = messages.map(({ to, notice }) => ({
    key: `${id}:${version}:${notice}:${to}`,
    lane,
    round,
    tenant,
    person: to,
    about,
    subject: id,
    notice,
    state: 'pending',
    tries: 0,
    repeated: false,
    next_at: at,
    created_at: at,
  }));
  await trx
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  for (const person of new Set(messages.map(({ to }) => to))) {
    await jobs.add(trx, deliveryQueueOf(lane), { tenant, id: person });
  }
}

/** A report became of the third level: what is still to be told about it goes along, so that it stays in order. */
async function makeUrgent(trx: Db, subject: string): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ lane: 'urgent' })
    .where('subject', '=', subject)
    .where('lane', '=', 'normal')
    .where('done_at', 'is', null)
    .execute();
}

/**
 * The round in which something is sent: after what else the same person caused, and beside the oldest that waits of others.
 * So of several who report much each has their turn, and who reports once waits for none of it.
 */
async function findRound(trx: Db, { lane, tenant, source }: Subject): Promise<number> {
  const { rows } = await sql<{ round: number }>`
    select coalesce(
      max(round) filter (where outbox.tenant = ${tenant}
        and coalesce(escalation_case.reporter->>'id', group_chat.owner) = ${source}) + 1,
      min(round), 0) as round
    from outbox
      left join escalation_case on about = 'case' and escalation_case.id = subject
      left join group_chat on about = 'group' and group_chat.id = subject
    where done_at is null and lane = ${lane} and outbox.state not in ('waiting', 'set-aside')`.execute(trx);
  return rows[0]?.round ?? 0;
}

/** Takes away what is not sent any more about something, as its people are out of reach: it would be kept for ever. */
export async function dropWaiting(trx: Db, subject: string): Promise<void> {
  await trx
    .deleteFrom('outbox')
    .where('subject', '=', subject)
    .where('state', 'in', ['waiting', 'set-aside'])
    .execute();
}
