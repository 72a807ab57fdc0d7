import { createCache } from '../../../src/directory/cache.ts';

const LIFETIMES = { hit: 1000, miss: 100, failure: 10 };

/** A cache with a clock that stands still, and a load that counts. */
function aCache(most?: number) {
  let now = 0;
  let loads = 0;
  const cache = createCache<string>(() => new Date(now), LIFETIMES, most);
  return {
    /** Asks for a key; the load gives `answer`, or fails with it when it is an error. */
    ask: (key: string, answer: string | Error | undefined) =>
      cache(key, async () => {
        loads += 1;
        if (answer instanceof Error) throw answer;
        return answer;
      }),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    loads: () => loads,
  };
}

describe('The cache', () => {
  it('gives a hit again until its lifetime is over', async () => {
    const { ask, pass } = aCache();
    await ask('a', 'one');
    pass(999);
    expect(await ask('a', 'two')).toBe('one');
    pass(1);
    expect(await ask('a', 'two')).toBe('two');
  });

  it('keeps a miss for a shorter time', async () => {
    const { ask, pass } = aCache();
    await ask('a', undefined);
    pass(99);
    expect(await ask('a', 'two')).toBeUndefined();
    pass(1);
    expect(await ask('a', 'two')).toBe('two');
  });

  it('keeps a failure for the shortest time', async () => {
    const { ask, pass } = aCache();
    await expect(ask('a', new Error('down'))).rejects.toThrow('down');
    pass(9);
    await expect(ask('a', 'two')).rejects.toThrow('down');
    pass(1);
    expect(await ask('a', 'two')).toBe('two');
  });

  it('loads once for equal questions at the same time', async () => {
    const { ask, loads } = aCache();
    expect(await Promise.all([ask('a', 'one'), ask('a', 'two'), ask('b', 'three')])).toEqual([
      'one',
      'one',
      'three',
    ]);
    expect(loads()).toBe(2);
  });

  it('lets the oldest go when it is full', async () => {
    const { ask } = aCache(2);
    for (const key of ['a', 'b', 'c']) await ask(key, 'old');
    expect(await Promise.all([ask('c', 'new'), ask('b', 'new'), ask('a', 'new')])).toEqual([
      'old',
      'old',
      'new',
    ]);
  });
});
