import { privacy as command } from '../../../src/cli/privacy.ts';
import type { Case } from '../../../src/flows/escalation/model.ts';
import { referenceOf } from '../../../src/flows/escalation/model.ts';
import { createCases } from '../../../src/storage/cases.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { openJobs } from '../../../src/storage/jobs.ts';
import { createProfiles } from '../../../src/storage/people.ts';
import {
  buildCase,
  buildCaseIn,
  buildChange,
  buildEvent,
  buildReport,
  CHAIN,
  NOW,
} from '../../support/cases.ts';
import { createReadyPlace, type TestPlace } from '../../support/database.ts';
import { openSchool, report } from '../../support/escalation.ts';
import { named, TENANT } from '../../support/routing/people.ts';
import { type Finished, linesOf, runCli, runHere } from '../../support/run.ts';
import { PEOPLE, TENANT as SCHOOL_TENANT } from '../../support/school.ts';

const WHO = 'aaaaaaaa-0000-4000-8000-00000000000a';
const reporter = { ...named(WHO), role: 'staff', language: 'nl' } as const;
const WORDS = 'woorden-van-de-melding';

let place: TestPlace;
beforeEach(async () => {
  place = await createReadyPlace('PGlite');
});
afterEach(() => place.discard());

const folderOf = ({ address }: TestPlace): string => {
  if (address.kind !== 'pglite') throw new Error('the place is no folder');
  return address.folder;
};

const privacy = (...args: string[]): Promise<Finished> =>
  runHere(command, args, { env: { MAGDAT_DATA: folderOf(place) } });

/** Puts cases in the folder, and a profile of the person in each tenant, and leaves the folder free. */
async function store(tenants: readonly string[], ...cases: Case[]): Promise<void> {
  const { db, createBoss, close } = await openDatabase(place.address);
  const jobs = await openJobs(createBoss(), () => undefined);
  const now = () => NOW;
  for (const tenant of tenants) {
    await createProfiles(db, now).save({ tenant, id: WHO }, { audience: 'staff', policy: 'svok' });
  }
  for (const one of cases) {
    const events = [buildEvent({ actor: one.reporter, text: WORDS })];
    await createCases(db, jobs, now).create(buildChange(one, { events }));
  }
  await jobs.stop();
  await close();
}

const aReport = (overrides: Partial<Case> = {}): Case =>
  buildCaseIn('closed', { reporter, report: buildReport({ text: WORDS }), ...overrides });

describe('npm run privacy export', () => {
  it('prints one JSON document with everything about a person, in a process of its own', async () => {
    const one = aReport();
    await store([TENANT], one);
    const { code, stdout, stderr } = await runCli('privacy', ['export', WHO], {
      env: { MAGDAT_DATA: folderOf(place) },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      person: { tenant: TENANT, id: WHO },
      profile: { audience: 'staff', policy: 'svok' },
      reported: [{ id: one.id, report: { text: WORDS } }],
    });
  });

  it('tells apart from the document that cases were left out', async () => {
    const [first, ...others] = CHAIN;
    if (!first) throw new Error('the chain is empty');
    const untold = buildCase({ chain: [{ ...first, person: named(WHO) }, ...others] });
    await store([TENANT], untold);
    const { code, stdout, stderr } = await privacy('export', WHO);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ reported: [], acted: [] });
    expect(stdout).not.toContain(untold.id);
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/^Left out: 1 .*docs\/privacy\.md/)]);
  });

  it('asks which tenant when the id is in several, and takes an id in capitals, as portals copy it', async () => {
    await store([TENANT, 'two']);
    const unclear = await privacy('export', WHO);
    expect(unclear).toMatchObject({ code: 2, stdout: '' });
    expect(linesOf(unclear.stderr)).toEqual([expect.stringContaining('--tenant'), TENANT, 'two']);
    const { code, stdout } = await privacy('export', WHO.toUpperCase(), '--tenant', 'two');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ person: { tenant: 'two' } });
  });
});

describe('npm run privacy erase', () => {
  it('prints counts and no words, and leaves nothing', async () => {
    await store([TENANT], aReport());
    const { code, stdout, stderr } = await privacy('erase', WHO);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(linesOf(stdout)).toEqual(
      expect.arrayContaining(['profile: 1', 'draft: 0', 'own cases without words and name: 1']),
    );
    for (const line of linesOf(stdout)) expect(line).toMatch(/^[a-z ]+: \d+$/);
    expect(await privacy('export', WHO)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Nothing is kept/),
    });
  });

  it('names the open cases that stand in the way, with the remedy and exit code 2, and does nothing', async () => {
    const open = buildCase({ reporter, report: buildReport({ text: WORDS }) });
    const held = buildCase({ holder: { ...named(WHO), since: NOW } });
    await store([TENANT], open, held);
    const before = await privacy('export', WHO);
    const { code, stdout, stderr } = await privacy('erase', WHO);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [head, ...cases] = linesOf(stderr);
    expect(head).toMatch(/^Nothing was erased/);
    expect(cases).toHaveLength(2);
    expect(cases).toContainEqual(expect.stringMatching(`^case ${referenceOf(open)}: .*withdraw`));
    expect(cases).toContainEqual(expect.stringMatching(`^case ${referenceOf(held)}: .*hand it over`));
    expect(stderr).not.toContain(WORDS);
    expect(await privacy('export', WHO)).toEqual(before);
  });
});

describe('npm run privacy', () => {
  it.each<[string, string[]]>([
    ['nothing', []],
    ['no person', ['export']],
    ['an unknown command', ['forget', WHO]],
    ['a command of JavaScript', ['constructor', WHO]],
    ['two people', ['erase', WHO, WHO]],
  ])('tells its usage when it gets %s', async (_, args) => {
    const { code, stdout, stderr } = await runHere(command, args, {
      env: { MAGDAT_DATA: '/nowhere/at/all' },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^usage: .*export\|erase PERSON/);
  });

  it.each([
    ['export', 'nobody'],
    ['erase', WHO, '--tenant', TENANT],
  ])('tells in one line that nothing is kept: %s %s', async (...args) => {
    await store(['two']);
    const { code, stdout, stderr } = await privacy(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/^Nothing is kept/)]);
  });

  it('tells in one line that the bot has the folder', async () => {
    const { close } = await openDatabase(place.address);
    const finished = await Promise.all([privacy('export', WHO), privacy('erase', WHO)]);
    await close();
    for (const { code, stdout, stderr } of finished) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(linesOf(stderr)).toEqual([expect.stringContaining(folderOf(place))]);
    }
  });
});

describe('Somebody who removed the app', () => {
  const removed = { type: 'installationUpdate', action: 'remove' };
  /** Runs a school on the folder until it stops. */
  const atSchool = async (act: (school: Awaited<ReturnType<typeof openSchool>>) => Promise<unknown>) => {
    const school = await openSchool({ env: { MAGDAT_DATA: folderOf(place) }, present: ['manager'] });
    await act(school);
    await school.stop();
  };

  it('is not in the database any more', async () => {
    await atSchool(async ({ chat }) => {
      const student = await chat('student');
      await student.say('mag mijn telefoon aan in de les?');
      await student.say('escaleer');
      await student.send(removed);
    });
    const { code, stderr } = await privacy('export', PEOPLE.student);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^Nothing is kept/) });
  });

  it('can still be reached about an open case, and loses their draft and profile all the same', async () => {
    await atSchool(async ({ chat }) => {
      const teacher = await chat('teacher');
      await report(teacher);
      await teacher.introduce('staff', 'svok');
      await teacher.say('escaleer');
      await teacher.send(removed);
    });
    const { stdout } = await privacy('export', PEOPLE.teacher, '--tenant', SCHOOL_TENANT);
    expect(JSON.parse(stdout)).toMatchObject({
      profile: null,
      contexts: [],
      drafts: [],
      address: { channel_id: `29:${PEOPLE.teacher}`, conversation: null },
      reported: [{ state: 'notified' }],
    });
  });
});
