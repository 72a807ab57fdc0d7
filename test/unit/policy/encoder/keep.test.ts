import { setImmediate as nextTurn } from 'node:timers/promises';
import { inTurn, keepLast } from '../../../../src/policy/encoder/keep.ts';

/** Makes the text in capitals a turn of the event loop later, notes what was begun, and fails over `bad`. */
function aMaker() {
  const begun: string[] = [];
  const make = async (text: string) => {
    begun.push(text);
    await nextTurn();
    if (text === 'bad') throw new Error('bad');
    return text.toUpperCase();
  };
  return { begun, make };
}

describe('inTurn', () => {
  it('begins with one when the one before has ended', async () => {
    const { begun, make } = aMaker();
    const one = inTurn(make);
    const all = [one('a'), one('b'), one('c')];
    await all[0];
    expect(begun).not.toContain('c');
    expect(await Promise.all(all)).toEqual(['A', 'B', 'C']);
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('goes on after one that failed', async () => {
    const one = inTurn(aMaker().make);
    const [failed, made] = await Promise.allSettled([one('bad'), one('b')]);
    expect(failed.status).toBe('rejected');
    expect(made).toEqual({ status: 'fulfilled', value: 'B' });
  });
});

describe('keepLast', () => {
  it('makes a thing once, also when it is asked for again before it is there', async () => {
    const { begun, make } = aMaker();
    const kept = keepLast(2, make);
    expect(await Promise.all([kept('a'), kept('a')])).toEqual(['A', 'A']);
    expect(await kept('a')).toBe('A');
    expect(begun).toEqual(['a']);
  });

  it('forgets what was asked for longest ago', async () => {
    const { begun, make } = aMaker();
    const kept = keepLast(2, make);
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) await kept(text);
    expect(begun).toEqual(['a', 'b', 'c', 'b']);
  });

  it('keeps no failure', async () => {
    const { begun, make } = aMaker();
    const kept = keepLast(2, make);
    await expect(kept('bad')).rejects.toThrow('bad');
    await expect(kept('bad')).rejects.toThrow('bad');
    expect(begun).toEqual(['bad', 'bad']);
  });
});
