import { createPlace, DIALECTS, type DialectName } from '../support/database.ts';
import { runChaos } from './run.ts';

/** Kills in one run of the tests, shared by the databases that there are; as many cases for each kill as in a long run. */
const KILLS = 50 / DIALECTS.length;
const CASES = 200 / DIALECTS.length;

/** How long a run may take on a busy machine, in milliseconds: what ends it is that nothing moves any more. */
const LONGEST = 600_000;

const PROCESSES: Readonly<Record<DialectName, number>> = { PGlite: 1, PostgreSQL: 2 };

describe.each(DIALECTS)('The bot on %s', (dialect) => {
  it(
    'loses, misdirects, repeats and passes over nothing while it is killed again and again',
    async () => {
      const place = await createPlace(dialect);
      const told: string[] = [];
      try {
        const { address } = place;
        const { kills, cases, lost, misdirected, duplicated, late } = await runChaos({
          kills: KILLS,
          cases: CASES,
          processes: PROCESSES[dialect],
          seed: dialect,
          isTimed: false,
          databaseUrl: address.kind === 'postgres' ? address.url : undefined,
          say: (line) => told.push(line),
        });
        expect({ kills, cases, lost, misdirected, duplicated, late }).toEqual({
          kills: KILLS,
          cases: CASES,
          lost: [],
          misdirected: [],
          duplicated: [],
          late: [],
        });
      } catch (error) {
        process.stderr.write(`${told.join('\n')}\n`);
        throw error;
      } finally {
        await place.discard();
      }
    },
    LONGEST,
  );
});
