import { readLibrary } from '../../../src/policy/load.ts';
import { aGroupOutcome, aPolicy, type LibraryFolder, text, writeLibrary } from '../../support/library.ts';

let library: LibraryFolder;
afterEach(() => library.discard());

const FILE = 'tiny/policy.yaml';

/** Everything that is wrong in a library whose policy has these rules on groups. */
function problemsIn(groups: unknown) {
  library = writeLibrary({ [FILE]: aPolicy({ groups }) });
  return readLibrary(library.folder).problems;
}

const may = (overrides: object = {}) =>
  aGroupOutcome({
    when: { medium: ['signal'] },
    verdict: 'conditional',
    sentence: text('Ja, als het mag.'),
    articles: ['A1'],
    ...overrides,
  });

const ask = (overrides: object = {}) => ({
  kind: 'second-staff',
  text: text('Voeg iemand toe.'),
  article: 'A2',
  ...overrides,
});

/** Rules with these outcomes and requirements before what is needed for the rest. */
const rules = (outcomes: readonly object[], requirements: readonly object[] = []) => ({
  outcomes: [...outcomes, aGroupOutcome()],
  requirements,
});

describe('Rules on groups', () => {
  it.each([
    ['silence on everything', rules([])],
    [
      'silence that names the article that comes nearest',
      rules([aGroupOutcome({ when: { medium: ['phone'] }, articles: ['A1'] })]),
    ],
    [
      'an outcome with requirements of each kind',
      rules(
        [may()],
        [
          ask(),
          ask({ kind: 'permission', of: 'school-leader' }),
          ask({ kind: 'inform-manager', of: 'line-manager' }),
          ask({ kind: 'minimum-age', years: 16 }),
          ask({ kind: 'consent', yearly: true, by: ['students', 'parents'] }),
          ask({ kind: 'admin-only-posting', when: { medium: ['signal'] } }),
          ask({ kind: 'purpose-limited' }),
          ask({ kind: 'no-student-admin' }),
          ask({ kind: 'school-account-only' }),
        ],
      ),
    ],
    [
      'a kind that stands twice for different groups',
      rules(
        [may()],
        [
          ask({ when: { participants: ['students', 'mixed'], age: ['under-16'] } }),
          ask({ when: { participants: ['students', 'mixed'], age: ['16-plus', 'mixed'] } }),
        ],
      ),
    ],
    [
      'a better medium, and one with a name of its own',
      rules([
        may({ instead: [{ medium: 'email' }, { name: 'Magister' }] }),
        may({ when: { medium: ['email'] }, verdict: 'allowed' }),
      ]),
    ],
  ])('are without faults with %s', (_, groups) => {
    expect(problemsIn(groups)).toEqual([]);
  });

  it('that are missing are reported', () => {
    expect(problemsIn(undefined)).toEqual([
      expect.objectContaining({ file: FILE, message: expect.stringContaining('groups: ') }),
    ]);
  });
});

interface Planted {
  readonly groups: unknown;
  /** A text that stands on the line where it must be reported. */
  readonly on: string;
  readonly nth?: number;
  readonly message: RegExp;
}

const PLANTED: Readonly<Record<string, Planted>> = {
  'an outcome that cites an unknown article': {
    groups: rules([may({ articles: ['A1', 'B9'] })]),
    on: '- B9',
    message: /unknown article B9/,
  },
  'a requirement that cites an unknown article': {
    groups: rules([may()], [ask({ article: 'B9' })]),
    on: 'article: B9',
    message: /unknown article B9/,
  },
  'an outcome without an article': {
    groups: rules([may({ verdict: 'discouraged', articles: [] })]),
    on: 'verdict: discouraged',
    message: /outcomes\.0: an outcome rests on an article/,
  },
  'silence that names something better without an article': {
    groups: rules([aGroupOutcome({ when: { medium: ['phone'] }, instead: [{ name: 'Magister' }] })]),
    on: 'verdict: unknown',
    message: /outcomes\.0: an outcome rests on an article/,
  },
  'an outcome that one earlier outcome keeps out of reach': {
    groups: rules([may(), may({ when: { medium: ['signal'], purpose: ['trip'] }, verdict: 'discouraged' })]),
    on: 'verdict: discouraged',
    message: /outcomes above it hold first/,
  },
  'an outcome that several earlier outcomes keep out of reach together': {
    groups: rules([
      may({ when: { 'managed-by': ['staff', 'parent'] } }),
      may({ when: { 'managed-by': ['student'] } }),
    ]),
    on: 'verdict: unknown',
    message: /outcomes above it hold first/,
  },
  'a situation without an outcome': {
    groups: {
      outcomes: [may({ verdict: 'discouraged', when: { 'managed-by': ['staff', 'student'] } })],
      requirements: [],
    },
    on: 'verdict: discouraged',
    message: /no outcome for teams, students, under-16, urgent, parent, nor for 383 other situations/,
  },
  'a requirement that only fits what may not be': {
    groups: rules(
      [may(), may({ when: { medium: ['other'] }, verdict: 'not-allowed' })],
      [ask({ when: { medium: ['other', 'phone'] } })],
    ),
    on: 'second-staff',
    message: /never asked/,
  },
  'a requirement that stands twice for the same group': {
    groups: rules(
      [may()],
      [
        ask({ when: { 'managed-by': ['staff', 'parent'] } }),
        ask({ kind: 'purpose-limited' }),
        ask({ kind: 'second-staff', when: { purpose: ['trip'] } }),
      ],
    ),
    on: 'kind: second-staff',
    nth: 2,
    message: /second-staff is asked twice for signal, students, under-16, trip, staff/,
  },
  'an outcome that is allowed and yet asks something': {
    groups: rules([may({ verdict: 'allowed' })], [ask()]),
    on: 'verdict: allowed',
    message: /allowed, yet second-staff is asked for signal/,
  },
  'a better medium on which the rules are silent': {
    groups: rules([may({ instead: [{ medium: 'teams' }] })]),
    on: 'medium: teams',
    message: /teams is no alternative: unknown for teams, students/,
  },
  'a better medium that may not be either': {
    groups: rules([
      may({ instead: [{ name: 'Magister' }, { medium: 'email' }] }),
      may({ when: { medium: ['email'], purpose: ['social'] }, verdict: 'not-allowed' }),
      may({ when: { medium: ['email'] } }),
    ]),
    on: 'medium: email',
    message: /email is no alternative: not-allowed for email, students, under-16, social/,
  },
  'an outcome on age of a group that may have no students': {
    groups: rules([may({ when: { participants: ['students', 'parents'], age: ['mixed'] } })]),
    on: '- mixed',
    message: /age needs participants/,
  },
  'a requirement on age of any group': {
    groups: rules([may()], [ask({ when: { age: ['mixed'] } })]),
    on: '- mixed',
    message: /age needs participants/,
  },
  'a sentence without its translation': {
    groups: rules([may({ sentence: { nl: 'Ja, als het mag.' } })]),
    on: 'Ja, als het mag.',
    message: /outcomes\.0\.sentence\.en/,
  },
  'a requirement without its translation': {
    groups: rules([may()], [ask({ text: { en: 'Add somebody.' } })]),
    on: 'Add somebody.',
    message: /requirements\.0\.text\.nl/,
  },
  'a permission of nobody': {
    groups: rules([may()], [ask({ kind: 'permission' })]),
    on: 'kind: permission',
    nth: 3, // the first two stand in groupChat
    message: /requirements\.0\.of/,
  },
  'a permission of somebody who leads nobody': {
    groups: rules([may()], [ask({ kind: 'permission', of: 'mentor' })]),
    on: 'of: mentor',
    message: /requirements\.0\.of/,
  },
  'a manager to inform who is not named': {
    groups: rules([may()], [ask({ kind: 'inform-manager' })]),
    on: 'kind: inform-manager',
    message: /requirements\.0\.of/,
  },
  'a minimum age without years': {
    groups: rules([may()], [ask({ kind: 'minimum-age' })]),
    on: 'kind: minimum-age',
    message: /requirements\.0\.years/,
  },
  'a consent that does not say how often': {
    groups: rules([may()], [ask({ kind: 'consent', by: ['parents'] })]),
    on: 'kind: consent',
    message: /requirements\.0\.yearly/,
  },
  'a consent of nobody': {
    groups: rules([may()], [ask({ kind: 'consent', yearly: true, by: [] })]),
    on: 'by: []',
    message: /requirements\.0\.by/,
  },
  'a need that the kind does not have': {
    groups: rules([may()], [ask({ years: 16 })]),
    on: 'years: 16',
    message: /years/,
  },
  'an unknown kind': {
    groups: rules([may()], [ask({ kind: 'second-student' })]),
    on: 'second-student',
    message: /requirements\.0\.kind: .*second-staff/,
  },
  'a kind that is a preference and no requirement': {
    groups: rules([may()], [ask({ kind: 'prefer-school-system' })]),
    on: 'prefer-school-system',
    message: /requirements\.0\.kind/,
  },
  'an unknown fact': {
    groups: rules([may({ when: { weather: ['rain'] } })]),
    on: '- rain',
    message: /weather/,
  },
  'an unknown value': {
    groups: rules([may({ when: { medium: ['signal', 'sms'] } })]),
    on: '- sms',
    message: /when\.medium\.1/,
  },
  'a condition without values': {
    groups: rules([may({ when: { purpose: [] } })]),
    on: 'purpose: []',
    message: /when\.purpose/,
  },
};

describe('A fault in the rules on groups', () => {
  it.each(Object.entries(PLANTED))('like %s is reported with its file and line', (_, planted) => {
    const problems = problemsIn(planted.groups);
    expect(problems).toEqual([
      {
        file: FILE,
        line: library.lineOf(FILE, planted.on, planted.nth),
        message: expect.stringMatching(planted.message),
      },
    ]);
  });
});
