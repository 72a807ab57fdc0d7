import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Address, Addresses, Content, DeliveryOutcome, Sender } from '../../../src/delivery/model.ts';
import { createOutbox, type OutboxParts } from '../../../src/delivery/outbox.ts';
import type { Lane, OutboxStore } from '../../../src/delivery/store.ts';
import { createLog } from '../../../src/log.ts';
import type { PersonRef } from '../../../src/routing/person.ts';
import { createAddresses } from '../../../src/storage/addresses.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { createOutboxStore } from '../../../src/storage/outbox.ts';
import { countSetAside, retrySetAside } from '../../../src/storage/set-aside.ts';
import { createWork } from '../../../src/work.ts';
import { buildCase, buildChange, NOW } from '../../support/cases.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { openStore, type TestStore } from '../../support/store.ts';

const MANAGER: PersonRef = { tenant: TENANT, id: 'manager' };
const DEPUTY: PersonRef = { tenant: TENANT, id: 'deputy' };

const OK: DeliveryOutcome = { kind: 'delivered', conversation: 'a:chat', activity: 'new' };
const THROTTLED: DeliveryOutcome = { kind: 'throttled', retryAfter: undefined };
const BROKEN: DeliveryOutcome = { kind: 'failed', again: true, code: '502' };
const REFUSED: DeliveryOutcome = { kind: 'failed', again: false, code: '400' };
const BLOCKED: DeliveryOutcome = { kind: 'blocked' };
const NOT_INSTALLED: DeliveryOutcome = { kind: 'not-installed' };

const text = (words: string): Content => ({ kind: 'text', text: words });
const wordsOf = (content: Content): string => (content.kind === 'text' ? content.text : '');

const addressOf = ({ id }: PersonRef): Address => ({
  serviceUrl: 'https://smba.example/',
  channelId: `29:${id}`,
  botId: '28:bot',
  conversation: `a:${id}`,
});

/** A channel that answers each person by their script, and then that all is well; it keeps what it was asked. */
function createChannel() {
  const sent: string[] = [];
  const knew: (Address | undefined)[] = [];
  const scripts = new Map<string, DeliveryOutcome[]>();
  const answer = (id: string) => scripts.get(id)?.shift() ?? OK;
  const sender: Sender = {
    send: async ({ id }, address, content) => {
      sent.push(`${id}: ${wordsOf(content)}`);
      knew.push(address);
      return answer(id);
    },
    update: async ({ channelId }, conversation, activity, content) => {
      sent.push(`${channelId} ${conversation} ${activity}: ${wordsOf(content)}`);
      return answer(channelId);
    },
  };
  return {
    sender,
    sent,
    knew,
    script: (id: string, ...outcomes: DeliveryOutcome[]) => scripts.set(id, outcomes),
  };
}

let store: TestStore;
let clock: TestClock;
let channel: ReturnType<typeof createChannel>;
let addresses: Addresses;
let outboxStore: OutboxStore;
let pauses: number[];
let unreached: string[];
let attempts: string[];
let failures: unknown[];
/** Notices that are no longer true. */
let untrue: string[];

beforeAll(async () => {
  store = await openStore('PGlite');
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.clear();
  await store.db.deleteFrom('address').execute();
  clock = createClock(NOW.toISOString());
  channel = createChannel();
  addresses = createAddresses(store.db, clock.now);
  outboxStore = createOutboxStore(store.db, store.jobs, clock.now);
  for (const person of [MANAGER, DEPUTY]) await addresses.save(person, addressOf(person), person.id);
  pauses = [];
  unreached = [];
  attempts = [];
  failures = [];
  untrue = [];
});

/** The outbox; a notice that ends in `card` changes a card that was sent before, with `both` it also tells something new. */
const open = (overrides: Partial<OutboxParts> = {}) =>
  createOutbox({
    store: outboxStore,
    addresses,
    sender: channel.sender,
    compose: async ({ notice }) => {
      if (untrue.includes(notice)) return undefined;
      const former = { conversation: 'a:old', activity: 'old', content: text(`now ${notice}`) };
      return {
        content: notice.endsWith('card') ? undefined : text(notice),
        former: /card|both/.test(notice) ? former : undefined,
      };
    },
    unreachable: async ({ person, notice }, why) => {
      unreached.push(`${person.id} ${notice} ${why}`);
    },
    attempted: async ({ person, notice }, outcome) => {
      attempts.push(`${person.id} ${notice} ${outcome}`);
    },
    reportFailure: (error) => failures.push(error),
    now: clock.now,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    wait: () => new Promise(setImmediate),
    random: () => 1,
    ...overrides,
  });

/** Puts something to be told to somebody in the outbox. */
const put = ({ tenant, id }: PersonRef, ...notices: string[]) =>
  store.db
    .insertInto('outbox')
    .values(
      notices.map((notice) => ({
        key: randomUUID(),
        tenant,
        person: id,
        subject: randomUUID(),
        notice,
        state: 'pending',
        tries: 0,
        repeated: false,
        next_at: clock.now(),
        created_at: clock.now(),
      })),
    )
    .execute();

const rows = () => store.db.selectFrom('outbox').selectAll().orderBy('id').execute();
const seconds = (count: number) => clock.pass(count / 60);

describe('The outbox', () => {
  it('sends what a person has coming, in order, with a pause after each', async () => {
    await put(MANAGER, '1', '2', '3');
    await put(DEPUTY, '4');
    expect(await open().deliver(MANAGER)).toBe(3);
    expect(channel.sent).toEqual(['manager: 1', 'manager: 2', 'manager: 3']);
    // where the first one arrived is where the others go
    const met = { ...addressOf(MANAGER), conversation: 'a:chat' };
    expect(channel.knew).toEqual([addressOf(MANAGER), met, met]);
    expect(pauses).toEqual([500, 500, 500]);
    expect((await rows()).map(({ state }) => state)).toEqual([
      'delivered',
      'delivered',
      'delivered',
      'pending',
    ]);
  });

  it('sends nothing twice', async () => {
    await put(MANAGER, '1');
    const outbox = open();
    await outbox.deliver(MANAGER);
    expect(await outbox.deliver(MANAGER)).toBe(0);
    await outbox.deliverAll();
    expect(channel.sent).toHaveLength(1);
  });

  it('sends each thing once when it is asked several times at once', async () => {
    await put(MANAGER, '1', '2', '3');
    const outbox = open();
    await Promise.all([outbox.deliver(MANAGER), outbox.deliver(MANAGER), outbox.deliverAll()]);
    expect(channel.sent).toEqual(['manager: 1', 'manager: 2', 'manager: 3']);
  });

  it('hands somebody who was never met to the channel all the same', async () => {
    await addresses.forget(MANAGER);
    await put(MANAGER, '1');
    await open().deliver(MANAGER);
    expect(channel.sent).toEqual(['manager: 1']);
    expect(channel.knew).toEqual([undefined]);
  });

  it('keeps where the card of a case lies', async () => {
    const one = buildCase();
    const cases = createCases(store.db, store.jobs, clock.now);
    await cases.create(buildChange(one));
    await open().deliver(MANAGER);
    expect(await cases.findCard(one, 'manager')).toEqual({ conversation: 'a:chat', activity: 'new' });
  });

  it('sends nothing that is no longer true, and goes on with the next without a pause', async () => {
    await put(MANAGER, '1', '2');
    untrue = ['1'];
    expect(await open().deliver(MANAGER)).toBe(2);
    expect(channel.sent).toEqual(['manager: 2']);
    expect(pauses).toEqual([500]);
    expect(await rows()).toMatchObject([{ state: 'superseded' }, { state: 'delivered' }]);
  });

  it('tells what is true when it is sent, not when it was put in', async () => {
    await put(MANAGER, '1');
    channel.script('manager', BROKEN);
    const outbox = open();
    await outbox.deliver(MANAGER);
    untrue = ['1'];
    seconds(10);
    await outbox.deliver(MANAGER);
    expect(channel.sent).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'superseded' }]);
  });
});

describe('What is throttled or fails for now', () => {
  it.each([
    ['throttled', THROTTLED, 'throttled'],
    ['failed', BROKEN, '502'],
  ])('is sent later when it %s, and what comes behind it waits', async (_, outcome, code) => {
    await put(MANAGER, '1', '2');
    channel.script('manager', outcome);
    const outbox = open();
    expect(await outbox.deliver(MANAGER)).toBe(1);
    expect(await rows()).toMatchObject([
      { state: 'pending', code, next_at: new Date(NOW.getTime() + 2000) },
      { state: 'pending', tries: 0 },
    ]);
    expect(pauses).toEqual([]);
    seconds(1.9);
    await outbox.deliverAll();
    expect(channel.sent).toEqual(['manager: 1']);
    seconds(0.1);
    await outbox.deliverAll();
    expect(channel.sent).toEqual(['manager: 1', 'manager: 1', 'manager: 2']);
    expect(unreached).toEqual([]);
  });

  it('holds up nobody else', async () => {
    await put(DEPUTY, '1');
    await put(MANAGER, '2');
    channel.script('deputy', BROKEN);
    await open().deliverAll();
    expect(channel.sent).toEqual(['deputy: 1', 'manager: 2']);
  });

  it('waits twice as long each time, up to five minutes', async () => {
    await put(MANAGER, '1');
    channel.script('manager', ...Array(10).fill(BROKEN));
    const outbox = open();
    const waits: number[] = [];
    for (let tries = 0; tries < 10; tries++) {
      await outbox.deliver(MANAGER);
      const [row] = await rows();
      waits.push((Number(row?.next_at) - clock.now().getTime()) / 1000);
      seconds(300);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    await outbox.deliver(MANAGER);
    expect(await rows()).toMatchObject([{ state: 'delivered', tries: 11 }]);
  });

  it('waits by chance half as long at the least, so that not all try again at once', async () => {
    await put(MANAGER, '1');
    channel.script('manager', BROKEN);
    await open({ random: () => 0 }).deliver(MANAGER);
    expect(await rows()).toMatchObject([{ next_at: new Date(NOW.getTime() + 1000) }]);
  });

  it.each([
    [90, 90],
    [1, 2],
    [0, 2],
  ])('waits as long as the service says, %i s, but no shorter than it would', async (retryAfter, waited) => {
    await put(MANAGER, '1');
    channel.script('manager', { kind: 'throttled', retryAfter });
    await open().deliver(MANAGER);
    expect(await rows()).toMatchObject([{ next_at: new Date(NOW.getTime() + waited * 1000) }]);
  });

  it('keeps the order of a person through an outage of ten minutes', async () => {
    await put(MANAGER, '1', '2');
    channel.script('manager', ...Array(7).fill(BROKEN));
    const outbox = open();
    for (let minute = 0; minute < 15; minute++) {
      await outbox.deliverAll();
      if (minute === 5) await put(MANAGER, '3');
      clock.pass(1);
    }
    expect(channel.sent.slice(0, 7)).toEqual(Array(7).fill('manager: 1'));
    expect(channel.sent.slice(7)).toEqual(['manager: 1', 'manager: 2', 'manager: 3']);
    expect(unreached).toEqual([]);
  });

  it.each([
    ['throttled', THROTTLED, 'throttled'],
    ['failing', BROKEN, '502'],
  ])(
    'is given up when it is still %s 24 hours after the first attempt, and what comes behind it goes',
    async (_, outcome, code) => {
      await put(MANAGER, '1', '2');
      clock.pass(3 * 24 * 60); // the process stood still
      channel.script('manager', ...Array(11).fill(outcome));
      const outbox = open();
      for (let tries = 0; tries < 9; tries++) {
        await outbox.deliver(MANAGER);
        clock.pass(5);
      }
      clock.pass(24 * 60 - 45);
      await outbox.deliver(MANAGER);
      expect(unreached).toEqual([]);
      clock.pass(5);
      await outbox.deliver(MANAGER);
      expect(unreached).toEqual(['manager 1 failed']);
      expect(await rows()).toMatchObject([
        { state: 'failed', code, done_at: clock.now() },
        { state: 'delivered' },
      ]);
      expect(channel.sent.at(-1)).toBe('manager: 2');
    },
  );
});

describe('A wait', () => {
  const waitOf = async (retryAfter: number, lane: Lane = 'normal') => {
    await store.clear();
    await put(MANAGER, '1');
    await store.db.updateTable('outbox').set({ lane }).execute();
    channel.script('manager', { kind: 'throttled', retryAfter });
    await open().deliver(MANAGER);
    return (Number((await rows())[0]?.next_at) - clock.now().getTime()) / 1000;
  };

  it.each([-5, Number.NaN, Number.NEGATIVE_INFINITY])(
    'that is asked for is at least its own: %d',
    async (asked) => {
      expect(await waitOf(asked)).toBe(2);
    },
  );

  it.each([31_536_000, Number.POSITIVE_INFINITY])(
    'that is asked for is an hour at the most, and ten minutes about a report of the third level: %d',
    async (asked) => {
      expect(await waitOf(asked)).toBe(3600);
      expect(await waitOf(asked, 'urgent')).toBe(600);
    },
  );

  it('is over when the clock was put back by more than any', async () => {
    await put(MANAGER, '1');
    channel.script('manager', BROKEN);
    const outbox = open();
    await outbox.deliver(MANAGER);
    clock.pass(-24 * 60);
    await outbox.deliver(MANAGER);
    expect(channel.sent).toHaveLength(2);
  });

  it('does not become the last attempt when the clock is put forward', async () => {
    await put(MANAGER, '1');
    channel.script('manager', BROKEN, BROKEN);
    const outbox = open();
    for (const minutes of [7 * 24 * 60, 5]) {
      await outbox.deliver(MANAGER);
      clock.pass(minutes);
    }
    await outbox.deliver(MANAGER);
    expect(await rows()).toMatchObject([{ state: 'delivered' }]);
  });
});

describe('What the service refuses', () => {
  it('is given up at once and told of, and the next goes', async () => {
    await put(MANAGER, '1', '2');
    channel.script('manager', REFUSED);
    await open().deliver(MANAGER);
    expect(unreached).toEqual(['manager 1 failed']);
    expect(await rows()).toMatchObject([{ state: 'failed', code: '400' }, { state: 'delivered' }]);
  });
});

describe('Somebody out of reach', () => {
  it.each([
    ['blocked', BLOCKED],
    ['not-installed', NOT_INSTALLED],
  ])('is told of when %s, for each thing, and is left alone until they are seen', async (code, outcome) => {
    await put(MANAGER, '1', '2');
    channel.script('manager', outcome, outcome);
    const outbox = open();
    await outbox.deliver(MANAGER);
    expect(unreached).toEqual([`manager 1 ${code}`, `manager 2 ${code}`]);
    expect(await rows()).toMatchObject([
      { state: 'waiting', code, done_at: null },
      { state: 'waiting', code, done_at: null },
    ]);
    clock.pass(7 * 24 * 60);
    await outbox.deliverAll();
    expect(channel.sent).toHaveLength(2);
  });

  it('gets everything, in order, once they are seen again', async () => {
    await put(MANAGER, '1', '2');
    channel.script('manager', BLOCKED, BLOCKED);
    const outbox = open();
    await outbox.deliver(MANAGER);
    clock.pass(60);
    await put(MANAGER, '3');
    await outboxStore.wake(MANAGER, clock.now());
    await outbox.deliver(MANAGER);
    expect(channel.sent.slice(2)).toEqual(['manager: 1', 'manager: 2', 'manager: 3']);
    expect((await rows()).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('makes a message for the next one, who gets it in the same round', async () => {
    const one = buildCase();
    const cases = createCases(store.db, store.jobs, clock.now);
    await cases.create(buildChange(one));
    channel.script('manager', BLOCKED);
    const outbox = open({
      unreachable: async () => {
        await cases.save(buildChange({ ...one, version: 2, asked: [...one.asked, named('deputy')] }));
      },
    });
    await outbox.deliverAll();
    expect(channel.sent).toEqual(['manager: assigned', 'deputy: assigned']);
  });

  it('is told of before that is kept, so that it is told again when the process dies in between', async () => {
    await put(MANAGER, '1');
    channel.script('manager', BLOCKED);
    let isKept: boolean | undefined;
    await open({
      unreachable: async () => {
        isKept = (await rows()).some(({ state }) => state === 'waiting');
      },
    }).deliver(MANAGER);
    expect(isKept).toBe(false);
  });
});

describe('A change of a card', () => {
  it('goes to where the card lies, and is no new message', async () => {
    await put(MANAGER, 'card');
    await open().deliver(MANAGER);
    expect(channel.sent).toEqual(['29:manager a:old old: now card']);
    expect(await rows()).toMatchObject([{ state: 'delivered' }]);
  });

  it('keeps the card where it lies', async () => {
    const one = buildCase();
    const cases = createCases(store.db, store.jobs, clock.now);
    await cases.create(buildChange(one));
    await open({
      compose: async () => ({
        content: undefined,
        former: { conversation: 'a:old', activity: 'old', content: text('now') },
      }),
    }).deliver(MANAGER);
    expect(await cases.findCard(one, 'manager')).toEqual({ conversation: 'a:old', activity: 'old' });
  });

  it.each([
    ['gone or refused', REFUSED],
    ['of somebody who blocked the bot', BLOCKED],
    ['of somebody without the app', NOT_INSTALLED],
  ])('is let go when the card is %s: nobody is passed over for it', async (_, outcome) => {
    await put(MANAGER, 'card', '2');
    channel.script('29:manager', outcome);
    await open().deliver(MANAGER);
    expect(unreached).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'superseded' }, { state: 'delivered' }]);
  });

  it('is let go when nobody knows how to reach the person', async () => {
    await addresses.forget(MANAGER);
    await put(MANAGER, 'card');
    await open().deliver(MANAGER);
    expect(channel.sent).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'superseded' }]);
  });

  it.each([
    ['throttled', { kind: 'throttled', retryAfter: 30 } as const, 30],
    ['failed', BROKEN, 2],
  ])('is made later when it %s', async (_, outcome, waited) => {
    await put(MANAGER, 'card');
    channel.script('29:manager', outcome);
    const outbox = open();
    await outbox.deliver(MANAGER);
    expect(await rows()).toMatchObject([
      { state: 'pending', next_at: new Date(NOW.getTime() + waited * 1000) },
    ]);
    seconds(waited);
    await outbox.deliver(MANAGER);
    expect(await rows()).toMatchObject([{ state: 'delivered' }]);
  });

  it('goes with a new message, after it, so that no card is left behind', async () => {
    await put(MANAGER, 'both');
    await open().deliver(MANAGER);
    expect(channel.sent).toEqual(['manager: both', '29:manager a:old old: now both']);
  });

  it.each([['throttled', THROTTLED] as const, ['failing', BROKEN] as const, ['blocked', BLOCKED] as const])(
    'that is %s does not undo the message that it goes with, however old that is',
    async (_, outcome) => {
      await put(MANAGER, 'both');
      clock.pass(25 * 60);
      channel.script('29:manager', outcome);
      await open().deliver(MANAGER);
      expect(await rows()).toMatchObject([{ state: 'delivered' }]);
      expect(unreached).toEqual([]);
    },
  );

  it('waits for the message that it goes with', async () => {
    await put(MANAGER, 'both');
    channel.script('manager', BROKEN);
    const outbox = open();
    await outbox.deliver(MANAGER);
    expect(channel.sent).toEqual(['manager: both']);
    seconds(2);
    await outbox.deliver(MANAGER);
    expect(channel.sent).toEqual(['manager: both', 'manager: both', '29:manager a:old old: now both']);
  });
});

describe('What became of a message', () => {
  it.each<[string, DeliveryOutcome]>([
    ['delivered', OK],
    ['blocked', BLOCKED],
    ['not-installed', NOT_INSTALLED],
    ['throttled', THROTTLED],
    ['failed', BROKEN],
    ['failed', REFUSED],
  ])('is told after the first attempt: %s', async (kind, outcome) => {
    await put(MANAGER, '1');
    channel.script('manager', outcome);
    await open().deliver(MANAGER);
    expect(attempts).toEqual([`manager 1 ${kind}`]);
  });

  it('is told at the first attempt and at the end, not each time in between', async () => {
    await put(MANAGER, '1');
    channel.script('manager', ...Array(5).fill(BROKEN));
    const outbox = open();
    for (let tries = 0; tries < 6; tries++) {
      await outbox.deliver(MANAGER);
      clock.pass(5);
    }
    expect(attempts).toEqual(['manager 1 failed', 'manager 1 delivered']);
  });

  it('is not told of a change of a card, nor of what is no longer true', async () => {
    await put(MANAGER, 'card', '2');
    untrue = ['2'];
    await open().deliver(MANAGER);
    expect(attempts).toEqual([]);
  });

  it('is told once it is kept, and a fault in that holds up nothing', async () => {
    await put(MANAGER, '1', '2');
    const states: unknown[] = [];
    const attempted = async () => {
      states.push((await rows())[0]?.state);
      throw new Error('planted');
    };
    await open({ attempted }).deliver(MANAGER);
    expect(states).toEqual(['delivered', 'delivered']);
    expect(channel.sent).toEqual(['manager: 1', 'manager: 2']);
    expect(failures).toMatchObject([{ message: 'planted' }, { message: 'planted' }]);
  });
});

describe('After a process that died', () => {
  /** Sends and dies before the outcome is kept. */
  const dying = () => open({ store: { ...outboxStore, settle: () => Promise.reject(new Error('killed')) } });
  const endLease = () =>
    store.db.updateTable('outbox').set({ leased_until: sql`now() - interval '1 second'` }).execute();

  it('nothing is sent again before the lease has run out', async () => {
    await put(MANAGER, '1', '2');
    await expect(dying().deliver(MANAGER)).rejects.toThrow('killed');
    await open().deliverAll();
    expect(channel.sent).toEqual(['manager: 1']);
  });

  it('what was being sent is taken up again, first, and marked as perhaps sent twice', async () => {
    await put(MANAGER, '1', '2');
    await expect(dying().deliver(MANAGER)).rejects.toThrow('killed');
    await endLease();
    await open().deliverAll();
    expect(channel.sent).toEqual(['manager: 1', 'manager: 1', 'manager: 2']);
    expect(await rows()).toMatchObject([
      { state: 'delivered', tries: 2, repeated: true },
      { state: 'delivered', tries: 1, repeated: false },
    ]);
  });

  it('what had not been sent at all is not lost', async () => {
    await put(MANAGER, '1');
    await outboxStore.claim(MANAGER, 'normal', clock.now());
    await endLease();
    await open().deliverAll();
    expect(channel.sent).toEqual(['manager: 1']);
  });

  it('it is taken up at once in a folder, which has one process', async () => {
    await put(MANAGER, '1');
    await expect(dying().deliver(MANAGER)).rejects.toThrow('killed');
    await store.restart();
    outboxStore = createOutboxStore(store.db, store.jobs, clock.now);
    await open({ addresses: createAddresses(store.db, clock.now) }).deliverAll();
    expect(channel.sent).toEqual(['manager: 1', 'manager: 1']);
  });
});

describe('A fault', () => {
  const failingFor = (id: string): Partial<OutboxParts> => ({
    compose: async ({ person, notice }) => {
      if (person.id === id) throw new Error('planted');
      return { content: text(notice), former: undefined };
    },
  });

  it('with what is for one person holds up nobody else, and is reported', async () => {
    await put(DEPUTY, '1');
    await put(MANAGER, '2');
    await open(failingFor('deputy')).deliverAll();
    expect(channel.sent).toEqual(['manager: 2']);
    expect(failures).toMatchObject([{ message: 'planted' }]);
  });

  it('lets what comes behind it go, and is tried again later', async () => {
    await put(MANAGER, '1', '2');
    const { compose } = failingFor('manager');
    const failing = open({
      compose: async (item) =>
        item.notice === '1' ? compose?.(item) : { content: text(item.notice), former: undefined },
    });
    await failing.deliver(MANAGER);
    expect(channel.sent).toEqual(['manager: 2']);
    expect(await rows()).toMatchObject([
      { state: 'pending', code: 'fault', next_at: new Date(NOW.getTime() + 2000) },
      { state: 'delivered' },
    ]);
    seconds(2);
    await open().deliver(MANAGER);
    expect(channel.sent).toEqual(['manager: 2', 'manager: 1']);
  });

  it('that comes again and again sets the message aside, once the next one of the chain was asked', async () => {
    await put(MANAGER, '1');
    const outbox = open(failingFor('manager'));
    for (let tries = 0; tries < 6; tries++) {
      await outbox.deliver(MANAGER);
      seconds(60);
    }
    expect(await rows()).toMatchObject([{ state: 'set-aside', code: 'fault', tries: 5, done_at: null }]);
    expect(unreached).toEqual(['manager 1 failed']);
    expect(await countSetAside(store.db)).toEqual({ urgent: 0, normal: 1 });
    expect(await retrySetAside(store.db, clock.now())).toBe(1);
    await open().deliver(MANAGER);
    expect(channel.sent).toEqual(['manager: 1']);
  });

  it('in asking the next one is no reason to forget that somebody is out of reach', async () => {
    await put(MANAGER, '1');
    channel.script('manager', BLOCKED, BLOCKED);
    await open({ unreachable: () => Promise.reject(new Error('planted')) }).deliverAll();
    expect(failures).toMatchObject([{ message: 'planted' }]);
    seconds(2);
    await open().deliverAll();
    expect(unreached).toEqual(['manager 1 blocked']);
  });
});

describe('A round', () => {
  it('ends when everybody must wait', async () => {
    await put(MANAGER, '1');
    await put(DEPUTY, '2');
    for (const id of ['manager', 'deputy']) channel.script(id, THROTTLED);
    await open().deliverAll();
    expect(channel.sent).toHaveLength(2);
  });

  it('of a sweep keeps the time first, and tries once what fails', async () => {
    await put(MANAGER, '1');
    await put(DEPUTY, '2');
    const idle = { passTime: async () => undefined, listDue: async () => [] };
    const sentBefore: number[] = [];
    const failing = {
      passTime: () => {
        sentBefore.push(channel.sent.length);
        return Promise.reject(new Error('planted'));
      },
      listDue: async () => [{ tenant: TENANT, id: 'broken' }],
    };
    const { sweep } = createWork({
      escalation: failing,
      groups: idle,
      outbox: open(),
      log: createLog('silent'),
      reportFailure: (error) => failures.push(error),
      purge: async () => ({}),
      countSetAside: async () => ({ urgent: 0, normal: 0 }),
    });
    await sweep();
    expect(channel.sent).toHaveLength(2);
    expect(sentBefore).toEqual([0]);
    expect(failures).toMatchObject([{ message: 'planted' }]);
  });

  it('leaves what is for later', async () => {
    await put(MANAGER, '1');
    channel.script('manager', BROKEN);
    const outbox = open();
    await outbox.deliverAll();
    await outbox.deliverAll();
    expect(channel.sent).toHaveLength(1);
  });
});
