import type { Signal } from '../../../src/policy/crisis.ts';
import { decide, type Evidence, sureOf, verdictFor } from '../../../src/policy/decide.ts';
import { THRESHOLDS } from '../../../src/policy/limits.ts';
import { loadLibrary } from '../../../src/policy/load.ts';
import type { Level, Library, Policy, Ruling } from '../../../src/policy/model.ts';
import { aRuling, aTopic, type LibraryFolder, text, writeLibrary } from '../../support/library.ts';

/** Each of its own: topics that end at the same verdict and article are one reading. */
const VERDICTS_OF = ['not-allowed', 'required', 'discouraged', 'info', 'allowed'];

let folder: LibraryFolder;
let library: Library;
let policy: Policy;
beforeAll(() => {
  const more = ['first', 'second', 'third', 'fourth', 'fifth'];
  folder = writeLibrary({
    'topics/more.yaml': {
      theme: 'more',
      title: text('Meer'),
      topics: more.map((id) => aTopic({ id, slots: [] })),
    },
    'tiny/rulings.yaml': {
      rulings: [
        aRuling({ when: { account: 'professional' }, verdict: 'allowed' }),
        aRuling({ verdict: 'conditional' }),
        aRuling({ topic: 'post', audience: ['staff'] }),
        ...more.map((topic, place) => aRuling({ topic, verdict: VERDICTS_OF[place] })),
      ],
    },
  });
  library = loadLibrary(folder.folder);
  policy = library.policies.get('tiny') as Policy;
});
afterAll(() => folder.discard());

/** Labels with their scores, likeliest first. */
const scored = (scores: Record<string, number>) =>
  Object.entries(scores).map(([label, score]) => ({ label, score }));

const aSignal = (level: Level): Signal => ({ id: 'x', level, help: 'self-harm', phrase: 'x' });

const decideOn = (scores: Record<string, number>, overrides: Partial<Evidence> = {}) =>
  decide(library, {
    policy,
    audience: 'student',
    topics: scored(scores),
    acts: scored({ ask: 1 }),
    fits: scored({ hit: 0.95, aspect: 0.03, other: 0.02 }),
    forms: scored({ may: 1 }),
    unlike: 0,
    slots: {},
    ...overrides,
  });

describe('A question', () => {
  it('is answered with the ruling on its topic', () => {
    expect(decideOn({ befriend: 0.9, first: 0.1 })).toMatchObject({
      kind: 'answer',
      reading: { topic: 'befriend', score: 0.9, verdict: 'conditional', open: 'account' },
      others: [{ topic: 'first' }],
    });
  });

  it('is answered for the situation that is known', () => {
    expect(decideOn({ befriend: 0.9 }, { slots: { account: 'professional' } })).toMatchObject({
      kind: 'answer',
      reading: { verdict: 'allowed', open: undefined },
    });
  });

  it('comes with at most three other readings, likeliest first', () => {
    const outcome = decideOn({ first: 0.9, second: 0.04, third: 0.03, fourth: 0.02, fifth: 0.01 });
    expect(outcome).toMatchObject({ kind: 'answer', reading: { topic: 'first' } });
    expect(outcome.kind === 'answer' && outcome.others.map(({ topic }) => topic)).toEqual([
      'second',
      'third',
      'fourth',
    ]);
  });

  it('that is open gets "info" for a yes, and keeps a no', () => {
    expect(decideOn({ befriend: 0.9 }, { slots: { form: 'open' } })).toMatchObject({
      reading: { verdict: 'info' },
    });
    expect(decideOn({ first: 0.9 }, { slots: { form: 'open' } })).toMatchObject({
      reading: { verdict: 'not-allowed' },
    });
  });
});

describe('Several readings', () => {
  it('are offered, at most three, where none is likely enough and together they are', () => {
    const outcome = decideOn({ first: 0.45, second: 0.3, third: 0.1, fourth: 0.09 });
    expect(outcome).toMatchObject({
      kind: 'choice',
      readings: [{ topic: 'first' }, { topic: 'second' }, { topic: 'third' }],
    });
    expect(outcome.kind === 'choice' && outcome.readings).toHaveLength(3);
  });

  it('are not offered where together they are unlikely: then it was not understood', () => {
    expect(decideOn({ first: 0.1, second: 0.05 })).toMatchObject({
      kind: 'unclear',
      readings: [{ topic: 'first' }, { topic: 'second' }],
    });
  });

  it('may be one, to be confirmed', () => {
    expect(decideOn({ first: 0.6 })).toMatchObject({ kind: 'choice', readings: [{ topic: 'first' }] });
    expect(decideOn({ first: 0.1 })).toMatchObject({ kind: 'unclear' });
  });

  it('that end at the same verdict and article count as one', () => {
    const [, befriend] = policy.rulings;
    const same = { ...policy, rulings: [...policy.rulings, { ...befriend, topic: 'post' } as Ruling] };
    expect(decideOn({ befriend: 0.45, post: 0.45 }, { policy: same })).toMatchObject({
      kind: 'answer',
      reading: { topic: 'befriend', score: 0.9 },
    });
  });
});

describe('A question that rules on its topic do not answer', () => {
  it('gets the rule as a fact, with what was asked of it and no verdict', () => {
    const fits = scored({ aspect: 0.7, hit: 0.2, other: 0.1 });
    expect(decideOn({ first: 0.95 }, { fits, forms: scored({ when: 0.9, may: 0.1 }) })).toMatchObject({
      kind: 'silent',
      aspect: { form: 'when', reading: { topic: 'first' } },
    });
  });

  it('gets silence where it is about something else', () => {
    const fits = scored({ other: 0.7, hit: 0.2, aspect: 0.1 });
    const outcome = decideOn({ first: 0.95 }, { fits });
    expect(outcome).toMatchObject({ kind: 'silent', others: [{ topic: 'first' }] });
    expect(outcome).not.toHaveProperty('aspect');
  });

  it('is answered from the threshold on', () => {
    const at = (hit: number) => ({ fits: scored({ hit, aspect: 1 - hit }) });
    expect(decideOn({ first: 0.99 }, at(THRESHOLDS.hit - 0.01))).toMatchObject({ kind: 'silent' });
    expect(decideOn({ first: 0.99 }, at(THRESHOLDS.hit))).not.toMatchObject({ kind: 'silent' });
  });
});

describe('How sure the engine is', () => {
  const evidence = (hit: number) => ({ fits: scored({ hit, other: 1 - hit }) }) as unknown as Evidence;

  it('grows with how likely the topic is and how likely rules on it answer the question', () => {
    expect(sureOf(evidence(0.9), 0.9)).toBeGreaterThan(sureOf(evidence(0.9), 0.6));
    expect(sureOf(evidence(0.9), 0.9)).toBeGreaterThan(sureOf(evidence(0.6), 0.9));
    expect(sureOf(evidence(1), 1)).toBeLessThanOrEqual(1);
    expect(sureOf(evidence(0), 0)).toBeGreaterThanOrEqual(0);
  });

  it('is the likelihood of the topic alone for a follow-up, which is half a question', () => {
    expect(sureOf({ fits: [] } as unknown as Evidence, 0.7)).toBe(0.7);
  });
});

describe('Silence', () => {
  it('is the outcome for something that is no act, without a topic', () => {
    expect(decideOn({ weather: 0.8, first: 0.2 })).toMatchObject({
      kind: 'silent',
      topic: undefined,
      others: [{ topic: 'first' }],
    });
  });

  it('names the act when the policy has no ruling on it for this audience', () => {
    expect(decideOn({ post: 0.8, first: 0.2 })).toMatchObject({ kind: 'silent', topic: 'post' });
    expect(decideOn({ post: 0.8, first: 0.2 }, { audience: 'staff' })).toMatchObject({ kind: 'answer' });
  });

  it('is the outcome in a case that a ruling leaves open on purpose', () => {
    const unknown = { ...policy.rulings[0], verdict: 'unknown' } as Ruling;
    const silent = { ...policy, rulings: [unknown, ...policy.rulings.slice(1)] };
    const slots = { account: 'professional' };
    expect(decideOn({ befriend: 0.9 }, { policy: silent, slots })).toMatchObject({
      kind: 'silent',
      topic: 'befriend',
    });
  });

  it('comes where it is likelier than an answer', () => {
    expect(decideOn({ first: 0.4, weather: 0.41 })).toMatchObject({ kind: 'silent' });
    expect(decideOn({ first: 0.41, weather: 0.4 })).not.toMatchObject({ kind: 'silent' });
  });

  it('comes where a question shares words with a topic and is about none', () => {
    expect(decideOn({ first: 0.2, weather: 0.21 }, { unlike: 0.5 })).toMatchObject({ kind: 'silent' });
  });

  it('is not claimed where nothing was understood', () => {
    expect(decideOn({})).toEqual({ kind: 'unclear', readings: [] });
    expect(decideOn({ weather: 0.1, first: 0.05 })).toMatchObject({
      kind: 'unclear',
      readings: [{ topic: 'first' }],
    });
  });
});

describe('Escalation', () => {
  it('comes before an answer that is likelier, once trouble is likely enough', () => {
    expect(decideOn({ first: 0.55, 'now-crisis': THRESHOLDS.trouble })).toMatchObject({ kind: 'escalation' });
    expect(decideOn({ first: 0.55, 'now-crisis': THRESHOLDS.trouble - 0.01 })).toMatchObject({
      kind: 'silent',
      uneasy: true,
    });
  });

  it.each(['tell', 'report'])('comes where somebody is likely to %s, whatever the topic', (act) => {
    const acts = scored({ [act]: THRESHOLDS.trouble, ask: 1 - THRESHOLDS.trouble });
    expect(decideOn({ first: 0.99 }, { acts })).toMatchObject({ kind: 'escalation' });
  });

  it('that is likely, but too little, leaves no verdict, unless the asker says that it is ordinary', () => {
    const acts = scored({ ask: 1 - THRESHOLDS.uneasy, tell: THRESHOLDS.uneasy });
    expect(decideOn({ first: 0.95 }, { acts })).toMatchObject({
      kind: 'silent',
      uneasy: true,
      others: [{ topic: 'first' }],
    });
    expect(decideOn({ first: 0.95 }, { acts, ordinary: true })).toMatchObject({ kind: 'answer' });
  });

  it('must be surer beside what only sounds alike', () => {
    const about = (trouble: number) => ({ acts: scored({ tell: trouble, ask: 1 - trouble }), alike: true });
    expect(decideOn({ first: 0.95 }, about(THRESHOLDS.doubted - 0.01))).toMatchObject({ kind: 'answer' });
    expect(decideOn({ first: 0.95 }, about(THRESHOLDS.doubted))).toMatchObject({ kind: 'escalation' });
  });

  it.each(['first', 'weather', 'hello', 'make-group'])(
    'comes before %s when a word of crisis is said',
    (topic) => {
      expect(decideOn({ [topic]: 0.99 }, { signal: aSignal('crisis') })).toMatchObject({
        kind: 'escalation',
        emergency: true,
        crisis: true,
      });
    },
  );

  it('is summed over all kinds of trouble', () => {
    expect(decideOn({ first: 0.5, 'now-crisis': 0.25, 'now-quarrel': 0.25 })).toMatchObject({
      kind: 'escalation',
    });
  });

  it('yields when the asker says that it was an ordinary question', () => {
    expect(decideOn({ 'now-quarrel': 0.6, first: 0.4 }, { ordinary: true })).toMatchObject({
      kind: 'answer',
      reading: { topic: 'first' },
    });
  });

  it('does not yield to the asker when a word of crisis was said', () => {
    expect(decideOn({ first: 0.9 }, { ordinary: true, signal: aSignal('crisis') })).toMatchObject({
      kind: 'escalation',
    });
  });

  it('is an emergency when somebody may be in danger', () => {
    expect(decideOn({ 'now-crisis': 0.9 })).toMatchObject({
      kind: 'escalation',
      emergency: true,
      crisis: false,
      help: 'other',
    });
    expect(decideOn({ first: 0.45, 'now-crisis': 0.55 })).toMatchObject({
      kind: 'escalation',
      emergency: true,
      crisis: false,
    });
  });

  it('is no emergency when another kind of trouble is likelier', () => {
    const outcome = decideOn({ 'now-quarrel': 0.6, 'now-crisis': 0.3 });
    expect(outcome).toMatchObject({ kind: 'escalation', emergency: false, crisis: false, help: 'other' });
  });
});

describe('Other reasons to write', () => {
  it('lead to help with a group chat', () => {
    expect(decideOn({ 'make-group': 0.5, first: 0.3 })).toEqual({ kind: 'group-chat' });
  });

  it('lead to small talk with its topic', () => {
    expect(decideOn({ hello: 0.5, first: 0.3 })).toEqual({ kind: 'smalltalk', topic: 'hello' });
  });

  it('lead to an answer when the small talk is not sure enough', () => {
    expect(decideOn({ hello: THRESHOLDS.smalltalk, first: 0.3 })).toMatchObject({ kind: 'smalltalk' });
    expect(decideOn({ hello: THRESHOLDS.smalltalk - 0.01, first: 0.3 })).not.toMatchObject({
      kind: 'smalltalk',
    });
  });

  it('yield to a topic to answer that is likelier', () => {
    expect(decideOn({ first: 0.9, hello: 0.06, 'make-group': 0.04 })).toMatchObject({ kind: 'answer' });
  });
});

describe('verdictFor', () => {
  it.each([
    ['may', 'allowed', 'allowed'],
    ['may', 'conditional', 'conditional'],
    ['other', 'conditional', 'conditional'],
    ['other', 'info', 'info'],
    ['must', 'conditional', 'required'],
    ['must', 'required', 'required'],
    ['must', 'allowed', 'allowed'],
    ['must', 'not-allowed', 'not-allowed'],
    ['open', 'allowed', 'info'],
    ['open', 'conditional', 'info'],
    ['open', 'required', 'info'],
    ['open', 'discouraged', 'discouraged'],
    ['open', 'not-allowed', 'not-allowed'],
  ] as const)('makes of a question of the form "%s" on what is %s: %s', (form, verdict, shown) => {
    expect(verdictFor({ form }, verdict)).toBe(shown);
  });

  it('leaves the verdict as it is where no form is known', () => {
    expect(verdictFor({}, 'conditional')).toBe('conditional');
  });
});
