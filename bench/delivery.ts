import { setTimeout as wait } from 'node:timers/promises';
import { createAddresses } from '../src/storage/addresses.ts';
import { createCases } from '../src/storage/cases.ts';
import { openDatabase } from '../src/storage/database.ts';
import { openJobs } from '../src/storage/jobs.ts';
import { button } from '../test/support/app.ts';
import { buildCase, buildChange } from '../test/support/cases.ts';
import { conversationOf, fill, openSchool } from '../test/support/escalation.ts';
import { startFakeConnector } from '../test/support/fake-connector.ts';
import { createReadyFolder } from '../test/support/ready-folder.ts';
import { TENANT } from '../test/support/school.ts';

/**
 * `npm run -s bench:delivery`: how long a report of the third level takes to the chat of the manager while other chats hang
 * and other messages wait. In seconds, as one line of JSON; it should be 5 at the most.
 */

/** Half of those that hang are about reports of the third level too. */
const HANGING = 500;
const WAITING = 1000;

const connector = await startFakeConnector();
connector.rules.push(({ conversation }) =>
  conversation?.startsWith('a:silent') ? { wait: new Promise(() => undefined) } : undefined,
);
const folder = await createReadyFolder();
await prepare();

const school = await openSchool({
  connector,
  takesJobs: true,
  now: () => new Date(),
  env: { MAGDAT_DATA: folder },
  present: ['teacher', 'manager'],
});
const card = await fill(await school.chat('teacher'), { severity: '3' });
while (hung() < HANGING / 4) await wait(10);
const [hanging, sent] = [hung(), connector.sent.length];
const started = performance.now();
await (await school.chat('teacher')).execute(button(card, 'Verstuur'));
const accepted = performance.now();
while (!hasArrived()) await wait(5);
const arrived = performance.now();
const result = {
  hanging: HANGING,
  waiting: WAITING,
  hangingAtReport: hanging,
  sentBeforeReport: sent,
  acceptedAfter: seconds(accepted - started),
  arrivedAfter: seconds(arrived - started),
};
await school.stop();
await connector.stop();
console.log(JSON.stringify({ ...result, stoppedIn: seconds(performance.now() - arrived) }));

function hung(): number {
  return new Set(connector.asked.map((one) => one.conversation).filter((one) => one?.startsWith('a:silent')))
    .size;
}

function hasArrived(): boolean {
  return connector.sent.slice(sent).some(({ conversation }) => conversation === conversationOf('manager'));
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}

/** Puts a message to each of many people in the outbox. */
async function prepare(): Promise<void> {
  const { db, createBoss, close } = await openDatabase({ kind: 'pglite', folder });
  const jobs = await openJobs(createBoss(), () => undefined);
  const now = () => new Date();
  const [cases, addresses] = [createCases(db, jobs, now), createAddresses(db, now)];
  const later = { awaited: 'acknowledgement', at: new Date('2099-01-01') } as const;
  for (let index = 0; index < HANGING + WAITING; index++) {
    const id = index < HANGING ? `silent${index}` : `waiting${index}`;
    const place = {
      serviceUrl: connector.url,
      channelId: `29:${id}`,
      botId: '28:bot',
      conversation: `a:${id}`,
    };
    await addresses.save({ tenant: TENANT, id }, place, id);
    const severity = index < HANGING / 2 ? '3' : '2';
    const one = buildCase({ tenant: TENANT, severity, asked: [{ id, name: id }], next: later });
    await cases.create(buildChange(one));
  }
  await jobs.stop();
  await close();
}
