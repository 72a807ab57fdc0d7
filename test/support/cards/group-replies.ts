import {
  ATTESTED,
  FACT_QUESTIONS,
  type Group,
  type GroupEvent,
  type Proof,
  type Question,
  type Standing,
} from '../../../src/flows/group-chat/model.ts';
import type {
  GroupChatReply,
  GroupCheckReply,
  GroupFormAct,
  GroupFormReply,
  GroupInviteReply,
  GroupOutcomeReply,
  GroupQuestionReply,
  GroupReply,
  GroupsReply,
  GroupWelcomeReply,
} from '../../../src/flows/group-chat/reply.ts';
import type { GroupPlan } from '../../../src/policy/groups.ts';
import type { Article, GroupRequirement, Language, Text } from '../../../src/policy/model.ts';
import type { Person } from '../../../src/routing/person.ts';
import { buildRoute, CHAIN, NOW, PEOPLE } from './case-replies.ts';
import { buildArticle, buildPolicy } from './replies.ts';

/** Builders of what the guide for group chats says, with content like that of a school; each takes overrides. */

export const GROUP_ID = '6b1d77aa-0000-4000-8000-000000000002';

const both = (nl: string, en: string): Text => ({ nl, en });

/** Who asks, who reads along, and who decides. */
export const OWNER = { id: 'r', name: 'Docent' } as const;
export const SECOND = { id: 'c', name: 'Collega' } as const;
export const LEADER = PEOPLE.schoolLeader;

/** One requirement of each kind, as policies ask them. */
export const REQUIREMENTS: readonly GroupRequirement[] = [
  {
    kind: 'permission',
    of: 'school-leader',
    when: {},
    text: both(
      'Vraag de schoolleiding om uitdrukkelijke toestemming. Zorg dat je kunt aantonen dat je die hebt gevraagd.',
      'Ask the school leadership for explicit permission. Make sure you can show that you asked.',
    ),
    article: 'III.B.4',
  },
  {
    kind: 'second-staff',
    when: {},
    text: both(
      'Voeg een tweede medewerker toe. Die leest altijd mee.',
      'Add a second member of staff. That person always reads along.',
    ),
    article: '15b',
  },
  {
    kind: 'consent',
    yearly: true,
    by: ['students', 'parents'],
    when: {},
    text: both(
      'Vraag elk jaar vooraf toestemming. Leg de toestemming vast in Magister of een andere applicatie.',
      'Ask for consent beforehand every year. Record the consent in Magister or another application.',
    ),
    article: 'III.B.9',
  },
  {
    kind: 'admin-only-posting',
    when: {},
    text: both(
      'Zet de groep zo dat alleen de beheerder berichten kan sturen.',
      'Set the group so that only the admin can send messages.',
    ),
    article: '15b',
  },
  {
    kind: 'minimum-age',
    years: 16,
    when: {},
    text: both('Alle leerlingen in de groep zijn 16 jaar of ouder.', 'All students are 16 or older.'),
    article: '15b',
  },
  {
    kind: 'purpose-limited',
    when: {},
    text: both('De groep gaat alleen over onderwijs en school.', 'The group is only about school.'),
    article: 'III.B.4',
  },
  {
    kind: 'no-student-admin',
    when: {},
    text: both('Beheer de groep zelf.', 'Manage the group yourself.'),
    article: '15b',
  },
  {
    kind: 'school-account-only',
    when: {},
    text: both('Gebruik niet je privénummer.', 'Do not use your private number.'),
    article: '15',
  },
  {
    kind: 'inform-manager',
    of: 'school-leader',
    when: {},
    text: both('Vertel de schoolleiding erover.', 'Tell the school leadership about it.'),
    article: 'III.B.9',
  },
];

export const requirementOf = (kind: string): GroupRequirement | undefined =>
  REQUIREMENTS.find((one) => one.kind === kind);

const requirement = (kind: string): GroupRequirement => {
  const found = requirementOf(kind);
  if (!found) throw new Error(`no requirement ${kind}`);
  return found;
};

const ARTICLES: readonly Article[] = [
  buildArticle(),
  buildArticle({ id: '15', title: both('Professioneel account', 'Professional account') }),
  buildArticle({
    id: 'III.B.4',
    title: both('Contact met leerlingen', 'Contact with students'),
    text: both(
      'WhatsApp met leerlingen wordt afgeraden, tenzij de schoolleiding uitdrukkelijk toestemming geeft.',
      'WhatsApp with students is advised against, unless the school leadership gives explicit permission.',
    ),
  }),
  buildArticle({ id: 'III.B.9', title: both('Toestemming van ouders', 'Consent of parents') }),
];

export const policy = buildPolicy({
  articles: new Map(ARTICLES.map((article) => [article.id, article])),
  contacts: { staff: { who: both('je teamleider', 'your team leader'), articles: ['15'] } },
});

const setting = (language: Language) => ({ language, policy, zone: 'Europe/Amsterdam', now: NOW });

/** A draft about WhatsApp with a class. */
export const buildGroup = (overrides: Partial<Group> = {}): Group => ({
  id: GROUP_ID,
  tenant: 'tenant',
  school: 'school',
  policy: policy.id,
  owner: { ...OWNER, language: 'nl' },
  leader: undefined,
  state: 'draft',
  version: 4,
  answers: {
    name: '2B',
    purpose: 'urgent',
    medium: 'whatsapp',
    participants: 'students',
    age: 'under-16',
    'managed-by': 'staff',
    until: '2027-07-31',
  },
  at: 'purpose',
  wentOn: false,
  later: [],
  second: undefined,
  permission: undefined,
  consent: undefined,
  proofs: {},
  informedAt: '',
  chat: undefined,
  unattended: undefined,
  told: [],
  reviewOn: '',
  waits: [],
  createdAt: '2026-11-20T09:00:00Z',
  registeredAt: '',
  closedAt: '',
  ...overrides,
});

export const WHY = 'Op excursie bereik ik niet iedereen via Teams. Ik wil snel kunnen zeggen waar we zijn.';

/** In the register, with everybody asked. */
export const buildWaiting = (overrides: Partial<Group> = {}): Group =>
  buildGroup({
    state: 'waiting',
    registeredAt: '2026-11-20T09:15:00Z',
    second: { person: SECOND, state: 'asked', at: '2026-11-20T09:15:00Z', reminded: false },
    permission: {
      why: WHY,
      chain: CHAIN,
      step: 0,
      asked: [LEADER],
      state: 'asked',
      at: '2026-11-20T09:15:00Z',
      reminded: false,
      decider: undefined,
      words: '',
    },
    waits: [
      { awaited: 'second-staff', at: '2026-11-23T09:15:00Z' },
      { awaited: 'permission', at: '2026-11-21T09:15:00Z' },
    ],
    reviewOn: '2027-07-31',
    ...overrides,
  });

/** In the register, with everything met. */
export const buildActive = (overrides: Partial<Group> = {}): Group => {
  const { second, permission } = buildWaiting();
  return buildWaiting({
    state: 'active',
    second: second && { ...second, state: 'confirmed' },
    permission: permission && {
      ...permission,
      state: 'conditional',
      decider: LEADER,
      words: 'Alleen voor de excursie van mei.',
    },
    consent: { asked: 28, given: 25, refused: 3, alternative: true, on: '2026-11-19' },
    waits: [{ awaited: 'review', at: '2027-07-31T06:00:00Z' }],
    ...overrides,
  });
};

export const CHAT: Group['chat'] = {
  conversation: '19:chat@thread.v2',
  kind: 'group',
  team: '',
  seenAt: '2026-11-20T09:20:00Z',
  staff: [OWNER, SECOND],
  students: 24,
};

export const proofOf = (by: Proof['by']): Proof => ({
  by,
  who: by === 'attested' ? OWNER : undefined,
  at: '2026-11-20T09:10:00Z',
});

export const buildStanding = (kind: string, overrides: Partial<Standing> = {}): Standing => ({
  requirement: requirement(kind),
  state: 'open',
  proof: undefined,
  who: undefined,
  words: '',
  ...overrides,
});

export const buildPlan = (overrides: Partial<GroupPlan> = {}): GroupPlan => ({
  outcome: 'discouraged',
  sentence: both(
    'Liever niet: WhatsApp met leerlingen wordt afgeraden, tenzij de schoolleiding uitdrukkelijk toestemming geeft.',
    'Better not: WhatsApp with students is advised against, unless the school leadership gives explicit permission.',
  ),
  requirements: ['permission', 'second-staff', 'consent', 'purpose-limited', 'inform-manager'].map(
    requirement,
  ),
  articles: ['III.B.4', 'III.B.9', '15b'],
  instead: [{ medium: 'teams' }, { name: 'Magister' }, { name: 'Hoy' }],
  ...overrides,
});

export const STAFF: readonly Person[] = [
  { ...SECOND, tenant: 'tenant', role: 'staff', school: 'school' },
  { ...PEOPLE.teamLeader, tenant: 'tenant', role: 'staff', school: 'school' },
];

export const QUESTIONS: readonly Question[] = [
  ...FACT_QUESTIONS,
  'second-staff',
  'permission',
  'consent',
  ...ATTESTED,
];

export const buildQuestion = (
  language: Language,
  question: Question,
  overrides: Partial<GroupQuestionReply> = {},
): GroupQuestionReply => ({
  kind: 'group-question',
  ...setting(language),
  group: buildGroup({ at: question }),
  question,
  progress: { step: QUESTIONS.indexOf(question) + 1, total: QUESTIONS.length },
  typed: question === 'until' ? { date: '2027-07-31' } : {},
  problems: [],
  stale: false,
  contradicted: false,
  requirement: requirementOf(question),
  people: question === 'second-staff' ? STAFF : [],
  route: question === 'permission' ? buildRoute() : [],
  canSet: false,
  ...overrides,
});

export const buildOutcome = (
  language: Language,
  overrides: Partial<GroupOutcomeReply> = {},
): GroupOutcomeReply => ({
  kind: 'group-outcome',
  ...setting(language),
  group: buildGroup({ at: 'outcome' }),
  plan: buildPlan(),
  isFinal: false,
  ...overrides,
});

/** A draft with everybody named who will be asked. */
const buildPrepared = (): Group => {
  const { second, permission } = buildWaiting();
  return buildGroup({
    at: 'check',
    second: second && { ...second, state: 'chosen' },
    permission: permission && { ...permission, state: 'written', chain: [], asked: [] },
  });
};

const DRAFT_STANDINGS: readonly Standing[] = [
  buildStanding('permission'),
  buildStanding('second-staff', { who: SECOND }),
  buildStanding('consent'),
  buildStanding('purpose-limited', { state: 'met', proof: proofOf('attested') }),
  buildStanding('inform-manager', { state: 'asked' }),
];

export const buildCheck = (
  language: Language,
  overrides: Partial<GroupCheckReply> = {},
): GroupCheckReply => ({
  kind: 'group-check',
  ...setting(language),
  group: buildPrepared(),
  plan: buildPlan(),
  standings: DRAFT_STANDINGS,
  route: buildRoute(),
  progress: { step: 12, total: 12 },
  informed: LEADER,
  stale: false,
  ...overrides,
});

export const WAITING_STANDINGS: readonly Standing[] = [
  buildStanding('permission', { state: 'asked', who: LEADER }),
  buildStanding('second-staff', { state: 'asked', who: SECOND }),
  buildStanding('consent'),
  buildStanding('purpose-limited', { state: 'met', proof: proofOf('attested') }),
  buildStanding('inform-manager', { state: 'met', proof: proofOf('checked') }),
];

export const MET_STANDINGS: readonly Standing[] = [
  buildStanding('permission', {
    state: 'met',
    who: LEADER,
    proof: { by: 'attested', who: LEADER, at: '2026-11-20T09:12:00Z' },
    words: 'Alleen voor de excursie van mei.',
  }),
  buildStanding('second-staff', {
    state: 'met',
    who: SECOND,
    proof: { by: 'attested', who: SECOND, at: '2026-11-20T09:14:00Z' },
  }),
  buildStanding('consent', { state: 'met', proof: { by: 'attested', who: OWNER, at: '2026-11-19' } }),
  buildStanding('admin-only-posting', { state: 'met', proof: proofOf('checked') }),
  buildStanding('purpose-limited', { state: 'met', proof: proofOf('attested') }),
  buildStanding('inform-manager', { state: 'met', proof: proofOf('checked') }),
];

export const buildEvent = (overrides: Partial<GroupEvent> = {}): GroupEvent => ({
  at: new Date('2026-11-20T09:15:00Z'),
  kind: 'registered',
  version: 5,
  actor: OWNER,
  ...overrides,
});

export const EVENTS: readonly GroupEvent[] = [
  buildEvent(),
  buildEvent({ kind: 'second-asked', actor: undefined, subject: SECOND }),
  buildEvent({ kind: 'permission-skipped', actor: undefined, subject: PEOPLE.deputy, reason: 'absent' }),
  buildEvent({ kind: 'permission-asked', actor: undefined, subject: LEADER }),
  buildEvent({ kind: 'attested', reason: 'purpose-limited' }),
  buildEvent({ kind: 'second-confirmed', actor: SECOND }),
  buildEvent({ kind: 'permission-conditional', actor: LEADER, text: 'Alleen voor de excursie van mei.' }),
];

/** What the owner sees once the group is registered. */
export const buildGroupReply = (language: Language, overrides: Partial<GroupReply> = {}): GroupReply => ({
  kind: 'group',
  ...setting(language),
  group: buildWaiting(),
  part: 'owner',
  plan: buildPlan(),
  standings: WAITING_STANDINGS,
  headline: 'registered',
  refused: undefined,
  acts: ['go-on', 'welcome', 'change', 'close', 'history'],
  open: 'consent',
  events: undefined,
  viewerId: '29:viewer',
  ...overrides,
});

export const FORM_ACTS: readonly GroupFormAct[] = [
  'decline',
  'step-back',
  'approve-if',
  'refuse',
  'make-chat',
  'change',
  'review',
  'close',
];

export const buildForm = (
  language: Language,
  act: GroupFormAct,
  overrides: Partial<GroupFormReply> = {},
): GroupFormReply => ({
  kind: 'group-form',
  ...setting(language),
  group: buildActive(),
  act,
  typed: act === 'review' ? { date: '2027-11-20' } : {},
  problems: [],
  stale: false,
  chatLink: act === 'make-chat' ? 'https://teams.microsoft.com/l/chat/0/0?users=a,b' : undefined,
  canMake: false,
  ...overrides,
});

export const buildWelcomeMessage = (
  language: Language,
  overrides: Partial<GroupWelcomeReply> = {},
): GroupWelcomeReply => ({
  kind: 'group-welcome',
  ...setting(language),
  group: buildActive(),
  plan: buildPlan(),
  typed: '',
  problems: [],
  canPost: false,
  ...overrides,
});

export const buildGroups = (language: Language, overrides: Partial<GroupsReply> = {}): GroupsReply => ({
  kind: 'groups',
  unreadable: [],
  ...setting(language),
  draft: buildGroup({ answers: { name: '', until: '' } }),
  own: [buildActive(), buildGroup({ ...buildActive(), state: 'closed', closedAt: '2026-11-20T09:40:00Z' })],
  shared: [buildWaiting({ owner: { ...SECOND, language: 'nl' } })],
  team: [],
  ...overrides,
});

export const buildInvite = (
  language: Language,
  overrides: Partial<GroupInviteReply> = {},
): GroupInviteReply => ({
  kind: 'group-invite',
  ...setting(language),
  conversation: '19:chat@thread.v2',
  students: 24,
  groups: [buildActive({ answers: { ...buildGroup().answers, medium: 'teams' } })],
  ...overrides,
});

const teams = (kind?: 'group' | 'channel') =>
  buildGroup({
    answers: { ...buildGroup().answers, medium: 'teams' },
    chat: kind && CHAT && { ...CHAT, kind },
  });

/** Ordinary replies of each kind that is a card, from every side. */
export const buildGroupCards = (language: Language): Exclude<GroupChatReply, { kind: 'group-notice' }>[] => [
  ...QUESTIONS.map((question) => buildQuestion(language, question)),
  buildQuestion(language, 'second-staff', { people: [] }),
  buildQuestion(language, 'consent', {
    group: buildActive(),
    progress: undefined,
    typed: { asked: '28', given: 'veel', refused: '3', date: '2026-11-19', alternative: 'true' },
    problems: [{ field: 'given', problem: 'not-a-number' }],
  }),
  buildQuestion(language, 'admin-only-posting', { group: teams('channel'), canSet: true }),
  buildQuestion(language, 'admin-only-posting', {
    group: buildActive({ answers: teams().answers, chat: teams('channel').chat }),
    progress: undefined,
    contradicted: true,
    canSet: true,
  }),
  buildQuestion(language, 'admin-only-posting', { group: teams('group'), stale: true }),
  buildOutcome(language),
  buildOutcome(language, {
    isFinal: true,
    plan: buildPlan({ outcome: 'not-allowed', requirements: [], instead: [{ medium: 'teams' }] }),
  }),
  buildOutcome(language, {
    plan: buildPlan({ outcome: 'unknown', requirements: [], articles: [], instead: [] }),
  }),
  buildCheck(language),
  buildGroupReply(language),
  buildGroupReply(language, {
    group: buildWaiting(),
    part: 'second',
    headline: 'second-asked',
    acts: ['confirm', 'decline', 'history'],
  }),
  buildGroupReply(language, {
    part: 'approver',
    headline: 'permission-asked',
    acts: ['approve', 'approve-if', 'refuse', 'history'],
  }),
  buildGroupReply(language, {
    group: buildActive({ state: 'review', chat: CHAT, unattended: 'one-left' }),
    standings: MET_STANDINGS,
    headline: 'review',
    acts: ['review', 'welcome', 'change', 'close', 'history'],
    events: EVENTS,
    open: undefined,
  }),
  buildGroupReply(language, {
    group: buildActive(),
    standings: [],
    plan: buildPlan({ outcome: 'not-allowed', requirements: [] }),
    headline: undefined,
    open: undefined,
  }),
  ...FORM_ACTS.map((act) => buildForm(language, act)),
  buildForm(language, 'make-chat', { canMake: true }),
  buildWelcomeMessage(language),
  buildWelcomeMessage(language, { canPost: true, problems: [{ field: 'text', problem: 'missing' }] }),
  buildGroups(language),
  buildInvite(language),
  { kind: 'group-dropped', language, id: GROUP_ID },
];
