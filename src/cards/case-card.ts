import { type Case, referenceOf } from '../flows/escalation/model.ts';
import type { CaseAct, CaseReply } from '../flows/escalation/reply.ts';
import { caseEmergency } from './case-emergency.ts';
import { headlineOf, summaryOf } from './case-headline.ts';
import { historyOf } from './case-history.ts';
import { standingOf, stateBand } from './case-standing.ts';
import {
  type Fact,
  factOf,
  NO_WORDS,
  nameOf,
  personText,
  sayKind,
  saySeverity,
  sayWhere,
  wordsOf,
} from './case-words.ts';
import { type ExecuteButton, plainButton } from './execute.ts';
import { policyText, type Say } from './parts.ts';
import { LIMITS, whole } from './plain.ts';
import { capital, warn } from './problems.ts';
import { firstAidBox, NO_FIRST_AID } from './report-card.ts';
import { sayMoment } from './times.ts';

/** Buttons that a card shows at once: Teams puts more of them in a menu. */
const BUTTONS = 6;

/** What an agreement takes at most; it holds 2000 characters. */
const AGREEMENT = 3000;

/** Data of `cards/case.json`: a case as one person may see it. */
export function caseData(say: Say, reply: CaseReply) {
  const { case: one, opened, refused, acts, headline } = reply;
  const { report } = one;
  const text = (line: string) => ({ text: line });
  return {
    summary: summaryOf(say, reply),
    // all numbers when it was just sent; afterwards 112 alone, which leaves the case in view
    emergency: caseEmergency(say, reply, headline === 'sent'),
    band: stateBand(say, one, say('case.reference', { reference: referenceOf(one) })),
    warnings: [
      ...(refused ? [warn(say(`case.refused.${refused}`))] : []),
      ...(opened && !report ? [warn(say('words.gone'))] : []),
    ],
    headline: headlineOf(say, reply).map(text),
    standing: standingOf(say, reply).map(text),
    facts: factsOf(say, reply),
    words: opened && report ? wordsOf(say, reply, say('words.title'), report) : NO_WORDS,
    blocks: opened ? [...questionBlock(say, reply), ...closingBlock(say, reply)] : [],
    history: opened ? historyOf(say, reply, opened.events) : { lines: [] },
    unopened: !opened && acts.includes('open') ? say('case.unopened') : '',
    firstAid: headline === 'sent' ? firstAidBox(say('case.steps'), reply) : NO_FIRST_AID,
    buttons: acts.slice(0, BUTTONS).map((act) => actButton(say, one, act)),
    refresh: refreshOf(say, reply),
  };
}

/** Without the words of the report only what a leader needs to know how much it presses. */
function factsOf(say: Say, reply: CaseReply): Fact[] {
  const { case: one, part, opened } = reply;
  const { report } = one;
  const [first] = one.chain;
  const open = opened && report;
  return [
    ...factOf(say('fact.kind'), sayKind(say, one.kind)),
    ...factOf(say('fact.severity'), saySeverity(say, one.severity)),
    ...factOf(say('fact.where'), open && sayWhere(say, report)),
    ...factOf(say('fact.reporter'), part === 'reporter' ? '' : nameOf(say, one.reporter)),
    ...factOf(say('fact.reach'), open && personText(report.reach)),
    ...factOf(say('fact.involved'), open && report.involved && first ? say(`role.${first.role}`) : ''),
    ...factOf(say('fact.reported'), capital(sayMoment(say, reply, one.createdAt))),
    ...factOf(
      say(part === 'reporter' ? 'fact.your-rating' : 'fact.rating'),
      one.rating && say(`rating.${one.rating}`),
    ),
  ];
}

/** Who asked is told by the history: the case may have been handed over since. */
function questionBlock(say: Say, { case: { question }, part }: CaseReply) {
  if (question === undefined) return [];
  const title = say(part === 'reporter' ? 'case.question-for-you' : 'case.question');
  return [{ title, text: whole(question, AGREEMENT), facts: [] }];
}

function closingBlock(say: Say, { case: { closing }, policy, language }: CaseReply) {
  if (!closing) return [];
  const article = policy.articles.get(closing.article);
  const title = article ? ` · ${policyText(article.title[language], LIMITS.name)}` : '';
  return [
    {
      title: say('case.closing'),
      text: '',
      facts: [
        ...factOf(say('fact.outcome'), say(`outcome.${closing.outcome}`)),
        ...factOf(say('fact.agreement'), whole(closing.agreement, AGREEMENT)),
        ...factOf(say('fact.article'), `${closing.article}${title}`),
      ],
    },
  ];
}

/** Acts that a press does at once; the others ask for words, a date or a choice first. */
const AT_ONCE = ['open', 'acknowledge', 'accept', 'decline'] as const satisfies CaseAct[];

function actButton(say: Say, { id, version }: Case, act: CaseAct): ExecuteButton {
  const title = say(`case.act.${act}`);
  return (AT_ONCE as readonly CaseAct[]).includes(act)
    ? plainButton(title, { do: 'case-act', id, version, act })
    : plainButton(title, { do: 'case-form', id, act });
}

/** Brings a card up to date when it comes into view, for the one person who may see it. */
const refreshOf = (say: Say, { viewerId, case: { id } }: CaseReply) => ({
  shown: viewerId !== undefined,
  title: say('case.refresh'),
  data: { do: 'case-refresh', id },
  user: viewerId ?? '',
});
