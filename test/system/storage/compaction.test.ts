import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createAddresses } from '../../../src/storage/addresses.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { createDrafts } from '../../../src/storage/drafts.ts';
import { erasePerson } from '../../../src/storage/erasure.ts';
import { createGroups } from '../../../src/storage/groups.ts';
import { openJobs } from '../../../src/storage/jobs.ts';
import { buildCaseIn, buildChange, buildDraft, buildEvent, buildReport, NOW } from '../../support/cases.ts';
import { createReadyPlace, describeOnPostgres, type TestPlace } from '../../support/database.ts';
import { buildGroup, buildGroupChange } from '../../support/groups.ts';
import { TENANT } from '../../support/routing/people.ts';

const WHO = { tenant: TENANT, id: 'iemand-die-weggaat' };
const NAME = 'Koekoeksbloem van Vergeten';
/** What nothing else in the files can look like. */
const SENTENCE = 'de blauwe vinvis zwemt door het lokaal';
/** So long that PostgreSQL keeps it beside its row, and so random that it cannot be made shorter. */
const LONG = `${randomBytes(20_000).toString('hex')} ${SENTENCE} ${randomBytes(2_000).toString('hex')}`;

let place: TestPlace;
beforeEach(async () => {
  place = await createReadyPlace('PGlite');
});
afterEach(() => place.discard());

/** Files of the folder that hold a text, by what they are part of. */
function filesWith(text: string): string[] {
  const folder = place.address.kind === 'pglite' ? place.address.folder : '';
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text))
    .map((path) => path.slice(folder.length + 1));
}

/** Has somebody write wherever people can write, and gives that all back. */
async function writeEverywhere({ db, createBoss }: Database): Promise<void> {
  const jobs = await openJobs(createBoss(), () => undefined);
  const now = () => NOW;
  const reporter = { id: WHO.id, name: NAME, role: 'staff', language: 'nl' } as const;
  for (const text of [SENTENCE, LONG]) {
    await createCases(db, jobs, now).create(
      buildChange(buildCaseIn('closed', { reporter, report: buildReport({ text }) }), {
        events: [buildEvent({ actor: reporter, text })],
      }),
    );
  }
  const group = buildGroup({
    owner: { ...reporter, language: 'nl' },
    state: 'closed',
    closedAt: NOW.toISOString(),
  });
  await createGroups(db, jobs, now).create(
    buildGroupChange({ ...group, answers: { ...group.answers, name: SENTENCE } }),
  );
  await createDrafts(db, now).save(WHO, buildDraft({ text: LONG }));
  const address = { serviceUrl: 'https://smba.example/', channelId: '29:weg', botId: '28:bot' };
  await createAddresses(db, now).save(WHO, { ...address, conversation: 'a:weg' }, NAME);
  // statistics repeat values, and a checkpoint brings all to the files
  await sql`analyze`.execute(db);
  await sql`checkpoint`.execute(db);
  await jobs.stop();
}

describe('What was erased from a folder', () => {
  it('is gone from all its files after the compaction, and what was kept is still there', async () => {
    const database = await openDatabase(place.address);
    await writeEverywhere(database);
    const kept = buildCaseIn('closed', { report: buildReport({ text: 'wat blijft staan' }) });
    const jobs = await openJobs(database.createBoss(), () => undefined);
    await createCases(database.db, jobs, () => NOW).create(buildChange(kept));
    await jobs.stop();
    expect(filesWith(SENTENCE).length).toBeGreaterThan(1);
    expect(filesWith(NAME).length).toBeGreaterThan(1);

    expect(await erasePerson(database.db, WHO, NOW)).toMatchObject({ kind: 'erased' });
    await database.compact();
    const found = () => [SENTENCE, NAME, WHO.id].map((text) => [text, filesWith(text)]);
    const nowhere = [SENTENCE, NAME, WHO.id].map((text) => [text, []]);
    expect(found()).toEqual(nowhere);
    await database.close();
    expect(found()).toEqual(nowhere);

    const again = await openDatabase(place.address);
    expect(await createCases(again.db, jobs, () => NOW).find(kept)).toEqual(kept);
    await again.close();
    expect(found()).toEqual(nowhere);
  });

  it('waits for room on the disk', async () => {
    const database = await openDatabase(place.address, { space: { readFree: async () => 300 * 1024 ** 2 } });
    await expect(database.compact()).rejects.toMatchObject({ code: 'disk-full' });
    await database.close();
  });
});

describeOnPostgres('A server', () => {
  it('is tidied up at night too', async () => {
    const server = await createReadyPlace('PostgreSQL');
    const database = await openDatabase(server.address);
    await database.compact();
    const { rows } = await sql`
      select relname from pg_stat_user_tables
      where relname in ('escalation_case', 'draft') and last_vacuum is not null`.execute(database.db);
    expect(rows).toHaveLength(2);
    await database.close();
    await server.discard();
  });
});
