import { runSiege } from './run.ts';

/** A short run; `npm run -s siege -- --requests 100000` is the long one. */
const REQUESTS = 2_000;

describe('The running program', () => {
  it('neither ends, fails, leaks nor stalls under requests that nobody should send', async () => {
    const told: string[] = [];
    const { taken, crashes, serverErrors, leaks, stalls } = await runSiege({
      requests: REQUESTS,
      seed: 'test',
      say: (line) => told.push(line),
    });
    expect({ crashes, serverErrors, leaks, stalls }).toEqual({
      crashes: [],
      serverErrors: [],
      leaks: [],
      stalls: [],
    });
    expect(taken).toBeGreaterThan(REQUESTS / 2);
  });
});
