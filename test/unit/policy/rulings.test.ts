import type { Policy, Ruling } from '../../../src/policy/model.ts';
import { findRuling } from '../../../src/policy/rulings.ts';
import { aPolicy, aRuling } from '../../support/library.ts';

const policyWith = (...rulings: object[]) =>
  ({
    ...aPolicy(),
    articles: new Map(),
    rulings: rulings.map((overrides) => ({ when: {}, conditions: [], ...aRuling(overrides) }) as Ruling),
  }) as unknown as Policy;

const find = (policy: Policy, slots: Record<string, string> = {}) =>
  findRuling(policy, 'befriend', 'student', slots);

const GENERAL = { verdict: 'conditional' };
const PERSONAL = { when: { account: 'personal' }, verdict: 'not-allowed' };
const PROFESSIONAL = { when: { account: 'professional' }, verdict: 'allowed' };

describe('findRuling', () => {
  it('finds nothing for another topic or audience', () => {
    const policy = policyWith({ audience: ['staff'] }, { topic: 'post' });
    expect(find(policy)).toBeUndefined();
  });

  it('finds the first ruling that fits what is known', () => {
    const policy = policyWith(PERSONAL, PROFESSIONAL, GENERAL);
    expect(find(policy, { account: 'personal' })?.verdict).toBe('not-allowed');
    expect(find(policy, { account: 'professional' })?.verdict).toBe('allowed');
    expect(find(policy)?.verdict).toBe('conditional');
  });

  it('finds the general ruling for a value that no ruling asks for', () => {
    expect(find(policyWith(PERSONAL, GENERAL), { account: 'unknown' })).toMatchObject({
      verdict: 'conditional',
      open: undefined,
    });
  });

  it('names the slot that would change the verdict', () => {
    expect(find(policyWith(PERSONAL, GENERAL))?.open).toBe('account');
  });

  it('leaves no slot open where the special ruling says the same', () => {
    expect(find(policyWith({ ...PERSONAL, verdict: 'conditional' }, GENERAL))?.open).toBeUndefined();
  });

  it('leaves no slot open once it is known', () => {
    expect(find(policyWith(PERSONAL, GENERAL), { account: 'personal' })?.open).toBeUndefined();
  });

  it('asks on for the second slot of a ruling when the first is known', () => {
    const policy = policyWith(
      { when: { account: 'personal', age: 'under-16' }, verdict: 'not-allowed' },
      GENERAL,
    );
    expect(find(policy)?.open).toBe('account');
    expect(find(policy, { account: 'personal' })?.open).toBe('age');
    expect(find(policy, { age: '16-plus' })?.open).toBeUndefined();
  });

  it('finds for a kind of a value what holds for the value, unless a ruling tells the kind apart', () => {
    const whatsapp = { when: { platform: 'whatsapp' }, verdict: 'not-allowed' };
    const signal = { when: { platform: 'whatsapp.signal' }, verdict: 'allowed' };
    const verdictOf = (platform: string, ...rulings: object[]) =>
      find(policyWith(...rulings, GENERAL), { platform })?.verdict;
    expect(verdictOf('whatsapp.signal', whatsapp)).toBe('not-allowed');
    expect(verdictOf('whatsapp.signal', signal, whatsapp)).toBe('allowed');
    expect(verdictOf('whatsapp', signal)).toBe('conditional');
    expect(verdictOf('whatsapper', whatsapp)).toBe('conditional');
  });

  it('leaves no slot open for a ruling that comes after the one that holds', () => {
    expect(find(policyWith(GENERAL, PERSONAL))?.open).toBeUndefined();
  });

  it('is silent in a case that a ruling leaves open on purpose', () => {
    const policy = policyWith({ ...PERSONAL, verdict: 'unknown' }, GENERAL);
    expect(find(policy, { account: 'personal' })).toBeUndefined();
    expect(find(policy, { account: 'professional' })?.verdict).toBe('conditional');
    expect(find(policy)?.open).toBe('account');
  });
});
