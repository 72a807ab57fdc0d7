import { toResult } from '../../../src/cli/result.ts';
import type { Evidence, Outcome, Reading } from '../../../src/policy/decide.ts';
import type { Answer } from '../../../src/policy/engine.ts';
import type { Ruling } from '../../../src/policy/model.ts';
import { aRuling } from '../../support/library.ts';
import { anUnderstood } from '../../support/understood.ts';

const aReading = (overrides: object = {}): Reading => ({
  topic: 'befriend',
  score: 0.8,
  verdict: 'info',
  ruling: { when: {}, conditions: [], ...aRuling(overrides) } as Ruling,
});

const anAnswer = (outcome: Outcome): Answer => ({
  language: 'en',
  topics: [{ label: 'befriend', score: 0.81239 }],
  slots: {},
  signal: undefined,
  understood: anUnderstood(),
  followUp: undefined,
  evidence: {} as Evidence, // a result tells nothing of it
  outcome,
});

describe('The result of an answer', () => {
  it('holds the verdict for the form of the question, the articles and the text in its language', () => {
    const outcome: Outcome = {
      kind: 'answer',
      reading: aReading(),
      others: [aReading({ articles: ['A2', 'A1'] })],
    };
    expect(toResult(anAnswer(outcome), 'spoken')).toEqual({
      intent: 'answer',
      verdict: 'info',
      articles: ['A1'],
      answer: 'Nee, dat mag niet. in English',
      confidence: 0.8,
      suggestions: [{ articles: ['A2', 'A1'] }],
    });
  });

  it('of several readings is the best, with the others as suggestions', () => {
    const outcome: Outcome = { kind: 'choice', readings: [aReading(), aReading({ articles: ['A2'] })] };
    expect(toResult(anAnswer(outcome), 'spoken')).toMatchObject({
      intent: 'answer',
      articles: ['A1'],
      suggestions: [{ articles: ['A2'] }],
    });
  });

  it('that is silent has no verdict or article, but what was near as suggestions', () => {
    const outcome: Outcome = { kind: 'silent', others: [aReading()] };
    expect(toResult(anAnswer(outcome), 'spoken')).toMatchObject({
      intent: 'unknown',
      verdict: null,
      articles: [],
      answer: 'spoken',
      suggestions: [{ articles: ['A1'] }],
    });
  });

  it('that does not tell what was asked has no verdict, but the rule on the act as the first suggestion', () => {
    const aspect = { form: 'why', reading: aReading({ articles: ['A2'] }) } as const;
    const result = toResult(anAnswer({ kind: 'silent', others: [aReading()], aspect }), 'spoken');
    expect(result).toMatchObject({ intent: 'unknown', verdict: null, articles: [], answer: 'spoken' });
    expect(result.suggestions).toEqual([{ articles: ['A2'] }, { articles: ['A1'] }]);
  });

  it('that was not understood has neither verdict nor answer, but what was near as suggestions', () => {
    expect(toResult(anAnswer({ kind: 'unclear', readings: [aReading()] }), 'spoken')).toMatchObject({
      intent: 'unknown',
      verdict: null,
      articles: [],
      answer: 'spoken',
      suggestions: [{ articles: ['A1'] }],
    });
  });

  it.each<Outcome>([
    { kind: 'escalation', emergency: true, crisis: false, help: 'other' },
    { kind: 'group-chat' },
    { kind: 'smalltalk', topic: 'hello' },
  ])('of kind $kind has neither verdict nor suggestions', (outcome) => {
    expect(toResult(anAnswer(outcome), 'spoken')).toEqual({
      intent: outcome.kind,
      verdict: null,
      articles: [],
      answer: 'spoken',
      confidence: 0.812,
      suggestions: [],
    });
  });
});
