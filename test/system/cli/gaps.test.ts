import { policy } from '../../../src/cli/policy.ts';
import type { Feedback } from '../../../src/flows/answering/ports.ts';
import type { GapDecision } from '../../../src/http/contract.ts';
import { hashOf } from '../../../src/policy/gaps.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { createFeedbackBox } from '../../../src/storage/feedback.ts';
import { createGapStore } from '../../../src/storage/gaps.ts';
import { createReadyPlace, type TestPlace } from '../../support/database.ts';
import { type Finished, linesOf, runCli, runHere } from '../../support/run.ts';

let place: TestPlace;
beforeEach(async () => {
  place = await createReadyPlace('PGlite');
});
afterEach(() => place.discard());

const folderOf = ({ address }: TestPlace): string => {
  if (address.kind !== 'pglite') throw new Error('the place is no folder');
  return address.folder;
};

const gaps = (...schools: string[]): Promise<Finished> =>
  runHere(policy, ['gaps', ...schools], { env: { MAGDAT_DATA: folderOf(place) } });

const aFeedback = (overrides: Partial<Feedback> = {}): Feedback => ({
  kind: 'unanswered',
  tenant: 'tenant-1',
  school: 'noord',
  policy: 'svok',
  audience: 'student',
  language: 'nl',
  question: 'mag mijn telefoon mee op kamp?',
  ...overrides,
});

/** Puts feedback in the folder, each a day after the one before it, and leaves the folder free. */
async function store(...feedback: Feedback[]): Promise<void> {
  const { db, close } = await openDatabase(place.address);
  for (const [day, one] of feedback.entries()) {
    await createFeedbackBox(db, () => new Date(Date.UTC(2026, 2, 1 + day, 10))).add(one);
  }
  await close();
}

async function decide(question: string, decision: GapDecision): Promise<void> {
  const { db, close } = await openDatabase(place.address);
  await createGapStore(db, () => new Date()).decide(
    { tenant: 'tenant-1', id: 'noord' },
    'svok',
    [hashOf(question)],
    decision,
  );
  await close();
}

describe('npm run policy gaps', () => {
  it('groups the questions without a good answer by policy, the largest group and the newest question first', async () => {
    await store(
      aFeedback({ question: 'mag een drone boven het schoolplein vliegen?' }),
      aFeedback({ question: 'mag mijn telefoon mee op kamp' }),
      aFeedback({ policy: 'omo', audience: 'staff' }),
      aFeedback({ kind: 'report', note: 'Dit staat in de kampbrief' }),
    );
    const { code, stdout, stderr } = await gaps('noord');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, ...others] = stdout.trim().split('\n\n').map(linesOf);
    expect(first).toEqual([
      expect.stringMatching(/^2 × svok, seems about [a-z-]+$/),
      '  student: mag mijn telefoon mee op kamp? (Dit staat in de kampbrief)',
      '  student: mag mijn telefoon mee op kamp',
    ]);
    expect(others.map(([head]) => head)).toEqual([
      expect.stringMatching(/^1 × omo, seems about /),
      expect.stringMatching(/^1 × svok, seems about /),
    ]);
  });

  it('tells what the keeper said they are about, and leaves out what the keeper rejected', async () => {
    await store(
      aFeedback(),
      aFeedback({ question: 'mag een drone boven het schoolplein vliegen?' }),
      aFeedback({ question: 'hoe laat gaat de bel?' }),
    );
    await decide('mag mijn telefoon mee op kamp?', { kind: 'accepted', topic: 'phone-on-trip' });
    await decide('hoe laat gaat de bel?', { kind: 'rejected' });
    const { stdout } = await gaps('noord');
    expect(
      stdout
        .trim()
        .split('\n\n')
        .map((group) => linesOf(group)[0]),
    ).toEqual([
      expect.stringMatching(/^1 × svok, seems about /),
      '1 × svok, is about phone-on-trip, says the keeper',
    ]);
  });

  it('leaves out what helped, what has no words and what is of a policy that is gone', async () => {
    await store(
      aFeedback({ kind: 'helpful', question: undefined }),
      aFeedback({ question: '' }),
      aFeedback({ policy: 'closed-school' }),
    );
    expect(await gaps('noord')).toEqual({
      code: 0,
      stdout: 'No question is waiting for a better answer.\n',
      stderr: '',
    });
  });

  it('shows the words of no school that is not named, nor those of another', async () => {
    await store(aFeedback(), aFeedback({ school: 'zuid', question: 'mag een drone boven het plein?' }));
    expect(linesOf((await gaps()).stdout).slice(1)).toEqual(['1 × noord', '1 × zuid']);
    const { stdout } = await gaps('zuid');
    expect(stdout).toContain('drone');
    expect(stdout).not.toContain('kamp');
  });

  it('counts the steps that look different in an app, apart from the questions', async () => {
    const different = { kind: 'instructions', audience: 'staff', question: undefined } as const;
    await store(
      aFeedback({ ...different, note: 'signal' }),
      aFeedback({ ...different, note: 'whatsapp' }),
      aFeedback({ ...different, note: 'whatsapp' }),
    );
    const { code, stdout } = await gaps();
    expect(code).toBe(0);
    expect(linesOf(stdout)).toEqual([
      'No question is waiting for a better answer.',
      expect.stringMatching(/^2 × .*whatsapp$/),
      expect.stringMatching(/^1 × .*signal$/),
    ]);
  });

  it('tells in one line that the bot has the folder, with exit code 2', async () => {
    const { close } = await openDatabase(place.address);
    const { code, stdout, stderr } = await runCli('policy', ['gaps'], {
      env: { MAGDAT_DATA: folderOf(place) },
    });
    await close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(linesOf(stderr)).toEqual([expect.stringContaining(folderOf(place))]);
    expect(stderr).toMatch(/stop it/i);
  });
});
