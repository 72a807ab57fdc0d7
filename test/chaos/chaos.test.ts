import { createPlace, DIALECTS, type DialectName } from '../support/database.ts';
import { type Finished, runChaos } from './run.ts';

/**
 * Enough to strike start, work and sending, in a minute, with as many cases for each kill as in a long run;
 * `npm run chaos` makes the long one.
 */
const KILLS = 6;
const CASES = 24;

/** A whole chain, three hours, passes in the time of the kills. */
const SPEED = 720;

/** How long a run may take on a busy machine, in milliseconds: what ends it is that nothing moves any more. */
const LONGEST = 600_000;

const PROCESSES: Readonly<Record<DialectName, number>> = { PGlite: 1, PostgreSQL: 2 };

type Run = Finished & { readonly told: readonly string[] };

async function run(dialect: DialectName): Promise<Run> {
  const { address, discard } = await createPlace(dialect);
  const told: string[] = [];
  try {
    const finished = await runChaos({
      kills: KILLS,
      cases: CASES,
      processes: PROCESSES[dialect],
      seed: dialect,
      speed: SPEED,
      isTimed: false,
      databaseUrl: address.kind === 'postgres' ? address.url : undefined,
      say: (line) => told.push(line),
    });
    return { ...finished, told };
  } catch (error) {
    process.stderr.write(`${told.join('\n')}\n`);
    throw error;
  } finally {
    await discard();
  }
}

describe('The bot', () => {
  let runs: readonly PromiseSettledResult<Run>[];
  // side by side, because they mostly wait for their clocks
  beforeAll(async () => {
    runs = await Promise.allSettled(DIALECTS.map(run));
  }, LONGEST);

  it.each(DIALECTS)(
    'on %s loses, misdirects, repeats and passes over nothing while it is killed again and again',
    (dialect) => {
      const ended = runs[DIALECTS.indexOf(dialect)];
      if (ended?.status !== 'fulfilled') throw ended?.reason;
      expect(ended.value).toMatchObject({
        kills: KILLS,
        cases: CASES,
        lost: [],
        misdirected: [],
        duplicated: [],
        late: [],
      });
    },
  );
});
