import { parseAction } from '../../../src/flows/answering/action.ts';
import { parseEscalationAction } from '../../../src/flows/escalation/action.ts';
import { parseGroupAction } from '../../../src/flows/group-chat/action.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const CASE = { do: 'case-act', id: ID, version: 3 };
const GROUP = { do: 'group-act', id: ID, version: 3 };

const parse = (value: unknown): unknown =>
  parseEscalationAction(value) ?? parseGroupAction(value) ?? parseAction(value);

/** Every button that sends inputs, with its inputs. */
const BUTTONS: readonly (readonly [name: string, data: object, inputs: readonly string[]])[] = [
  [
    'the form of a report',
    { do: 'report-check', id: ID },
    ['text', 'platform', 'group', 'kind', 'severity', 'involved', 'reach', 'links'],
  ],
  ['a start', { do: 'escalate' }, ['text']],
  ...(
    ['ask', 'answer', 'add', 'correct', 'withdraw', 'reopen', 'rate', 'close', 'plan', 'hand-over'] as const
  ).map(
    (act) =>
      [
        `the act ${act}`,
        { ...CASE, act },
        ['text', 'date', 'person', 'outcome', 'article', 'kind', 'severity', 'rating'],
      ] as const,
  ),
  ...(
    [
      'approve-if',
      'refuse',
      'decline',
      'step-back',
      'change',
      'review',
      'close',
      'make-chat',
      'post-welcome',
    ] as const
  ).map(
    (act) => [`the act ${act} on a group`, { ...GROUP, act }, ['text', 'date', 'people', 'done']] as const,
  ),
  [
    'an answer of the guide',
    { do: 'group-answer', id: ID, version: 3, question: 'consent' },
    ['choice', 'text', 'date', 'person', 'asked', 'given', 'refused', 'alternative', 'attested'],
  ],
  [
    'a step back in the guide',
    { do: 'group-back', id: ID, version: 3 },
    ['choice', 'text', 'date', 'person', 'asked', 'given', 'refused', 'alternative', 'attested'],
  ],
  ['a text to look at', { do: 'consider' }, ['text']],
  ['a word on an answer', { do: 'report', topic: 'x', slots: {}, question: 'x' }, ['note']],
  ['role and school', { do: 'profile', question: 'x' }, ['audience', 'policy']],
];

const BAD: readonly (readonly [name: string, value: unknown])[] = [
  ['null', null],
  ['a number', 7],
  ['true', true],
  ['a list', ['a', 'b', null, {}]],
  ['an object', { a: 1 }],
  ['a text that is far too long', 'x'.repeat(200_000)],
  ['a text with signs that no database keeps', 'a\0b\ud800'],
];

describe('a button with inputs', () => {
  it.each(BUTTONS)('of %s is read without any of them', (_name, data) => {
    expect(parse(data)).toMatchObject(data);
  });

  it.each(BUTTONS)('of %s is read whatever they hold', (_name, data, inputs) => {
    for (const input of inputs)
      for (const [name, value] of BAD)
        expect([input, name, parse({ ...data, [input]: value })]).toEqual([
          input,
          name,
          expect.objectContaining(data),
        ]);
  });

  it('takes a number and a boolean for a text, and cuts what is too long', () => {
    const read = (text: unknown) => parseEscalationAction({ do: 'report-check', id: ID, text });
    expect(read(7)).toMatchObject({ text: '7' });
    expect(read(false)).toMatchObject({ text: 'false' });
    expect(read(['a', 'b'])).toMatchObject({ text: 'a,b' });
    expect(read('x'.repeat(200_000))).toMatchObject({ text: 'x'.repeat(20_000) });
    expect(read('a\0b\ud800')).toMatchObject({ text: 'ab\ufffd' });
    expect(read('')).toMatchObject({ text: '' });
  });

  it.each([undefined, null, {}, []])('takes %j for an input that did not come', (text) => {
    expect(parseEscalationAction({ do: 'report-check', id: ID, text })).toHaveProperty(
      'text',
      Array.isArray(text) ? '' : undefined,
    );
  });

  it.each([
    ['true', 'true'],
    [true, 'true'],
    ['False ', 'false'],
    [false, 'false'],
    [null, undefined],
    [0, undefined],
    [1, undefined],
    ['', undefined],
    ['nee', undefined],
    [{}, undefined],
  ])('reads the toggle %j as %j', (involved, read) => {
    expect(parseEscalationAction({ do: 'report-check', id: ID, involved })).toHaveProperty('involved', read);
  });

  it.each([null, 'x', -1, 1.5, {}])(
    'takes a card with the version %j for one that is out of date',
    (version) => {
      expect(parseEscalationAction({ ...CASE, act: 'add', text: 'x', version })).toMatchObject({ text: 'x' });
    },
  );
});
