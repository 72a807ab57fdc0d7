import { describeReasons, describeReply } from '../../../src/cli/describe.ts';
import type { Outcome } from '../../../src/policy/decide.ts';
import type { Answer, Engine, Question } from '../../../src/policy/engine.ts';
import type { Library } from '../../../src/policy/model.ts';
import * as replies from '../../support/cards/replies.ts';
import { anUnderstood } from '../../support/understood.ts';

const { reading } = replies.buildAnswer('nl');

describe('What a reply says beside its first line', () => {
  it('is each reading that is offered, with what differs', () => {
    const offered = replies.buildOffers();
    const lines = [
      "? Foto's of filmpjes van anderen online zetten (iedereen vindt het goed)",
      "? Foto's of filmpjes van anderen online zetten (niet iedereen vindt het goed)",
    ];
    expect(describeReply(replies.buildChoice('nl', { offers: offered }))).toEqual(lines);
    expect(describeReply(replies.buildUnclear('nl', { offers: offered }))).toEqual(lines);
    expect(describeReply(replies.buildUnclear('en'))).toEqual([
      '? Group chat by staff with students',
      '? Posting photos or videos of others',
    ]);
  });

  it('is the rule that says something else of the act, and whom to ask', () => {
    const silent = replies.buildSilent('nl', { aspect: { form: 'why', reading } });
    expect(describeReply(silent)).toEqual([
      '- Met je privéaccount word je geen vrienden met leerlingen. Jullie volgen elkaar ook niet. [15b]',
      '> je leidinggevende',
    ]);
    expect(describeReply(replies.buildSilent('nl'))).toEqual(['> je leidinggevende']);
  });
});

describe('The reasons of an answer', () => {
  const reasons = (outcome: Outcome, understood = anUnderstood()) => {
    const answer = { language: 'nl', topics: [], slots: {}, understood, outcome } as Partial<Answer>;
    return describeReasons({} as Library, {} as Engine, {} as Question, answer as Answer);
  };
  const rulings = async (outcome: Outcome) => {
    const told = await reasons(outcome);
    return told.slice(told.indexOf('ruling'), told.indexOf('\nlimits'));
  };
  const ruling = 'befriend-staff-student {} → conditional, open: nothing';

  it('show what the model reads in the text, where it is likely', async () => {
    const facts = new Map([
      ['place', scored({ untold: 0.6, class: 0.4 })],
      ['age', scored({ untold: 0.98, 'under-16': 0.02 })],
    ]);
    const understood = anUnderstood({
      acts: scored({ ask: 0.8, tell: 0.15, bot: 0.02 }),
      forms: scored({ may: 0.9 }),
      negated: 0.7,
      facts,
    });
    const lines = (await reasons({ kind: 'silent', others: [] }, understood)).split('\n');
    for (const line of [
      'act       ask 0.80, tell 0.15',
      'form      may 0.90, negated',
      'facts     place=class 0.40',
    ])
      expect(lines).toContain(line);
  });

  it('name the ruling that holds', async () => {
    expect(await rulings({ kind: 'answer', reading, others: [] })).toBe(`ruling    ${ruling}`);
  });

  it.each(['choice', 'unclear'] as const)('name each reading of a %s with what it supposes', async (kind) => {
    const readings = [reading, { ...reading, when: { account: 'personal' } }];
    expect(await rulings({ kind, readings })).toBe(
      `ruling    none, offered:\n            ${ruling}\n            ${ruling}, supposes {"account":"personal"}`,
    );
  });

  it('name the ruling that is only a fact', async () => {
    expect(await rulings({ kind: 'silent', others: [], aspect: { form: 'why', reading } })).toBe(
      `ruling    only as a fact, "why" is not told: ${ruling}`,
    );
    expect(await rulings({ kind: 'silent', others: [] })).toBe('ruling    none');
  });
});

const scored = (scores: Readonly<Record<string, number>>) =>
  Object.entries(scores).map(([label, score]) => ({ label, score }));
