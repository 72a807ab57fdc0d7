import { createReplies, type Replies } from '../../../../src/flows/answering/replies.ts';
import type { Asked, Reply } from '../../../../src/flows/answering/reply.ts';
import type { Outcome, Reading } from '../../../../src/policy/decide.ts';
import type { Answer } from '../../../../src/policy/engine.ts';
import { loadLibrary } from '../../../../src/policy/load.ts';
import type { Policy, Slots } from '../../../../src/policy/model.ts';
import { findRuling } from '../../../../src/policy/rulings.ts';
import { aRuling, aSlot, aTopic, type LibraryFolder, text, writeLibrary } from '../../../support/library.ts';

let folder: LibraryFolder;
let replies: Replies;
let policy: Policy;
beforeAll(() => {
  const more = ['first', 'second', 'third', 'fourth'];
  folder = writeLibrary({
    'slots.yaml': {
      slots: [
        aSlot({
          values: [
            { id: 'personal', label: text('Ja'), short: text('je privéaccount') },
            { id: 'professional', label: text('Zakelijk') },
          ],
        }),
        {
          id: 'consent',
          values: [
            { id: 'all', label: text('Ja'), short: text('iedereen zei ja') },
            { id: 'none', label: text('Nee'), short: text('niemand zei ja') },
          ],
        },
      ],
    },
    'topics/more.yaml': {
      theme: 'contact',
      title: text('Meer'),
      topics: more.map((id) => aTopic({ id, title: text(id), slots: [] })),
    },
    'tiny/rulings.yaml': {
      rulings: [
        aRuling({ when: { account: 'professional' }, verdict: 'allowed' }),
        aRuling(),
        aRuling({ topic: 'post', audience: ['staff'] }),
        ...more.map((topic) => aRuling({ topic })),
      ],
    },
  });
  const library = loadLibrary(folder.folder);
  policy = library.policies.get('tiny') as Policy;
  replies = createReplies(library);
});
afterAll(() => folder.discard());

function aReading(topic: string, when?: Slots): Reading {
  const holding = findRuling(policy, topic, 'student', when ?? {});
  if (!holding) throw new Error(`no ruling on ${topic}`);
  return { topic, score: 0.5, ...holding, when };
}

function replyTo(outcome: Outcome, slots: Slots = {}): Reply {
  const asked: Asked = { policy, audience: 'student', language: 'nl', question: 'Mag dat?' };
  return replies.toOutcome(asked, { outcome, slots } as Answer);
}

/** The topic, facts and words of each reading that a reply offers. */
const offersOf = (reply: Reply) =>
  'offers' in reply
    ? reply.offers.map(({ topic, slots, differs }) => [topic.id, slots, differs.map(({ nl }) => nl).join()])
    : undefined;

describe('A choice', () => {
  it('offers three readings at most, with what was told', () => {
    const readings = ['first', 'second', 'third', 'fourth'].map((topic) => aReading(topic));
    const reply = replyTo({ kind: 'choice', readings }, { account: 'personal' });
    expect(reply.kind).toBe('choice');
    expect(offersOf(reply)).toEqual([
      ['first', { account: 'personal' }, ''],
      ['second', { account: 'personal' }, ''],
      ['third', { account: 'personal' }, ''],
    ]);
  });

  it('tells readings of one topic apart by what differs, and adds what each supposes', () => {
    const readings = [
      aReading('befriend', { account: 'personal', consent: 'all' }),
      aReading('befriend', { account: 'professional', consent: 'all' }),
    ];
    expect(offersOf(replyTo({ kind: 'choice', readings }, { platform: 'social' }))).toEqual([
      ['befriend', { platform: 'social', account: 'personal', consent: 'all' }, 'je privéaccount'],
      ['befriend', { platform: 'social', account: 'professional', consent: 'all' }, 'Zakelijk'],
    ]);
  });

  it('says all that a reading supposes which is the only one of its topic', () => {
    const readings = [aReading('befriend', { account: 'personal', consent: 'none' }), aReading('first')];
    expect(offersOf(replyTo({ kind: 'choice', readings }))).toEqual([
      ['befriend', { account: 'personal', consent: 'none' }, 'je privéaccount,niemand zei ja'],
      ['first', {}, ''],
    ]);
  });

  it('tells a reading that supposes something from one that supposes nothing', () => {
    const readings = [aReading('befriend'), aReading('befriend', { account: 'personal' })];
    expect(offersOf(replyTo({ kind: 'choice', readings }))?.map(([, , differs]) => differs)).toEqual([
      '',
      'je privéaccount',
    ]);
  });

  it('offers no reading twice, and none whose topic is gone', () => {
    const readings = [
      aReading('first'),
      aReading('first', {}),
      { ...aReading('second'), topic: 'no-such' },
      aReading('befriend', { account: 'personal' }),
      aReading('befriend', { account: 'personal' }),
    ];
    expect(offersOf(replyTo({ kind: 'choice', readings }))?.map(([topic]) => topic)).toEqual([
      'first',
      'befriend',
    ]);
  });

  it('is answered with what the reading supposes', () => {
    const asked: Asked = { policy, audience: 'student', language: 'nl', question: '' };
    const choice = replyTo({ kind: 'choice', readings: [aReading('befriend', { account: 'professional' })] });
    if (choice.kind !== 'choice') throw new Error('no choice');
    const [offer] = choice.offers;
    expect(offer && replies.topic(asked, offer.topic, offer.slots)).toMatchObject({
      kind: 'answer',
      reading: { verdict: 'allowed' },
    });
  });
});

describe('What was not understood', () => {
  it('comes with two near readings at most', () => {
    const readings = ['first', 'second', 'third'].map((topic) => aReading(topic));
    const reply = replyTo({ kind: 'unclear', readings });
    expect(reply).toMatchObject({ kind: 'unclear', question: 'Mag dat?', audience: 'student' });
    expect(offersOf(reply)?.map(([topic]) => topic)).toEqual(['first', 'second']);
  });

  it('comes with none where nothing is near', () => {
    expect(offersOf(replyTo({ kind: 'unclear', readings: [] }))).toEqual([]);
  });
});

describe('Silence on what is asked of an act', () => {
  const silent = (slots: Slots = {}) =>
    replyTo(
      {
        kind: 'silent',
        others: [aReading('fourth'), aReading('befriend')],
        aspect: { form: 'why', reading: aReading('befriend') },
      },
      slots,
    );

  it('names the act, whom to ask, and what else was near before neighbours', () => {
    expect(silent()).toMatchObject({
      kind: 'silent',
      topic: { id: 'befriend' },
      aspect: { form: 'why', reading: { topic: 'befriend' } },
      contact: policy.contacts.student,
      related: [{ id: 'fourth' }, { id: 'first' }, { id: 'second' }],
    });
  });

  it('yields to a medical need', () => {
    const reply = silent({ medical: 'yes' });
    expect(reply).toMatchObject({ kind: 'silent', medical: true });
    expect(reply).not.toHaveProperty('aspect');
  });
});
