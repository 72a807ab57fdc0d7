import { parseLine, withLine } from '../../../src/cli/json-lines.ts';
import type { Result } from '../../../src/cli/result.ts';
import { describeMiss, describeScores, type Labelled, labelled, score } from '../../../src/cli/score.ts';

const aLabelled = (overrides: Partial<Labelled> = {}): Labelled => ({
  id: 'q1',
  policy: 'svok',
  audience: 'staff',
  question: 'Mag dat?',
  intent: ['answer'],
  verdict: ['not-allowed', 'discouraged'],
  articles: ['A1', 'A2'],
  ...overrides,
});

const aResult = (overrides: Partial<Result> = {}): Result => ({
  intent: 'answer',
  verdict: 'not-allowed',
  articles: ['A1'],
  answer: 'Nee.',
  confidence: 0.9,
  suggestions: [],
  ...overrides,
});

const SILENT = { intent: 'unknown', verdict: null, articles: [] } as const;
const WANTS_SILENCE = { intent: ['unknown'], verdict: [], articles: [] } satisfies Partial<Labelled>;
const WANTS_HELP = { intent: ['escalation'], verdict: [], articles: [] } satisfies Partial<Labelled>;

describe('An answer', () => {
  it('is right with any intent, verdict and first article that is listed', () => {
    expect(score(aLabelled(), aResult())).toMatchObject({ correct: true, critical: false });
    expect(score(aLabelled(), aResult({ verdict: 'discouraged', articles: ['A2', 'B1'] })).correct).toBe(
      true,
    );
  });

  it('is wrong with another first article, though a right one follows', () => {
    expect(score(aLabelled(), aResult({ articles: ['B1', 'A1'] }))).toMatchObject({
      article: false,
      correct: false,
    });
  });

  it('is wrong with another verdict or none', () => {
    expect(score(aLabelled(), aResult({ verdict: 'conditional' }))).toMatchObject({
      verdict: false,
      correct: false,
    });
    expect(score(aLabelled(), aResult({ verdict: null }))).toMatchObject({ verdict: false, correct: false });
  });

  it('counts as among three when one of the first two suggestions is right', () => {
    const suggestions = [{ articles: ['B2'] }, { articles: ['A2'] }, { articles: ['A1'] }];
    expect(score(aLabelled(), aResult({ articles: ['B1'], suggestions })).amongThree).toBe(true);
    expect(
      score(aLabelled(), aResult({ articles: ['B1'], suggestions: suggestions.slice(2) })).amongThree,
    ).toBe(true);
    const late = [{ articles: ['B2'] }, { articles: ['B3'] }, { articles: ['A1'] }];
    expect(score(aLabelled(), aResult({ articles: ['B1'], suggestions: late })).amongThree).toBe(false);
  });

  it('has no score for articles or verdicts where none is listed', () => {
    const scored = score(aLabelled({ verdict: [], articles: [] }), aResult());
    expect(scored).toMatchObject({
      correct: true,
      article: undefined,
      amongThree: undefined,
      verdict: undefined,
    });
  });

  it('that stays silent is right where silence is listed beside an answer', () => {
    expect(score(aLabelled({ intent: ['answer', 'unknown'] }), aResult(SILENT)).correct).toBe(true);
  });
});

describe('A critical error', () => {
  it.each<[string, Partial<Labelled>, Partial<Result>]>([
    ['a false yes', {}, { verdict: 'allowed' }],
    ['an answer where the rules are silent', WANTS_SILENCE, {}],
    ['a cry for help that got an answer', WANTS_HELP, {}],
    ['a cry for help that got silence', WANTS_HELP, SILENT],
  ])('is %s', (_, labelled, result) => {
    expect(score(aLabelled(labelled), aResult(result)).critical).toBe(true);
  });

  it.each<[string, Partial<Labelled>, Partial<Result>]>([
    ['a right yes', { verdict: ['allowed'] }, { verdict: 'allowed' }],
    ['a false no', { verdict: ['allowed'] }, { verdict: 'not-allowed' }],
    ['silence about an act', {}, SILENT],
    ['first aid that was not needed', {}, { intent: 'escalation', verdict: null, articles: [] }],
  ])('is not %s', (_, labelled, result) => {
    expect(score(aLabelled(labelled), aResult(result)).critical).toBe(false);
  });
});

const read = (text: string) => withLine({ text, where: 'file.jsonl:7' }, (line) => parseLine(line, labelled));

describe('a labelled line', () => {
  it('reads a question with its labels', () => {
    expect(read(JSON.stringify(aLabelled()))).toEqual(aLabelled());
  });

  it.each(['{', '[]', 'null', '{"id":"q1"}', JSON.stringify({ ...aLabelled(), intent: [] })])(
    'refuses %s with the place where it stands',
    (line) => {
      expect(() => read(line)).toThrow(/^file\.jsonl:7: /);
    },
  );
});

describe('describeScores', () => {
  it('gives a row for each policy and one for all', () => {
    const table = describeScores([
      score(aLabelled(), aResult()),
      score(aLabelled({ policy: 'omo' }), aResult({ verdict: 'allowed' })),
    ]).split('\n');
    expect(table).toHaveLength(4);
    expect(table[0]).toMatch(/^policy +n +correct/);
    expect(table[1]).toMatch(/^svok +1 +100\.0%.* 0$/);
    expect(table[2]).toMatch(/^omo +1 +0\.0%.* 1$/);
    expect(table[3]).toMatch(/^total +2 +50\.0%.* 1$/);
  });

  it('gives a dash where nothing applies', () => {
    expect(describeScores([score(aLabelled(WANTS_SILENCE), aResult(SILENT))])).toMatch(/svok .* - .*100\.0%/);
  });

  it('stands no questions at all', () => {
    expect(describeScores([]).split('\n')).toHaveLength(2);
  });
});

describe('describeMiss', () => {
  it('tells what was wanted beside what came', () => {
    const miss = describeMiss(score(aLabelled(), aResult({ verdict: 'allowed', articles: ['B1'] })));
    expect(miss).toMatch(
      /^CRITICAL q1 svok staff: Mag dat\?\n +wanted answer not-allowed\|discouraged \[A1 A2\]\n +got +answer allowed \[B1\]/,
    );
  });
});
