import type { Case, CaseEvent, Draft, Snapshot } from '../../../src/flows/escalation/model.ts';
import type {
  CaseFormAct,
  CaseFormReply,
  CaseReply,
  CasesReply,
  CaseTypedReply,
  DraftChoiceReply,
  EscalationFlowReply,
  NoRouteReply,
  ReportCheckReply,
  ReportFormReply,
} from '../../../src/flows/escalation/reply.ts';
import type { FirstAid, Language } from '../../../src/policy/model.ts';
import type { RoutePart, Step } from '../../../src/routing/chain.ts';
import type { Named } from '../../../src/routing/person.ts';
import { buildAid, buildEscalation, buildPolicy } from './replies.ts';

/** Builders of what the escalation flow says, with content like that of a school; each takes overrides. */

/** A Friday at eleven, in Amsterdam. */
export const NOW = new Date('2026-11-20T10:00:00Z');

export const at = (time: string): Date => new Date(`2026-11-20T${time}:00+01:00`);

export const CASE_ID = '3f2a91bc-0000-4000-8000-000000000001';

const named = (id: string, name: string): Named => ({ id, name });

export const PEOPLE = {
  reporter: named('r', 'Docent'),
  manager: named('m', 'Lijnmanager'),
  deputy: named('d', 'Vervanger'),
  teamLeader: named('t', 'Teamleider'),
  schoolLeader: named('s', 'Schoolleider'),
  guard: named('v', 'Coördinator'),
} as const;

export const CHAIN: readonly Step[] = [
  { role: 'line-manager', minutes: 30, person: PEOPLE.manager },
  { role: 'deputy', minutes: 30, person: PEOPLE.deputy },
  { role: 'team-leader', minutes: 60, person: PEOPLE.teamLeader },
  { role: 'school-leader', minutes: 60, person: PEOPLE.schoolLeader },
];

export const SNAPSHOT: Snapshot = {
  author: 'Ouder van een leerling',
  at: '2026-11-20T08:12:00Z',
  link: 'https://teams.example.org/l/message/1',
  text: 'Jullie doen er nooit iets aan. Ik kom vanmiddag wel even langs.',
};

export const REPORT_TEXT =
  'Een ouder scheldt mij uit in de groepsapp van 2B. Andere ouders doen mee.\n\nHet begon gisteravond na het rapport. Ik heb niet gereageerd.';

export const firstAidOf = (language: Language): FirstAid => buildEscalation(language).firstAid;

const setting = (language: Language) => ({
  language,
  policy: buildPolicy(),
  zone: 'Europe/Amsterdam',
  now: NOW,
});

export const buildDraft = (overrides: Partial<Draft> = {}): Draft => ({
  id: CASE_ID,
  text: REPORT_TEXT,
  platform: 'whatsapp',
  group: 'Ouders 2B',
  kind: 'conflict-parent',
  severity: '2',
  involved: false,
  reach: 'In de pauze op toestel 12',
  links: 'https://example.org/bericht/1\nhttps://example.org/bericht/2',
  ...overrides,
});

export const buildReportForm = (
  language: Language,
  overrides: Partial<ReportFormReply> = {},
): ReportFormReply => ({
  kind: 'report-form',
  ...setting(language),
  audience: 'staff',
  aid: buildAid(),
  emergency: false,
  draft: buildDraft(),
  problems: [],
  ...overrides,
});

export const buildRoute = (): RoutePart[] => {
  const [manager, deputy, teamLeader, schoolLeader] = CHAIN as [Step, Step, Step, Step];
  return [
    { step: manager, person: PEOPLE.manager, at: undefined, skipped: undefined },
    { step: deputy, person: undefined, at: at('11:30'), skipped: 'absent' },
    { step: teamLeader, person: PEOPLE.teamLeader, at: at('11:30'), skipped: undefined },
    {
      step: schoolLeader,
      person: PEOPLE.schoolLeader,
      at: new Date('2026-11-23T08:30:00+01:00'),
      skipped: undefined,
    },
  ];
};

export const buildReportCheck = (
  language: Language,
  overrides: Partial<ReportCheckReply> = {},
): ReportCheckReply => ({
  kind: 'report-check',
  ...setting(language),
  draft: buildDraft(),
  route: buildRoute(),
  last: PEOPLE.guard,
  aid: buildAid(),
  emergency: false,
  ...overrides,
});

export const buildDraftChoice = (
  language: Language,
  overrides: Partial<DraftChoiceReply> = {},
): DraftChoiceReply => ({
  kind: 'draft-choice',
  ...setting(language),
  aid: buildAid(),
  emergency: false,
  drafts: [buildDraft({ snapshot: SNAPSHOT })],
  next: buildDraft({ id: '3f2a91bc-0000-4000-8000-000000000002', text: 'Vandaag ging het weer mis.' }),
  ...overrides,
});

export const buildNoRoute = (language: Language, overrides: Partial<NoRouteReply> = {}): NoRouteReply => ({
  kind: 'no-route',
  ...setting(language),
  firstAid: firstAidOf(language),
  aid: buildAid(),
  emergency: false,
  draft: buildDraft(),
  ...overrides,
});

/** A case that waits for the line manager. */
export const buildCase = (overrides: Partial<Case> = {}): Case => ({
  id: CASE_ID,
  tenant: 'tenant',
  school: 'school',
  policy: 'de-langstraat',
  reporter: { ...PEOPLE.reporter, role: 'staff', language: 'nl' },
  kind: 'conflict-parent',
  severity: '2',
  report: {
    text: REPORT_TEXT,
    platform: 'whatsapp',
    group: 'Ouders 2B',
    involved: false,
    reach: 'In de pauze op toestel 12',
    links: ['https://example.org/bericht/1'],
  },
  state: 'notified',
  version: 3,
  chain: CHAIN,
  step: 0,
  asked: [PEOPLE.manager],
  holder: undefined,
  offer: undefined,
  next: { awaited: 'acknowledgement', at: at('11:30') },
  reminded: false,
  exhausted: false,
  guard: undefined,
  question: undefined,
  closing: undefined,
  rating: undefined,
  createdAt: at('10:45'),
  closedAt: undefined,
  ...overrides,
});

/** A case that the line manager has taken up. */
export const buildHeld = (overrides: Partial<Case> = {}): Case =>
  buildCase({
    state: 'acknowledged',
    holder: { ...PEOPLE.manager, since: at('10:52') },
    next: { awaited: 'progress', at: at('14:00') },
    ...overrides,
  });

export const CLOSED: Partial<Case> = {
  state: 'closed',
  next: undefined,
  closing: { outcome: 'agreed', agreement: 'We spreken de ouder maandag samen op school.', article: '15' },
  closedAt: at('10:58'),
};

export const buildEvent = (overrides: Partial<CaseEvent> = {}): CaseEvent => ({
  at: at('10:45'),
  kind: 'reported',
  version: 1,
  actor: PEOPLE.reporter,
  ...overrides,
});

export const EVENTS: readonly CaseEvent[] = [
  buildEvent(),
  buildEvent({ kind: 'skipped', actor: undefined, subject: PEOPLE.deputy, reason: 'absent' }),
  buildEvent({ kind: 'notified', actor: undefined, subject: PEOPLE.manager }),
  buildEvent({ kind: 'delivered', actor: undefined, subject: PEOPLE.manager, reason: 'delivered' }),
  buildEvent({ at: at('10:52'), kind: 'acknowledged', actor: PEOPLE.manager }),
  buildEvent({ at: at('10:53'), kind: 'read', actor: PEOPLE.manager }),
  buildEvent({
    at: at('10:54'),
    kind: 'asked',
    actor: PEOPLE.manager,
    text: 'Wie zit er nog meer in die groep?',
  }),
  buildEvent({ at: at('10:56'), kind: 'answered', text: 'Alle ouders van 2B, en ik.' }),
  buildEvent({ at: at('10:57'), kind: 'planned', actor: PEOPLE.manager, reason: '2026-11-23' }),
];

/** Who looks at a case in each part. */
export const VIEWERS = { reporter: 'r', holder: 'm', asked: 'm', offered: 'd', guard: 'v' } as const;

/** What the line manager gets. */
export const buildCaseReply = (language: Language, overrides: Partial<CaseReply> = {}): CaseReply => ({
  kind: 'case',
  ...setting(language),
  case: buildCase(),
  part: 'asked',
  viewer: VIEWERS[overrides.part ?? 'asked'],
  headline: 'assigned',
  refused: undefined,
  opened: undefined,
  acts: ['acknowledge', 'open'],
  aid: buildAid(),
  viewerId: '29:viewer',
  ...overrides,
});

export const buildCaseForm = (
  language: Language,
  act: CaseFormAct,
  overrides: Partial<CaseFormReply> = {},
): CaseFormReply => ({
  kind: 'case-form',
  ...setting(language),
  aid: buildAid(),
  case: buildHeld(act === 'answer' ? { question: 'Wie zit er nog meer in die groep?' } : {}),
  act,
  typed: {},
  problems: [],
  stale: false,
  colleagues: [],
  articles: act === 'close' ? [...buildPolicy().articles.values()] : [],
  links: undefined,
  ...overrides,
});

export const buildTyped = (language: Language, overrides: Partial<CaseTypedReply> = {}): CaseTypedReply => ({
  kind: 'case-typed',
  ...setting(language),
  aid: buildAid(),
  emergency: false,
  crisis: false,
  text: 'Het waren de ouders van 2B, gisteravond.',
  prompts: [
    {
      case: buildHeld({ question: 'Wie zit er nog meer in die groep?' }),
      part: 'reporter',
      asker: PEOPLE.manager,
    },
    { case: buildCase(), part: 'asked', asker: undefined },
    { case: buildHeld({ reminded: true }), part: 'holder', asker: undefined },
    { case: buildHeld({ offer: PEOPLE.deputy }), part: 'offered', asker: undefined },
  ],
  ...overrides,
});

export const FORM_ACTS: readonly CaseFormAct[] = [
  'ask',
  'plan',
  'hand-over',
  'close',
  'answer',
  'add',
  'correct',
  'withdraw',
  'reopen',
  'rate',
];

export const buildCases = (language: Language, overrides: Partial<CasesReply> = {}): CasesReply => ({
  kind: 'cases',
  unreadable: [],
  ...setting(language),
  viewer: PEOPLE.reporter.id,
  urgent: undefined,
  own: [buildHeld()],
  led: [buildCase({ kind: 'bullying' }), buildHeld(CLOSED)],
  ...overrides,
});

export const COLLEAGUES: CaseFormReply['colleagues'] = [
  { ...PEOPLE.deputy, tenant: 'tenant', role: 'staff', school: 'school' },
  { ...PEOPLE.teamLeader, tenant: 'tenant', role: 'staff', school: 'school' },
];

/** Ordinary replies of each kind that is a card, from every side. */
export const buildEscalationCards = (language: Language): EscalationFlowReply[] => [
  buildReportForm(language),
  buildReportForm(language, { emergency: true, draft: buildDraft({ snapshot: SNAPSHOT, severity: '3' }) }),
  buildDraftChoice(language),
  buildTyped(language),
  buildReportCheck(language),
  buildReportCheck(language, { emergency: true, draft: buildDraft({ snapshot: SNAPSHOT, involved: true }) }),
  buildNoRoute(language),
  buildCaseReply(language),
  buildCaseReply(language, {
    part: 'holder',
    headline: 'done',
    case: buildHeld({ question: 'Wie zit er nog meer in die groep?' }),
    opened: { events: EVENTS },
    acts: ['plan', 'ask', 'hand-over', 'close'],
  }),
  buildCaseReply(language, {
    part: 'reporter',
    headline: 'sent',
    case: buildCase({ severity: '3' }),
    acts: ['open', 'add', 'correct', 'withdraw'],
  }),
  buildCaseReply(language, {
    part: 'reporter',
    headline: 'closed',
    case: buildHeld(CLOSED),
    opened: { events: EVENTS },
    acts: ['rate', 'reopen'],
  }),
  ...FORM_ACTS.map((act) => buildCaseForm(language, act)),
  buildCaseForm(language, 'hand-over', { colleagues: COLLEAGUES }),
  buildCaseForm(language, 'plan', {
    links: {
      chat: 'https://teams.microsoft.com/l/chat/0/0',
      meeting: 'https://teams.microsoft.com/l/meeting/new',
    },
    typed: { date: '2026-11-23' },
  }),
  buildCases(language),
];
