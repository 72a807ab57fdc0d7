import type { Signal } from '../../../src/policy/crisis.ts';
import { decide, type Evidence, verdictFor } from '../../../src/policy/decide.ts';
import { THRESHOLDS } from '../../../src/policy/limits.ts';
import { loadLibrary } from '../../../src/policy/load.ts';
import type { Level, Library, Policy, Ruling } from '../../../src/policy/model.ts';
import { aRuling, aTopic, type LibraryFolder, text, writeLibrary } from '../../support/library.ts';

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
        ...more.map((topic) => aRuling({ topic })),
      ],
    },
  });
  library = loadLibrary(folder.folder);
  policy = library.policies.get('tiny') as Policy;
});
afterAll(() => folder.discard());

/** Topics with their scores, likeliest first. */
const topics = (scores: Record<string, number>) =>
  Object.entries(scores).map(([label, score]) => ({ label, score }));

const aSignal = (level: Level): Signal => ({ id: 'x', level, help: 'self-harm', phrase: 'x' });

const decideOn = (scores: Record<string, number>, overrides: Partial<Evidence> = {}) =>
  decide(library, {
    policy,
    audience: 'student',
    topics: topics(scores),
    slots: {},
    coverage: 1,
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
    const outcome = decideOn({ first: 0.4, second: 0.2, third: 0.15, fourth: 0.1, fifth: 0.05 });
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
  it('are offered where none is likely and two are close', () => {
    const outcome = decideOn({ first: 0.2, second: 0.15, third: 0.1, fourth: 0.09 });
    expect(outcome).toMatchObject({
      kind: 'choice',
      readings: [{ topic: 'first' }, { topic: 'second' }, { topic: 'third' }],
    });
    expect(outcome.kind === 'choice' && outcome.readings).toHaveLength(3);
  });

  it('are not offered where the best is likely enough', () => {
    expect(decideOn({ first: THRESHOLDS.choice + 0.01, second: THRESHOLDS.choice })).toMatchObject({
      kind: 'answer',
    });
  });

  it('are not offered where the next is far behind', () => {
    expect(decideOn({ first: 0.2, second: 0.05 })).toMatchObject({
      kind: 'answer',
      reading: { topic: 'first' },
    });
  });

  it('are not offered where there is only one', () => {
    expect(decideOn({ first: 0.1 })).toMatchObject({ kind: 'answer' });
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

  it('yields to an answer that is as likely', () => {
    expect(decideOn({ first: 0.4, weather: 0.4 })).toMatchObject({ kind: 'answer' });
    expect(decideOn({ first: 0.4, weather: 0.41 })).toMatchObject({ kind: 'silent' });
  });

  it('is the outcome where nothing is known at all', () => {
    expect(decideOn({})).toMatchObject({ kind: 'silent', topic: undefined, others: [] });
    expect(decideOn({ 'no-such-topic': 1 })).toMatchObject({ kind: 'silent' });
  });
});

describe('Escalation', () => {
  it('comes before an answer that is likelier, once it is likely enough', () => {
    expect(decideOn({ first: 0.55, 'now-crisis': THRESHOLDS.escalation })).toMatchObject({
      kind: 'escalation',
    });
    expect(decideOn({ first: 0.55, 'now-crisis': THRESHOLDS.escalation - 0.01 })).toMatchObject({
      kind: 'silent',
    });
  });

  it('that is likely, but too little, leaves no verdict, unless the asker says that it is ordinary', () => {
    const heard = { first: 0.6, 'now-crisis': THRESHOLDS.uneasy };
    expect(decideOn(heard)).toMatchObject({ kind: 'silent', uneasy: true, others: [{ topic: 'first' }] });
    expect(decideOn(heard, { ordinary: true })).toMatchObject({ kind: 'answer' });
    expect(decideOn({ first: 0.6 }, { told: THRESHOLDS.toldUneasy })).toMatchObject({ uneasy: true });
    expect(decideOn({ first: THRESHOLDS.clear }, { told: THRESHOLDS.toldUneasy })).toMatchObject({
      kind: 'answer',
    });
  });

  it('must be surer beside what only sounds alike', () => {
    expect(decideOn({ first: 0.3, 'now-crisis': 0.6 }, { alike: true })).toMatchObject({ kind: 'answer' });
    expect(decideOn({ first: 0.2, 'now-crisis': 0.8 }, { alike: true })).toMatchObject({
      kind: 'escalation',
    });
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

describe('A text of which little is known', () => {
  const below = THRESHOLDS.coverage - 0.01;

  it('gets silence, though a topic seems sure, and no guesses', () => {
    expect(decideOn({ befriend: 0.99 }, { coverage: below })).toEqual({ kind: 'silent', others: [] });
    expect(decideOn({ hello: 0.99 }, { coverage: below })).toMatchObject({ kind: 'silent' });
    expect(decideOn({ 'make-group': 0.99 }, { coverage: below })).toMatchObject({ kind: 'silent' });
  });

  it('is answered from the threshold on', () => {
    expect(decideOn({ befriend: 0.99 }, { coverage: THRESHOLDS.coverage })).toMatchObject({ kind: 'answer' });
  });

  it('is heard all the same when it alarms', () => {
    expect(decideOn({ 'now-crisis': 0.9 }, { coverage: 0 })).toMatchObject({ kind: 'escalation' });
    expect(decideOn({}, { coverage: 0, signal: aSignal('crisis') })).toMatchObject({ kind: 'escalation' });
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
    expect(decideOn({ hello: THRESHOLDS.smalltalk - 0.01, first: 0.3 })).toMatchObject({
      kind: 'answer',
      reading: { topic: 'first' },
    });
  });

  it('lead to an answer when a topic to answer is likelier', () => {
    expect(decideOn({ first: 0.5, hello: 0.3, 'make-group': 0.2 })).toMatchObject({ kind: 'answer' });
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
