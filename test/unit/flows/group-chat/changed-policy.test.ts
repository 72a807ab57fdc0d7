import type { Policy } from '../../../../src/policy/model.ts';
import { buildGroup, buildGroupIn } from '../../../support/groups.ts';
import { openFlow, policyOf } from './memory.ts';

/** The rules of SVOK, but with one verdict on every group. */
function withVerdict(verdict: 'not-allowed' | 'discouraged'): Policy {
  const svok = policyOf('svok');
  const sentence = { nl: 'Nee, dat mag niet meer.', en: 'No, that is not allowed any more.' };
  const outcome = { when: {}, verdict, sentence, articles: ['III.B.1'], instead: [] };
  return { ...svok, groups: { ...svok.groups, outcomes: [outcome] } };
}

describe('A draft of which the policy has changed since', () => {
  const draft = buildGroupIn('draft', { at: 'check', answers: buildGroup().answers });
  const submit = { do: 'group-submit', id: draft.id, version: draft.version };

  it.each([
    ['not-allowed', true],
    ['discouraged', false],
  ] as const)('is not registered when its group is %s now, but shows why', async (verdict, isFinal) => {
    const { press, put, get, policies } = openFlow('svok');
    await put(draft);
    policies.set('svok', withVerdict(verdict));
    expect(await press('teacher', submit)).toMatchObject({ kind: 'group-outcome', isFinal });
    expect(await get(draft.id)).toMatchObject({ state: 'draft', at: 'outcome' });
  });

  it('is registered when the policy still allows it', async () => {
    const { press, put } = openFlow('svok');
    await put(draft);
    expect(await press('teacher', submit)).toMatchObject({ kind: 'group', headline: 'registered' });
  });
});

it('A running group that the policy forbids now is shown with what it says', async () => {
  const { press, put, policies } = openFlow('svok');
  const group = buildGroup({ state: 'active', second: undefined, waits: [] });
  await put(group);
  policies.set('svok', withVerdict('not-allowed'));
  expect(await press('teacher', { do: 'group-show', id: group.id })).toMatchObject({
    kind: 'group',
    part: 'owner',
    plan: { outcome: 'not-allowed', articles: ['III.B.1'] },
  });
});
