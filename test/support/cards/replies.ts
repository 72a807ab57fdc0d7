import type {
  AnswerReply,
  AskReply,
  ChoiceReply,
  EscalationReply,
  GroupChatReply,
  HelpReply,
  Offer,
  ProfileReply,
  Reply,
  SilentReply,
  UnclearReply,
  WelcomeReply,
} from '../../../src/flows/answering/reply.ts';
import type { Aid, Article, Language, Policy, Slot, Text, Topic } from '../../../src/policy/model.ts';

/** Builders of replies with content like that of a school; each takes overrides. */

const both = (nl: string, en: string): Text => ({ nl, en });

export function buildArticle(overrides: Partial<Article> = {}): Article {
  return {
    id: '15b',
    audience: ['staff', 'student'],
    title: both('Privéaccount en leerlingen', 'Personal account and students'),
    text: both(
      'Met je privéaccount word je geen vrienden met leerlingen. Jullie volgen elkaar ook niet.',
      'With your personal account you do not become friends with students. You do not follow each other either.',
    ),
    ...overrides,
  };
}

export function buildPolicy(overrides: Partial<Policy> = {}): Policy {
  const articles = [
    buildArticle(),
    buildArticle({
      id: '15',
      title: both('Professioneel account', 'Professional account'),
      text: both('Je leidinggevende weet van je account.', 'Your line manager knows about your account.'),
    }),
  ];
  return {
    id: 'de-langstraat',
    school: both('OMO De Langstraat', 'OMO De Langstraat'),
    title: both('Reglement sociale media', 'Social media regulations'),
    version: '2025-12-14',
    audiences: ['staff', 'student', 'parent'],
    scope: both('Alles', 'Everything'),
    contacts: {},
    escalation: {},
    groupChat: {},
    corrections: [],
    groups: { outcomes: [], requirements: [] },
    chains: {},
    retention: { default: 400, kinds: {} },
    articles: new Map(articles.map((article) => [article.id, article])),
    rulings: [],
    ...overrides,
  };
}

export function buildTopic(overrides: Partial<Topic> = {}): Topic {
  return {
    id: 'befriend-staff-student',
    theme: 'contact',
    intent: 'answer',
    title: both(
      'Vrienden worden of volgen: medewerker en leerling',
      'Friends or followers: staff and student',
    ),
    guide: false,
    about: '',
    audiences: ['staff', 'student'],
    slots: ['account'],
    emergency: false,
    ...overrides,
  };
}

const TOPICS = [
  buildTopic({
    id: 'class-group',
    title: both('Groepsapp van een medewerker met leerlingen', 'Group chat by staff with students'),
  }),
  buildTopic({
    id: 'post-images',
    title: both("Foto's of filmpjes van anderen online zetten", 'Posting photos or videos of others'),
  }),
  buildTopic({
    id: 'channel',
    title: both(
      'Via welk kanaal bereik ik een leerling of leraar?',
      'Which channel to use with students or teachers',
    ),
  }),
];

const SLOT_ASK = both('Om welk account gaat het?', 'Which account is it about?');

const SLOT: Slot = {
  id: 'account',
  ask: SLOT_ASK,
  values: [
    { id: 'personal', label: both('Een privéaccount', 'A personal account'), signs: [], hints: [], says: [] },
    {
      id: 'professional',
      label: both('Een professioneel account of vakaccount', 'A professional or subject account'),
      signs: [],
      hints: [],
      says: [],
    },
  ],
};

const asked = (language: Language) => ({
  language,
  audience: 'staff' as const,
  policy: buildPolicy(),
  question:
    language === 'nl'
      ? 'Mag ik een leerling uit 3 havo terugvolgen op Insta?'
      : 'May I follow a student back on Insta?',
});

const contact = { who: both('je leidinggevende', 'your line manager'), articles: ['15'] };

export function buildAnswer(language: Language, overrides: Partial<AnswerReply> = {}): AnswerReply {
  return {
    kind: 'answer',
    ...asked(language),
    topic: buildTopic(),
    reading: {
      topic: 'befriend-staff-student',
      score: 1,
      verdict: 'conditional',
      ruling: {
        topic: 'befriend-staff-student',
        audience: ['staff'],
        when: {},
        verdict: 'conditional',
        answer: both(
          'Nee, tenzij je een professioneel account gebruikt waar je leidinggevende van weet.',
          'No, unless you use a professional account that your line manager knows about.',
        ),
        conditions: [
          both(
            'Op het account staat geen persoonlijke informatie over jou.',
            'The account holds no personal information about you.',
          ),
          both('Je leidinggevende weet ervan.', 'Your line manager knows about it.'),
        ],
        articles: ['15b', '15'],
        next: both('Vertel je leidinggevende over het account.', 'Tell your line manager about the account.'),
      },
    },
    slots: { platform: 'social' },
    contact,
    related: TOPICS,
    ...overrides,
  };
}

export const buildAsk = (language: Language, overrides: Partial<AskReply> = {}): AskReply => ({
  kind: 'ask',
  ...asked(language),
  topic: buildTopic(),
  slot: SLOT,
  ask: SLOT_ASK,
  slots: { platform: 'social' },
  ...overrides,
});

export const buildChoice = (language: Language, overrides: Partial<ChoiceReply> = {}): ChoiceReply => ({
  kind: 'choice',
  ...asked(language),
  offers: TOPICS.map((topic) => ({ topic, slots: {}, differs: [] })),
  ...overrides,
});

/** Readings of one topic, each of which supposes something else. */
export const buildOffers = (
  topic = buildTopic({
    id: 'post-images',
    title: both("Foto's of filmpjes van anderen online zetten", 'Posting photos or videos of others'),
  }),
): Offer[] => [
  { topic, slots: { consent: 'all' }, differs: [both('iedereen vindt het goed', 'everybody agrees')] },
  {
    topic,
    slots: { consent: 'some' },
    differs: [both('niet iedereen vindt het goed', 'not everybody agrees')],
  },
];

export const buildUnclear = (language: Language, overrides: Partial<UnclearReply> = {}): UnclearReply => ({
  kind: 'unclear',
  ...asked(language),
  offers: TOPICS.slice(0, 2).map((topic) => ({ topic, slots: {}, differs: [] })),
  ...overrides,
});

export const buildSilent = (language: Language, overrides: Partial<SilentReply> = {}): SilentReply => ({
  kind: 'silent',
  ...asked(language),
  topic: buildTopic(),
  contact,
  related: TOPICS,
  ...overrides,
});

export const buildAid = (overrides: Partial<Aid> = {}): Aid => ({
  first: both('Wat naar dat dit gebeurt.', 'How unpleasant that this happens.'),
  steps: [
    { text: both('Reageer niet op de berichten.', 'Do not reply to the messages.') },
    {
      text: both('Meld het bij het bestuur.', 'Report it to the board.'),
      law: both('wet: meldplicht', 'law: duty to report'),
    },
  ],
  tell: both(
    'Vertel het een volwassene die je vertrouwt, niet degene die het doet.',
    'Tell an adult you trust, not the one who does it.',
  ),
  lines: [
    {
      id: 'kindertelefoon',
      name: both('De Kindertelefoon', "The children's helpline"),
      number: '0800-0432',
      hours: both('Elke dag van 11.00 tot 21.00 uur.', 'Every day from 11:00 to 21:00.'),
      free: true,
      closed: both('Is het nacht? Bel 113.', 'Is it night? Call 113.'),
      site: 'https://www.kindertelefoon.nl',
      source: 'https://www.kindertelefoon.nl',
      checked: '2026-12-01',
    },
    {
      id: 'police',
      name: both('Politie', 'Police'),
      number: '0900-8844',
      hours: both('Is het spoed? Bel 112.', 'Is it urgent? Call 112.'),
      free: false,
      source: 'https://www.politie.nl',
      checked: '2026-12-01',
    },
  ],
  school: 'steps',
  emergency: both('Is er nu gevaar? Bel 112.', 'Is there danger now? Call 112.'),
  ...overrides,
});

export const buildEscalation = (
  language: Language,
  overrides: Partial<EscalationReply> = {},
): EscalationReply => ({
  kind: 'escalation',
  ...asked(language),
  emergency: false,
  crisis: false,
  help: 'other',
  aid: buildAid(),
  firstAid: {
    ...contact,
    steps: [
      {
        text: both(
          'Neem direct contact op met je leidinggevende.',
          'Contact your line manager straight away.',
        ),
        article: '15',
      },
      { text: both('Ga online niet in discussie.', 'Do not argue online.') },
      {
        text: both(
          'Maak screenshots van de berichten en verwijder niets.',
          'Take screenshots of the messages and delete nothing.',
        ),
      },
    ],
  },
  ...overrides,
});

export const buildGroupChat = (
  language: Language,
  overrides: Partial<GroupChatReply> = {},
): GroupChatReply => ({
  kind: 'group-chat',
  ...asked(language),
  contact,
  rules: {
    verdict: 'conditional',
    summary: both(
      'Je mag zelf een groepsapp maken voor dringende informatie van school.',
      'You may set up a group chat for urgent school information.',
    ),
    articles: ['15'],
    requirements: [
      {
        kind: 'admin-only-posting',
        text: both(
          'Zet de groep zo dat alleen de beheerder berichten kan sturen.',
          'Set the group so that only the admin can send messages.',
        ),
        article: '15b',
      },
    ],
  },
  ...overrides,
});

export const buildProfile = (language: Language, overrides: Partial<ProfileReply> = {}): ProfileReply => ({
  kind: 'profile',
  language,
  policies: [buildPolicy(), buildPolicy({ id: 'svok', school: both('SVOK', 'SVOK') })],
  question: asked(language).question,
  ...overrides,
});

export const buildWelcome = (language: Language, overrides: Partial<WelcomeReply> = {}): WelcomeReply => ({
  kind: 'welcome',
  language,
  place: 'personal',
  ...overrides,
});

export const buildHelp = (language: Language, overrides: Partial<HelpReply> = {}): HelpReply => ({
  kind: 'help',
  language,
  profile: { audience: 'staff', policy: buildPolicy() },
  ...overrides,
});

/** One ordinary reply of each kind that is a card. */
export const buildCards = (language: Language): Reply[] => [
  buildAnswer(language),
  buildAsk(language),
  buildChoice(language),
  buildChoice(language, { offers: buildOffers() }),
  buildUnclear(language),
  buildUnclear(language, { offers: [], again: true }),
  buildSilent(language),
  buildSilent(language, { aspect: { form: 'why', reading: buildAnswer(language).reading } }),
  buildEscalation(language),
  buildEscalation(language, { emergency: true }),
  buildEscalation(language, { crisis: true, question: '', rule: buildAnswer(language).reading }),
  buildProfile(language, { urgent: { aid: buildAid(), emergency: true } }),
  buildGroupChat(language),
  buildProfile(language),
  buildWelcome(language),
  buildHelp(language),
  { kind: 'language', language },
];
