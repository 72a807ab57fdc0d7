import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { createAddresses } from '../../src/storage/addresses.ts';
import { createCases } from '../../src/storage/cases.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { openJobs } from '../../src/storage/jobs.ts';
import { buildCase, buildChange, CHAIN, NOW } from '../support/cases.ts';
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts';
import { createReadyFolder } from '../support/ready-folder.ts';
import { named, TENANT } from '../support/routing/people.ts';

/** How long a stop may take, in milliseconds, by the word of docs/architecture.md. */
const LONGEST = 10_000;
const PEOPLE = Array.from({ length: 300 }, (_, index) => `leader${index}`);

let connector: FakeConnector;
let folder: string;
beforeAll(async () => {
  connector = await startFakeConnector();
  folder = await createReadyFolder();
  const { db, createBoss, close } = await openDatabase({ kind: 'pglite', folder });
  const jobs = await openJobs(createBoss(), () => undefined);
  const [cases, addresses] = [createCases(db, jobs, () => NOW), createAddresses(db, () => NOW)];
  for (const [index, id] of PEOPLE.entries()) {
    const place = {
      serviceUrl: connector.url,
      channelId: `29:${id}`,
      botId: '28:bot',
      conversation: `a:${id}`,
    };
    await addresses.save({ tenant: TENANT, id }, place, id);
    const later = { awaited: 'acknowledgement', at: new Date('2099-01-01') } as const;
    const severity = index % 3 === 0 ? '3' : '2';
    await cases.create(buildChange(buildCase({ severity, chain: CHAIN, asked: [named(id)], next: later })));
  }
  await jobs.stop();
  await close();
});
afterAll(() => connector.stop());

/** The bot as a process of its own, as `npm run serve` starts it. */
function start() {
  const child = spawn(process.execPath, ['--liftoff-only', join('src', 'main.ts')], {
    env: { ...process.env, PORT: '0', MAGDAT_DATA: folder, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return {
    lines,
    stop: () => {
      child.kill('SIGTERM');
      return Promise.race([ended, wait(LONGEST, 'still running', { ref: false })]);
    },
  };
}

async function readOutbox() {
  const { db, close } = await openDatabase({ kind: 'pglite', folder });
  const rows = await db.selectFrom('outbox').selectAll().execute();
  await close();
  return rows;
}

it('The process ends in order at SIGTERM though 300 messages wait in chats that hang, and the next one sends them', async () => {
  const hanging = connector.rules.push(() => ({ wait: new Promise(() => undefined) }));
  const first = start();
  while (connector.asked.length < 100) await wait(20);
  expect(await first.stop()).toBe(0);
  const left = await readOutbox();
  expect(left.filter(({ done_at }) => done_at !== null)).toEqual([]);
  expect(connector.sent).toEqual([]);

  connector.rules.splice(hanging - 1);
  const next = start();
  while (new Set(connector.sent.map(({ conversation }) => conversation)).size < PEOPLE.length) await wait(20);
  expect(await next.stop()).toBe(0);
  expect(connector.sent).toHaveLength(PEOPLE.length);
  const rows = await readOutbox();
  const tried = new Set(left.filter(({ tries }) => tries > 0).map(({ id }) => id));
  expect(
    rows
      .filter(({ repeated }) => repeated)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...tried].sort());
});
