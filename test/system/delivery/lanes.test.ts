import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createOutbox } from '../../../src/delivery/outbox.ts';
import type { Lane } from '../../../src/delivery/store.ts';
import { createAddresses } from '../../../src/storage/addresses.ts';
import { createOutboxStore } from '../../../src/storage/outbox.ts';
import { createSender } from '../../../src/teams/sender.ts';
import { NOW } from '../../support/cases.ts';
import { type FakeConnector, startFakeConnector } from '../../support/fake-connector.ts';
import { openStore, type TestStore } from '../../support/store.ts';

/** The outbox on a real database with the real sender, where most chats hang. No call here ends by itself. */

const NEVER = 3_600_000;

let store: TestStore;
let connector: FakeConnector;
let outbox: ReturnType<typeof createOutbox>;
beforeAll(async () => {
  store = await openStore('PGlite');
  connector = await startFakeConnector();
  const now = () => NOW;
  const reportFailure = (error: unknown): never => {
    throw error;
  };
  outbox = createOutbox({
    store: createOutboxStore(store.db, store.jobs, now),
    addresses: createAddresses(store.db, now),
    sender: createSender({ bot: undefined, now, reportFailure, serviceUrl: connector.url, timeout: NEVER }),
    compose: async ({ notice }) => ({ content: { kind: 'text', text: notice }, former: undefined }),
    unreachable: async () => undefined,
    attempted: async () => undefined,
    reportFailure,
    now,
    pause: async () => undefined,
    wait,
    random: () => 1,
  });
});
afterAll(async () => {
  await connector.stop();
  await store.close();
});

/** Puts a message in for each of so many people, with a chat each. */
async function put(name: string, count: number, lane: Lane): Promise<void> {
  const people = Array.from({ length: count }, (_, index) => ({ tenant: 'one', person: `${name}${index}` }));
  const chats = people.map((one) => ({
    ...one,
    service_url: connector.url,
    channel_id: `29:${one.person}`,
    bot_id: '28:bot',
    conversation: `a:${one.person}`,
    name: '',
    seen_at: NOW,
  }));
  const messages = people.map((one) => ({
    ...one,
    key: randomUUID(),
    subject: randomUUID(),
    notice: name,
    lane,
    state: 'pending',
    tries: 0,
    repeated: false,
    next_at: NOW,
    created_at: NOW,
  }));
  await store.db.insertInto('address').values(chats).execute();
  await store.db.insertInto('outbox').values(messages).execute();
}

const came = (name: string) => connector.sent.filter(({ body }) => body.text === name).length;

it('An urgent message arrives though 500 chats hang and 1000 messages wait, and a stop hands all of these back', async () => {
  connector.rules.push(({ conversation }) =>
    conversation?.startsWith('a:silent') ? { wait: new Promise(() => undefined) } : undefined,
  );
  await put('silent-urgent', 250, 'urgent');
  await put('silent', 250, 'normal');
  await put('waiting', 1000, 'normal');
  await put('heard', 1, 'urgent');
  outbox.wake();
  while (came('heard') === 0) await wait(10);
  expect(came('waiting')).toBeLessThan(1000);

  await outbox.stop();
  const open = await store.db.selectFrom('outbox').selectAll().where('done_at', 'is', null).execute();
  expect(open.every(({ leased_until }) => leased_until === null)).toBe(true);
  const interrupted = open.filter(({ state }) => state === 'sending');
  expect(interrupted.length).toBeGreaterThan(0);
  expect(interrupted.every(({ notice }) => notice.startsWith('silent'))).toBe(true);
  expect(open.length + came('waiting') + came('heard')).toBe(1501);
});
