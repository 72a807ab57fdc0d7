import { isFault } from '../../../src/errors.ts';
import { checkBank } from '../../../src/policy/bank/check.ts';
import { readFacts } from '../../../src/policy/facts.ts';
import { loadLibrary, readLibrary } from '../../../src/policy/load.ts';
import type { Problem } from '../../../src/policy/source.ts';
import { readBank } from '../../../src/policy/utterances.ts';
import {
  aBank,
  aContact,
  aCorrection,
  aFact,
  aFactValue,
  aGroupChat,
  anArticle,
  anUtterance,
  aPolicy,
  aRuling,
  aSlot,
  aTopic,
  aWriter,
  type Contents,
  jsonLines,
  type LibraryFolder,
  text,
  writeLibrary,
} from '../../support/library.ts';

let library: LibraryFolder;
afterEach(() => library.discard());

/** Everything that `npm run policy check` reports about a library. */
function problemsIn(overrides: Contents): readonly Problem[] {
  library = writeLibrary(overrides);
  const { library: read, problems } = readLibrary(library.folder);
  const all = [...problems];
  const facts = readFacts(library.folder, (problem) => all.push(problem));
  const bank = readBank(library.folder, (problem) => all.push(problem));
  checkBank(bank, read.topics, facts, (problem) => all.push(problem));
  return all;
}

/** Rulings that keep the rest of the library without faults. */
const rulings = (...first: readonly object[]) => ({
  rulings: [...first, aRuling(), aRuling({ topic: 'post' })],
});

describe('A library', () => {
  it('without faults has no problems', () => {
    expect(problemsIn({})).toEqual([]);
  });

  it('without faults gives its policies, topics with their themes, and slots', () => {
    library = writeLibrary();
    const { policies, topics, themes, slots } = loadLibrary(library.folder);
    expect([...policies.keys()]).toEqual(['tiny']);
    expect(topics.get('befriend')).toMatchObject({ theme: 'contact', intent: 'answer', slots: ['account'] });
    expect(themes.map(({ id }) => id)).toEqual(['contact', 'other']);
    expect([...slots.keys()]).toEqual(['account', 'consent']);
    expect(policies.get('tiny')?.articles.get('A2')?.text.nl).toBe('Houd afstand.');
  });

  it('gives each policy its corrections, of which it need have none', () => {
    library = writeLibrary({ 'tiny/corrections.yaml': { corrections: [aCorrection()] } });
    expect(loadLibrary(library.folder).policies.get('tiny')?.corrections).toEqual([aCorrection()]);
    library.remove('tiny/corrections.yaml');
    expect(loadLibrary(library.folder).policies.get('tiny')?.corrections).toEqual([]);
  });

  it('with several faults throws them all at once, a line each', () => {
    library = writeLibrary({
      'tiny/rulings.yaml': rulings(
        aRuling({ topic: 'no-such' }),
        aRuling({ articles: ['B9'], when: { account: 'personal' } }),
      ),
      'tiny/policy.yaml': aPolicy({ contacts: { staff: aContact() } }),
    });
    const error = thrownBy(() => loadLibrary(library.folder));
    expect(error).toMatchObject({ name: 'Fault', code: 'content-invalid' });
    const lines = (error as Error).message.split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^tiny\/(policy|rulings)\.yaml:\d+: ./);
  });

  it('with several wrong keys in one file names each of them', () => {
    const problems = problemsIn({
      'tiny/articles.yaml': { articles: [anArticle({ id: 7 }), anArticle({ audience: [] })] },
    });
    expect(problems.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('articles.0.id'),
        expect.stringContaining('articles.1.audience'),
      ]),
    );
  });

  it('that is not there is a fault that names the folder', () => {
    library = writeLibrary();
    const nowhere = `${library.folder}/nowhere`;
    const error = thrownBy(() => loadLibrary(nowhere));
    expect(isFault(error)).toBe(true);
    expect((error as Error).message).toContain(nowhere);
  });

  it('without a folder of topics is a fault, not a crash', () => {
    library = writeLibrary();
    library.remove('topics');
    expect(isFault(thrownBy(() => loadLibrary(library.folder)))).toBe(true);
  });
});

interface Planted {
  readonly overrides: Contents;
  /** Where it must be reported: a file, and a text that stands on the line. */
  readonly file: string;
  readonly on: string;
  readonly nth?: number;
  readonly message: RegExp;
}

const PLANTED: Readonly<Record<string, Planted>> = {
  'an unknown key at the top of a file': {
    overrides: { 'tiny/policy.yaml': aPolicy({ colour: 'red' }) },
    file: 'tiny/policy.yaml',
    on: 'colour',
    message: /colour/,
  },
  'an unknown key within a ruling': {
    overrides: {
      'tiny/rulings.yaml': rulings(aRuling({ topic: 'post', audience: ['staff'], verdikt: 'info' })),
    },
    file: 'tiny/rulings.yaml',
    on: 'verdikt',
    message: /verdikt/,
  },
  'a text without its translation': {
    overrides: {
      'tiny/articles.yaml': {
        articles: [anArticle(), anArticle({ id: 'A2', title: { nl: 'Alleen Nederlands' } })],
      },
    },
    file: 'tiny/articles.yaml',
    on: 'Alleen Nederlands',
    message: /title\.en/,
  },
  'an empty translation': {
    overrides: {
      'tiny/articles.yaml': {
        articles: [anArticle({ title: { nl: 'Titel', en: '' } }), anArticle({ id: 'A2' })],
      },
    },
    file: 'tiny/articles.yaml',
    on: 'en: ""',
    message: /title\.en/,
  },
  'an unknown verdict': {
    overrides: { 'tiny/rulings.yaml': rulings(aRuling({ verdict: 'maybe', when: { account: 'personal' } })) },
    file: 'tiny/rulings.yaml',
    on: 'maybe',
    message: /verdict/,
  },
  'a ruling that cites an unknown article': {
    overrides: {
      'tiny/rulings.yaml': rulings(aRuling({ when: { account: 'personal' }, articles: ['A1', 'B9'] })),
    },
    file: 'tiny/rulings.yaml',
    on: 'B9',
    message: /unknown article B9/,
  },
  'a ruling without an article': {
    overrides: { 'tiny/rulings.yaml': rulings(aRuling({ when: { account: 'personal' }, articles: [] })) },
    file: 'tiny/rulings.yaml',
    on: 'articles: []',
    message: /articles/,
  },
  'a contact that cites an unknown article': {
    overrides: {
      'tiny/policy.yaml': aPolicy({
        contacts: { staff: aContact(), student: aContact({ articles: ['B9'] }) },
      }),
    },
    file: 'tiny/policy.yaml',
    on: 'B9',
    message: /unknown article B9/,
  },
  'first aid that cites an unknown article': {
    overrides: {
      'tiny/policy.yaml': withSetting('escalation', {
        ...aContact(),
        steps: [{ text: text('Bel.'), article: 'B9' }],
      }),
    },
    file: 'tiny/policy.yaml',
    on: 'B9',
    message: /unknown article B9/,
  },
  'a group-chat requirement that cites an unknown article': {
    overrides: {
      'tiny/policy.yaml': withSetting(
        'groupChat',
        aGroupChat({ requirements: [{ kind: 'consent', text: text('Vraag het.'), article: 'B9' }] }),
      ),
    },
    file: 'tiny/policy.yaml',
    on: 'B9',
    message: /unknown article B9/,
  },
  'silence on a whole topic, told by a ruling': {
    overrides: {
      'tiny/rulings.yaml': { rulings: [aRuling(), aRuling({ topic: 'post', verdict: 'unknown' })] },
    },
    file: 'tiny/rulings.yaml',
    on: 'verdict: unknown',
    message: /leave this ruling out/,
  },
  'a version that is no date': {
    overrides: { 'tiny/policy.yaml': aPolicy({ version: 'spring 2025' }) },
    file: 'tiny/policy.yaml',
    on: 'spring 2025',
    message: /version: must be a date/,
  },
  'a version on a day that does not exist': {
    overrides: { 'tiny/policy.yaml': aPolicy({ version: '2025-02-30' }) },
    file: 'tiny/policy.yaml',
    on: '2025-02-30',
    message: /version: must be a date/,
  },
  'a ruling on an unknown topic': {
    overrides: { 'tiny/rulings.yaml': rulings(aRuling({ topic: 'no-such' })) },
    file: 'tiny/rulings.yaml',
    on: 'no-such',
    message: /unknown topic no-such/,
  },
  'a ruling on a topic that is no act': {
    overrides: { 'tiny/rulings.yaml': rulings(aRuling({ topic: 'hello' })) },
    file: 'tiny/rulings.yaml',
    on: 'hello',
    message: /no act/,
  },
  'an unknown value of a slot': {
    overrides: { 'tiny/rulings.yaml': rulings(aRuling({ when: { account: 'anonymous' } })) },
    file: 'tiny/rulings.yaml',
    on: 'anonymous',
    message: /no value anonymous/,
  },
  'a slot that the topic does not have': {
    overrides: { 'tiny/rulings.yaml': rulings(aRuling({ when: { consent: 'given' } })) },
    file: 'tiny/rulings.yaml',
    on: 'consent',
    message: /no slot consent/,
  },
  'a topic with an unknown slot': {
    overrides: {
      'topics/contact.yaml': {
        theme: 'contact',
        title: text('Contact'),
        topics: [aTopic({ slots: ['account', 'weight'] }), aTopic({ id: 'post', slots: ['consent'] })],
      },
    },
    file: 'topics/contact.yaml',
    on: 'weight',
    message: /unknown slot weight/,
  },
  'a ruling that an earlier one keeps out of reach': {
    overrides: {
      'tiny/rulings.yaml': {
        rulings: [
          aRuling(),
          aRuling({ topic: 'post' }),
          aRuling({ audience: ['staff'], when: { account: 'personal' } }),
        ],
      },
    },
    file: 'tiny/rulings.yaml',
    on: 'topic: befriend',
    nth: 2,
    message: /never reached for staff/,
  },
  'a ruling on a kind of a value that an earlier one on the value keeps out of reach': {
    overrides: {
      'slots.yaml': {
        slots: [aSlot({ values: kindsOfAccount() }), aSlot({ id: 'consent', values: consentValues() })],
      },
      'tiny/rulings.yaml': rulings(
        aRuling({ audience: ['staff'], when: { account: 'personal' } }),
        aRuling({ audience: ['staff'], when: { account: 'personal.old' } }),
      ),
    },
    file: 'tiny/rulings.yaml',
    on: 'topic: befriend',
    nth: 2,
    message: /never reached for staff/,
  },
  'a special ruling without a general one': {
    overrides: {
      'tiny/rulings.yaml': {
        rulings: [
          aRuling({ audience: ['staff'] }),
          aRuling({ topic: 'post', audience: ['staff'], when: { consent: 'given' } }),
        ],
      },
    },
    file: 'tiny/rulings.yaml',
    on: 'topic: post',
    message: /no ruling for staff/,
  },
  'a ruling for an audience that the policy does not address': {
    overrides: { 'tiny/rulings.yaml': rulings(aRuling({ audience: ['parent'] })) },
    file: 'tiny/rulings.yaml',
    on: '- parent',
    message: /does not address parent/,
  },
  'an article for an audience that the policy does not address': {
    overrides: {
      'tiny/articles.yaml': { articles: [anArticle(), anArticle({ id: 'A2', audience: ['parent'] })] },
    },
    file: 'tiny/articles.yaml',
    on: '- parent',
    message: /does not address parent/,
  },
  'an audience without a contact': {
    overrides: { 'tiny/policy.yaml': aPolicy({ contacts: { student: aContact() } }) },
    file: 'tiny/policy.yaml',
    on: 'student:',
    message: /contacts lacks staff/,
  },
  'an article that exists twice': {
    overrides: {
      'tiny/articles.yaml': { articles: [anArticle(), anArticle({ id: 'A2' }), anArticle({ id: 'A2' })] },
    },
    file: 'tiny/articles.yaml',
    on: 'id: A2',
    nth: 2,
    message: /A2 exists twice/,
  },
  'a topic that exists twice': {
    overrides: { 'topics/twice.yaml': { theme: 'twice', title: text('Dubbel'), topics: [aTopic()] } },
    file: 'topics/twice.yaml',
    on: 'id: befriend',
    message: /befriend exists twice/,
  },
  'a slot that exists twice': {
    overrides: {
      'slots.yaml': { slots: [aSlot(), aSlot({ id: 'consent', values: consentValues() }), aSlot()] },
    },
    file: 'slots.yaml',
    on: 'id: account',
    nth: 2,
    message: /account exists twice/,
  },
  'a topic on which no policy rules': {
    overrides: {
      'topics/lonely.yaml': { theme: 'lonely', title: text('Alleen'), topics: [aTopic({ id: 'lonely' })] },
    },
    file: 'topics/lonely.yaml',
    on: 'id: lonely',
    message: /lonely has no ruling/,
  },
  'a policy whose id is not its folder': {
    overrides: { 'tiny/policy.yaml': aPolicy({ id: 'other' }) },
    file: 'tiny/policy.yaml',
    on: 'id: other',
    message: /name of its folder/,
  },
  'a correction to an unknown topic': {
    overrides: {
      'tiny/corrections.yaml': { corrections: [aCorrection(), aCorrection({ topic: 'no-such' })] },
    },
    file: 'tiny/corrections.yaml',
    on: 'no-such',
    message: /unknown topic no-such/,
  },
  'a correction for an unknown audience': {
    overrides: { 'tiny/corrections.yaml': { corrections: [aCorrection({ audience: ['alien'] })] } },
    file: 'tiny/corrections.yaml',
    on: 'alien',
    message: /audience/,
  },
  'a correction without words': {
    overrides: { 'tiny/corrections.yaml': { corrections: [aCorrection({ text: '' })] } },
    file: 'tiny/corrections.yaml',
    on: 'text: ""',
    message: /text/,
  },
  'a line of the bank that is no JSON': {
    overrides: { 'utterances/one.jsonl': `${aBank()}{"text": "mag dat"\n` },
    file: 'utterances/one.jsonl',
    on: '"mag dat"',
    message: /no JSON/,
  },
  'an utterance with an unknown key': withUtterance({ colour: 'red' }, /colour/),
  'an utterance without a topic': withUtterance({ topic: undefined }, /topic/),
  'an utterance with spaces at its end': withUtterance({ text: 'mag dat ' }, /no spaces at its ends/),
  'an utterance without words': withUtterance({ text: '' }, /not empty/),
  'an utterance in an unknown language': withUtterance({ language: 'de' }, /language/),
  'an utterance that fits in an unknown way': withUtterance({ fit: 'miss' }, /fit/),
  'an utterance with an unknown act': withUtterance({ act: 'sing' }, /act/),
  'an utterance that may have an unknown form': withUtterance({ form: ['may', 'can'] }, /form/),
  'an utterance at an unknown moment': withUtterance({ moment: 'later' }, /moment/),
  'an utterance that may be one thing alone': withUtterance({ act: ['ask'] }, /act/),
  'an utterance that is not negated, told': withUtterance({ negated: false }, /negated/),
  'an utterance that nobody known labelled': withUtterance({ by: 'parrot' }, /by/),
  'an utterance on an unknown topic': withUtterance({ topic: 'no-such' }, /unknown topic no-such/),
  'an utterance that may be on an unknown topic': withUtterance(
    { topic: ['post', 'no-such'] },
    /unknown topic no-such/,
  ),
  'an utterance with an unknown fact': withUtterance({ facts: { weight: 'class' } }, /unknown fact weight/),
  'an utterance with an unknown value of a fact': withUtterance(
    { facts: { place: 'moon' } },
    /fact place has no value moon/,
  ),
  'an utterance as another audience than its writer': withUtterance(
    { audience: 'staff' },
    /writer one asks as student, not as staff/,
  ),
  'an utterance that stands twice': {
    overrides: {
      'utterances/one.jsonl': `${aBank(anUtterance())}${jsonLines([anUtterance({ text: 'Mag ik mijn leraar volgen?' })])}`,
    },
    file: 'utterances/one.jsonl',
    on: 'leraar volgen?',
    message: /stands twice/,
  },
  'a writer of whom nothing is told': {
    overrides: { 'utterances/two.jsonl': jsonLines([anUtterance()]) },
    file: 'utterances/two.jsonl',
    on: 'befriend',
    message: /writer two is not described/,
  },
  'a writer of an unknown audience': {
    overrides: { 'utterances/writers.yaml': { one: aWriter({ audience: 'alien' }) } },
    file: 'utterances/writers.yaml',
    on: 'alien',
    message: /audience/,
  },
  'a writer who is not held out, told': {
    overrides: { 'utterances/writers.yaml': { one: aWriter({ 'held-out': false }) } },
    file: 'utterances/writers.yaml',
    on: 'held-out',
    message: /held-out/,
  },
  'a fact that exists twice': {
    overrides: { 'facts.yaml': { facts: [aFact(), aFact({ values: [aFactValue({ id: 'moon' })] })] } },
    file: 'facts.yaml',
    on: 'id: place',
    nth: 2,
    message: /place exists twice/,
  },
  'a value of a fact that exists twice': {
    overrides: {
      'facts.yaml': {
        facts: [aFact({ values: [aFactValue(), aFactValue({ examples: tenTimes('anders') })] })],
      },
    },
    file: 'facts.yaml',
    on: 'id: class',
    nth: 2,
    message: /class exists twice/,
  },
  'an example of two values of a fact': {
    overrides: {
      'facts.yaml': {
        facts: [
          aFact({ values: [aFactValue(), aFactValue({ id: 'trip', examples: tenTimes('mag dat class') })] }),
        ],
      },
    },
    file: 'facts.yaml',
    on: 'mag dat class 7',
    nth: 2,
    message: /stands twice/,
  },
  'a value of a fact with nine examples': {
    overrides: {
      'facts.yaml': { facts: [aFact({ values: [aFactValue({ examples: tenTimes('nu').slice(1) })] })] },
    },
    file: 'facts.yaml',
    on: '- nu 1',
    message: /examples/,
  },
  'a group without words': {
    overrides: { 'consent.yaml': 'groups:\n  agree:\n    - ja\n  refuse: []\n' },
    file: 'consent.yaml',
    on: 'refuse',
    message: /refuse/,
  },
  'a word with an accent, which is never met': {
    overrides: { 'consent.yaml': 'groups:\n  agree:\n    - ja\n    - één\n' },
    file: 'consent.yaml',
    on: 'één',
    message: /never occurs/,
  },
  'a sign with a capital, which is never met': {
    overrides: {
      'slots.yaml': {
        slots: [
          aSlot({
            values: [{ id: 'personal', label: text('Privé'), signs: ['Privé'] }, ...aSlot().values.slice(1)],
          }),
          aSlot({ id: 'consent', values: consentValues() }),
        ],
      },
    },
    file: 'slots.yaml',
    on: '- Privé',
    message: /never occurs/,
  },
  'a slot with one value': {
    overrides: {
      'slots.yaml': { slots: [aSlot(), aSlot({ id: 'consent', values: consentValues().slice(1) })] },
    },
    file: 'slots.yaml',
    on: 'id: refused',
    message: /values/,
  },
};

describe('A fault', () => {
  it.each(Object.entries(PLANTED))('like %s is reported with its file and line', (_, planted) => {
    const problems = problemsIn(planted.overrides);
    expect(problems).toContainEqual({
      file: planted.file,
      line: library.lineOf(planted.file, planted.on, planted.nth),
      message: expect.stringMatching(planted.message),
    });
  });

  it.each([
    'slots.yaml',
    'topics/contact.yaml',
    'tiny/policy.yaml',
    'tiny/articles.yaml',
    'tiny/rulings.yaml',
    'tiny/corrections.yaml',
    'consent.yaml',
    'facts.yaml',
    'utterances/writers.yaml',
  ])('of YAML in %s is reported with its line', (file) => {
    const broken = 'first: 1\nsecond: "not closed\nthird: [1, 2\n';
    const found = problemsIn({ [file]: broken }).filter((problem) => problem.file === file);
    expect(found.length).toBeGreaterThan(0);
    for (const { line } of found) expect(line).toBeGreaterThanOrEqual(2);
  });

  it.each([
    'slots.yaml',
    'tiny/policy.yaml',
    'tiny/articles.yaml',
    'tiny/rulings.yaml',
    'consent.yaml',
    'facts.yaml',
    'utterances/writers.yaml',
  ])('of a missing %s is reported', (file) => {
    expect(problemsIn({ [file]: undefined })).toContainEqual({
      file,
      line: 1,
      message: 'the file is missing',
    });
  });

  it('of a key that stands twice is reported at the second one', () => {
    const problems = problemsIn({ 'consent.yaml': 'groups:\n  agree: [ja]\n  agree: [graag]\n' });
    expect(problems).toEqual([expect.objectContaining({ file: 'consent.yaml', line: 3 })]);
  });

  it('of a file that is empty is reported at its first line', () => {
    expect(problemsIn({ 'consent.yaml': '' })).toEqual([
      expect.objectContaining({ file: 'consent.yaml', line: 1 }),
    ]);
  });

  it('of a topic with too few utterances to learn from is reported, with how many there are', () => {
    const bank = aBank().split('\n').slice(1).join('\n');
    expect(problemsIn({ 'utterances/one.jsonl': bank })).toEqual([
      { file: 'utterances', line: 1, message: 'topic befriend has 99 utterances: it needs 100' },
    ]);
  });

  it.each([
    ['of a writer who is held out', 'utterances/two.jsonl', {}],
    ['that may be about another topic', 'utterances/one.jsonl', { topic: ['befriend', 'post'] }],
    ['that only borrows the words', 'utterances/one.jsonl', { fit: 'other' }],
  ])('of a topic with too few utterances is not mended by one %s', (_, path, overrides) => {
    const rest = aBank().split('\n').slice(1).join('\n');
    const one = jsonLines([anUtterance(overrides)]);
    const problems = problemsIn({
      'utterances/writers.yaml': { one: aWriter(), two: aWriter({ 'held-out': true }) },
      'utterances/two.jsonl': '',
      'utterances/one.jsonl': rest,
      [path]: path.includes('one') ? one + rest : one,
    });
    expect(problems.map(({ message }) => message)).toEqual([
      'topic befriend has 99 utterances: it needs 100',
    ]);
  });

  it('is none in a bank that nobody wrote yet', () => {
    expect(problemsIn({ 'utterances/one.jsonl': undefined })).toEqual([]);
  });

  it('of a topic without a ruling is not reported while a policy that may rule on it cannot be read', () => {
    const problems = problemsIn({ 'tiny/rulings.yaml': 'rulings: [' });
    expect(problems.length).toBeGreaterThan(0);
    for (const { file } of problems) expect(file).toBe('tiny/rulings.yaml');
  });

  it('is none in a version that is not known, or in silence on a special case', () => {
    const special = aRuling({ when: { account: 'professional' }, verdict: 'unknown' });
    expect(
      problemsIn({
        'tiny/policy.yaml': aPolicy({ version: 'unknown' }),
        'tiny/rulings.yaml': { rulings: [special, aRuling(), aRuling({ topic: 'post' })] },
      }),
    ).toEqual([]);
  });

  it('is none in a ruling on a kind of a value before the one on the value', () => {
    const slots = [aSlot({ values: kindsOfAccount() }), aSlot({ id: 'consent', values: consentValues() })];
    const told = ['personal.old', 'personal'].map((account) => aRuling({ when: { account } }));
    expect(problemsIn({ 'slots.yaml': { slots }, 'tiny/rulings.yaml': rulings(...told) })).toEqual([]);
  });

  it('in one policy leaves the others readable', () => {
    library = writeLibrary({
      'second/policy.yaml': aPolicy({ id: 'second' }),
      'second/articles.yaml': { articles: [anArticle(), anArticle({ id: 'A2' })] },
      'second/rulings.yaml': 'rulings: [',
    });
    const { library: read, problems } = readLibrary(library.folder);
    expect([...read.policies.keys()]).toEqual(['tiny']);
    expect(problems.every(({ file }) => file === 'second/rulings.yaml')).toBe(true);
  });
});

/** An utterance with a fault, on a line of its own. */
function withUtterance(fault: object, message: RegExp): Planted {
  const planted = anUtterance({ presumes: true, ...fault });
  return {
    overrides: { 'utterances/one.jsonl': `${aBank()}${jsonLines([planted])}` },
    file: 'utterances/one.jsonl',
    on: 'presumes',
    message,
  };
}

function tenTimes(text: string) {
  return Array.from({ length: 10 }, (_, index) => `${text} ${index}`);
}

function withSetting(part: 'escalation' | 'groupChat', student: object) {
  const policy = aPolicy();
  return { ...policy, [part]: { ...policy[part], student } };
}

function consentValues() {
  return [
    { id: 'given', label: text('Ja'), signs: ['met toestemming'] },
    { id: 'refused', label: text('Nee'), signs: ['zonder toestemming'] },
  ];
}

function kindsOfAccount() {
  return ['personal', 'personal.old'].map((id) => ({ id, label: text(id), signs: [id.replace('.', ' ')] }));
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
