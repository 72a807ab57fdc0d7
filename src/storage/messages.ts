import type { About } from '../delivery/outbox.ts';
import type { Db } from './database.ts';
import type { Jobs } from './jobs.ts';

/** What messages are about: a case or a group, in the version that it has after the change that tells of it. */
interface Subject {
  readonly about: About;
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
  { about, tenant, id, version }: Subject,
  messages: readonly Message[],
  at: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ to, notice }) => ({
    key: `${id}:${version}:${notice}:${to}`,
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
    await jobs.add(trx, 'deliver', { tenant, id: person });
  }
}

/** Takes away what still waits for people out of reach about something: it would be kept for ever. */
export async function dropWaiting(trx: Db, subject: string): Promise<void> {
  await trx.deleteFrom('outbox').where('subject', '=', subject).where('state', '=', 'waiting').execute();
}
