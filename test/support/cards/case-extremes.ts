import type { CaseEvent, Draft, Report } from '../../../src/flows/escalation/model.ts';
import type { EscalationFlowReply } from '../../../src/flows/escalation/reply.ts';
import type { Problem } from '../../../src/flows/typed.ts';
import type { FirstAid, Language, Text } from '../../../src/policy/model.ts';
import * as cases from './case-replies.ts';
import { buildAidSaying } from './extremes.ts';
import { buildArticle, buildPolicy } from './replies.ts';

/** The least and the most that the cards of the escalation flow can be asked to hold. */

const both = (words: string): Text => ({ nl: words, en: words });

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const EMPTY: Partial<Draft> = {
  text: '',
  platform: '',
  group: '',
  kind: '',
  severity: '',
  reach: '',
  links: '',
};

/** Replies with nothing in them that may be absent. */
export function buildBareCases(language: Language): EscalationFlowReply[] {
  const firstAid: FirstAid = { who: both('school'), articles: [], steps: [] };
  const draft = cases.buildDraft(EMPTY);
  const purged = cases.buildCase({
    report: undefined,
    chain: [],
    asked: [],
    next: undefined,
    state: 'closed',
    closedAt: undefined,
  });
  const alone = { case: purged, headline: undefined, acts: [], viewerId: undefined } as const;
  return [
    cases.buildReportForm(language, { draft }),
    cases.buildDraftChoice(language, { drafts: [draft], next: draft }),
    cases.buildReportCheck(language, { draft, route: [], last: undefined }),
    cases.buildNoRoute(language, { draft, firstAid }),
    cases.buildCaseReply(language, alone),
    cases.buildCaseReply(language, { ...alone, part: 'reporter', opened: { events: [] } }),
    cases.buildCaseReply(language, { ...alone, case: cases.buildCase({ exhausted: true, asked: [] }) }),
    ...cases.FORM_ACTS.map((act) => cases.buildCaseForm(language, act, { case: purged })),
    cases.buildCases(language, { own: [], led: [] }),
  ];
}

/** Replies that are as long as the flow, a policy and a directory can make them. */
export const buildFullCases = (language: Language): EscalationFlowReply[] =>
  [PROSE, QUOTES].flatMap((words) =>
    buildCasesOf(
      language,
      { text: of(words, 4000), words: of(words, 2000), line: of(words, 200) },
      (length) => of(words, length),
    ),
  );

/** Replies in which all that people, policies and the directory write is `words`. */
export const buildCasesSaying = (language: Language, words: string): EscalationFlowReply[] =>
  buildCasesOf(language, { text: words, words, line: words }, () => words);

const PROSE = 'Woorden over de communicatiemiddelenovereenkomst van school. ';

/** Each takes two characters of a card. */
const QUOTES = '"\n';

const of = (words: string, length: number): string =>
  words.repeat(Math.ceil(length / words.length)).slice(0, length);

/** What the flow lets through: the words of a report, of an answer, and of a short field. */
interface Lengths {
  readonly text: string;
  readonly words: string;
  readonly line: string;
}

type Typed = (length: number) => string;

/** More than the flow accepts, as it comes back on the form. */
const TYPED = 20_000;

function buildCasesOf(language: Language, lengths: Lengths, typed: Typed): EscalationFlowReply[] {
  return [
    ...reportsOf(language, lengths, typed),
    ...caseRepliesOf(language, lengths, typed),
    ...formsOf(language, lengths, typed),
  ];
}

const personOf = ({ line }: Lengths, id: string) => ({ id, name: line });

const chainOf = (lengths: Lengths) =>
  cases.CHAIN.map((step) => ({ ...step, person: personOf(lengths, step.role) }));

const articlesOf = ({ words, line }: Lengths) =>
  times(120, (index) => buildArticle({ id: `V.${index}`, title: both(line), text: both(words) }));

const sharedOf = (lengths: Lengths) => ({
  policy: buildPolicy({
    school: both(lengths.line),
    articles: new Map(articlesOf(lengths).map((article) => [article.id, article])),
  }),
  firstAid: {
    who: both(lengths.line),
    articles: ['V.1'],
    steps: times(10, () => ({ text: both(lengths.words), article: 'V.1' })),
  },
  aid: buildAidSaying(both(lengths.words), both(lengths.line)),
  emergency: true,
});

const snapshotOf = ({ line }: Lengths, typed: Typed) => ({
  ...cases.SNAPSHOT,
  author: line,
  text: typed(TYPED),
});

function reportsOf(language: Language, lengths: Lengths, typed: Typed): EscalationFlowReply[] {
  const shared = sharedOf(lengths);
  const { text, words, line } = lengths;
  const long = typed(TYPED);
  const fields = { text: long, group: long, reach: long, links: long };
  const draft = cases.buildDraft({ ...fields, snapshot: snapshotOf(lengths, typed) });
  const route = chainOf(lengths).flatMap((step) => [
    { step, person: undefined, at: undefined, skipped: 'involved' as const },
    { step, person: personOf(lengths, 'x'), at: cases.NOW, skipped: undefined },
  ]);
  const right = { ...draft, text, group: line, reach: line, links: words };
  return [
    cases.buildReportForm(language, { ...shared, draft, problems: PROBLEMS }),
    cases.buildTyped(language, {
      ...shared,
      crisis: true,
      text: long,
      prompts: times(3, () => ({
        case: cases.buildHeld({ question: words }),
        part: 'reporter' as const,
        asker: personOf(lengths, 'm'),
      })),
    }),
    cases.buildDraftChoice(language, { ...shared, drafts: times(20, () => draft), next: draft }),
    cases.buildReportCheck(language, { ...shared, draft: right, route, last: personOf(lengths, 'v') }),
    cases.buildNoRoute(language, { ...shared, draft }),
  ];
}

function fullCaseOf(language: Language, lengths: Lengths, typed: Typed) {
  const { text, words, line } = lengths;
  const chain = chainOf(lengths);
  const report: Report = {
    text,
    group: line,
    reach: line,
    platform: 'other',
    involved: true,
    links: times(10, () => words),
    snapshot: snapshotOf(lengths, typed),
  };
  return cases.buildHeld({
    reporter: { ...personOf(lengths, 'r'), role: 'staff', language },
    report,
    chain,
    asked: chain.map((step) => step.person),
    holder: { ...personOf(lengths, 'line-manager'), since: cases.NOW },
    closing: { outcome: 'other', agreement: words, article: 'V.1' },
    question: words,
  });
}

function caseRepliesOf(language: Language, lengths: Lengths, typed: Typed): EscalationFlowReply[] {
  const shared = sharedOf(lengths);
  const one = fullCaseOf(language, lengths, typed);
  const events = times(30, (index) => buildWords(index, lengths.words, personOf(lengths, 'm')));
  return [
    cases.buildCaseReply(language, {
      policy: shared.policy,
      case: one,
      part: 'holder',
      headline: 'acknowledged',
      refused: 'stale',
      opened: { events },
      acts: ['plan', 'ask', 'hand-over', 'close', 'answer', 'add', 'correct', 'withdraw'],
    }),
    cases.buildCaseReply(language, { ...shared, case: one, part: 'reporter', headline: 'sent' }),
    cases.buildCases(language, { own: times(30, () => one), led: times(30, () => one) }),
  ];
}

function formsOf(language: Language, lengths: Lengths, typed: Typed): EscalationFlowReply[] {
  const { line } = lengths;
  const one = fullCaseOf(language, lengths, typed);
  const colleagues = times(50, (index) => ({
    ...personOf(lengths, `00000000-0000-4000-8000-0000000000${index}`),
    tenant: 'tenant',
    role: 'staff' as const,
    school: 'school',
  }));
  return cases.FORM_ACTS.map((act) =>
    cases.buildCaseForm(language, act, {
      case: one,
      typed: { text: typed(TYPED), date: line, kind: line, severity: line },
      problems: PROBLEMS,
      stale: true,
      colleagues,
      articles: act === 'close' ? articlesOf(lengths) : [],
    }),
  );
}

const buildWords = (index: number, text: string, actor: CaseEvent['actor']): CaseEvent =>
  cases.buildEvent({ kind: index % 2 === 0 ? 'asked' : 'corrected', actor, text });

const PROBLEMS: readonly Problem[] = [
  { field: 'text', problem: 'too-long', length: 20_000, limit: 4000 },
  { field: 'group', problem: 'too-long', length: 20_000, limit: 200 },
  { field: 'kind', problem: 'missing' },
  { field: 'severity', problem: 'missing' },
  { field: 'links', problem: 'no-link' },
  { field: 'somewhere', problem: 'too-short' },
];
