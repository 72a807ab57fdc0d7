import pg from 'pg';
import { openEncoder } from '../../src/policy/encoder/encoder.ts';
import { createEngine } from '../../src/policy/engine.ts';
import { loadLibrary } from '../../src/policy/load.ts';
import { type RunningBot, startBot, textOf } from '../support/app.ts';
import { createReadyPlace, describeOnPostgres, type TestPlace } from '../support/database.ts';
import { TINY } from '../support/encoder/folders.ts';

const GIGABYTE = 1024 ** 3;

/** Asks until the bot says a status: what it found counts for a second. */
async function healthOnce(bot: RunningBot, status: number): Promise<unknown> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${bot.port}/health`);
    const body: unknown = await response.json();
    if (response.status === status) return body;
  }
}

describe('A bot whose disk fills up', () => {
  let free = 10 * GIGABYTE;
  let bot: RunningBot;
  beforeAll(async () => {
    bot = await startBot({ readFree: async () => free });
  });
  afterAll(() => bot.stop());

  it('says so, confirms nothing that it cannot keep, and goes on once there is room', async () => {
    const anna = bot.person();
    await anna.introduce('staff', 'svok');
    expect(await healthOnce(bot, 200)).toEqual({ status: 'ok' });

    free = 0.01 * GIGABYTE;
    expect(await healthOnce(bot, 503)).toEqual({ status: 'down', space: 'none' });
    expect(textOf((await bot.person().introduce('staff', 'svok')).at(-1)?.body)).toMatch(/Sorry/);
    expect(bot.logged.join()).toMatch(/disk space of the data folder.*disk-full/s);
    const aid = textOf((await bot.person().say('ik wil niet meer leven')).at(-1)?.body);
    expect(aid).toMatch(/113/);
    expect(aid).not.toMatch(/Sorry/);

    free = 10 * GIGABYTE;
    expect(await healthOnce(bot, 200)).toEqual({ status: 'ok' });
    expect(textOf((await bot.person().introduce('staff', 'svok')).at(-1)?.body)).not.toMatch(/Sorry/);
  });
});

describe('A bot whose model fails', () => {
  let bot: RunningBot;
  beforeAll(async () => {
    const library = loadLibrary('policies');
    const read = () => Promise.reject(new Error('no model'));
    const engine = createEngine(library, { ...(await openEncoder(TINY)), read });
    bot = await startBot({ opened: { library, engine } });
  });
  afterAll(() => bot.stop());

  it('gives first aid to whoever writes words of a crisis, and an apology to others', async () => {
    const aid = textOf((await bot.person().say('ik wil niet meer leven')).at(-1)?.body);
    expect(aid).toMatch(/113/);
    expect(aid).not.toMatch(/Sorry/);
    const sent = await bot.person().say('Mag ik mijn telefoon gebruiken in de les?');
    expect(textOf(sent.at(-1)?.body)).toMatch(/Sorry/);
    // each turn, and the look for first aid after it
    expect(bot.logged.join().match(/turn failed/g)).toHaveLength(4);
  });
});

describeOnPostgres('A bot whose database server goes away', () => {
  let place: TestPlace;
  let bot: RunningBot;
  beforeAll(async () => {
    place = await createReadyPlace('PostgreSQL');
    bot = await startBot({ env: { DATABASE_URL: urlOf(place) } });
  });
  afterAll(async () => {
    await bot.stop();
    await place.discard();
  });

  it('says so, apologises, and goes on once it is back', async () => {
    const anna = bot.person();
    await anna.introduce('staff', 'svok');

    await letIn(place, false);
    expect(await healthOnce(bot, 503)).toEqual({ status: 'down', database: 'silent' });
    expect(textOf((await anna.say('mag ik een leerling volgen op instagram?')).at(-1)?.body)).toMatch(
      /Sorry/,
    );

    await letIn(place, true);
    expect(await healthOnce(bot, 200)).toEqual({ status: 'ok' });
    const answer = await anna.say('mag ik een leerling volgen op instagram?');
    expect(textOf(answer.at(-1)?.body)).not.toMatch(/Sorry/);
  });
});

/** Shuts a database to everybody, and ends the connections to it, or opens it again. */
async function letIn(place: TestPlace, isOpen: boolean): Promise<void> {
  const name = new URL(urlOf(place)).pathname.slice(1);
  const server = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await server.connect();
  await server.query(`alter database ${name} allow_connections ${isOpen}`);
  await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await server.end();
}

const urlOf = ({ address }: TestPlace): string => (address.kind === 'postgres' ? address.url : '');
