import type { Group, GroupEvent, Standing } from '../../../src/flows/group-chat/model.ts';
import type { GroupChatReply } from '../../../src/flows/group-chat/reply.ts';
import type { Problem } from '../../../src/flows/typed.ts';
import type { Language, Text } from '../../../src/policy/model.ts';
import * as groups from './group-replies.ts';
import { buildArticle, buildPolicy } from './replies.ts';

/** The least and the most that the cards of the guide for group chats can be asked to hold. */

type GroupCardReply = Exclude<GroupChatReply, { kind: 'group-notice' }>;

const both = (words: string): Text => ({ nl: words, en: words });

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Replies with nothing in them that may be absent. */
export function buildBareGroups(language: Language): GroupCardReply[] {
  const policy = buildPolicy({ contacts: {} });
  const group = groups.buildGroup({ answers: { name: '', until: '' } });
  const plan = groups.buildPlan({ requirements: [], articles: [], instead: [] });
  const shared = { policy, group, plan };
  return [
    ...groups.QUESTIONS.map((question) =>
      groups.buildQuestion(language, question, {
        policy,
        group: { ...group, state: 'active' },
        progress: undefined,
        requirement: undefined,
        typed: {},
        people: [],
        route: [],
      }),
    ),
    groups.buildOutcome(language, shared),
    groups.buildCheck(language, { ...shared, standings: [], route: [], informed: undefined }),
    groups.buildGroupReply(language, {
      ...shared,
      standings: [],
      headline: undefined,
      acts: [],
      open: undefined,
      events: [],
      viewerId: undefined,
    }),
    ...groups.FORM_ACTS.map((act) =>
      groups.buildForm(language, act, { policy, group, typed: {}, chatLink: undefined }),
    ),
    groups.buildWelcomeMessage(language, shared),
    groups.buildGroups(language, { draft: undefined, own: [], shared: [] }),
    groups.buildInvite(language, { groups: [] }),
  ];
}

/** Replies that are as long as the flow, a policy and a directory can make them. */
export const buildFullGroups = (language: Language): GroupCardReply[] =>
  [PROSE, QUOTES].flatMap((words) =>
    groupsOf(language, { typed: of(words, 20_000), words: of(words, 2000), line: of(words, 200) }),
  );

/** Replies in which all that people, policies and the directory write is `words`. */
export const buildGroupsSaying = (language: Language, words: string): GroupCardReply[] =>
  groupsOf(language, { typed: words, words, line: words });

const PROSE = 'Woorden over de communicatiemiddelenovereenkomst van school. ';

/** Each takes two characters of a card. */
const QUOTES = '"\n';

const of = (words: string, length: number): string =>
  words.repeat(Math.ceil(length / words.length)).slice(0, length);

/** More than the flow accepts, the words that it keeps, and a name. */
interface Lengths {
  readonly typed: string;
  readonly words: string;
  readonly line: string;
}

const personOf = ({ line }: Lengths, id: string) => ({ id, name: line });

const requirementsOf = ({ words }: Lengths) =>
  groups.REQUIREMENTS.map((one, index) => ({ ...one, text: both(words), article: `V.${index}` }));

const policyOf = ({ words, line }: Lengths) => {
  const ids = times(9, (index) => `V.${index}`);
  return buildPolicy({
    school: both(line),
    title: both(line),
    contacts: { staff: { who: both(words), articles: ids } },
    articles: new Map(ids.map((id) => [id, buildArticle({ id, title: both(line), text: both(words) })])),
  });
};

const planOf = (lengths: Lengths) =>
  groups.buildPlan({
    sentence: both(lengths.words),
    requirements: requirementsOf(lengths),
    articles: times(9, (index) => `V.${index}`),
    instead: [
      { medium: 'teams' },
      { medium: 'email' },
      { medium: 'phone' },
      { medium: 'other' },
      ...times(5, () => ({ name: lengths.line })),
    ],
  });

function fullGroupOf(lengths: Lengths): Group {
  const { words, line } = lengths;
  const { second, permission, answers } = groups.buildActive();
  return groups.buildActive({
    owner: { ...personOf(lengths, 'r'), language: 'nl' },
    answers: { ...answers, name: line },
    second: second && { ...second, person: personOf(lengths, 'c') },
    permission: permission && { ...permission, why: words, words, asked: [personOf(lengths, 's')] },
    chat: groups.CHAT,
    unattended: 'none-left',
  });
}

const standingsOf = (lengths: Lengths): Standing[] =>
  requirementsOf(lengths).map((requirement) => ({
    requirement,
    state: 'met',
    proof: { by: 'attested', who: personOf(lengths, 'r'), at: '2026-11-20T09:10:00Z' },
    who: personOf(lengths, 's'),
    words: lengths.words,
  }));

const eventsOf = (lengths: Lengths): GroupEvent[] =>
  times(40, () =>
    groups.buildEvent({ kind: 'permission-refused', actor: personOf(lengths, 's'), text: lengths.words }),
  );

const PROBLEMS: readonly Problem[] = [
  { field: 'text', problem: 'too-long', length: 20_000, limit: 2000 },
  { field: 'name', problem: 'missing' },
  { field: 'date', problem: 'past' },
  { field: 'given', problem: 'too-many' },
  { field: 'somewhere', problem: 'not-staff' },
];

function groupsOf(language: Language, lengths: Lengths): GroupCardReply[] {
  const policy = policyOf(lengths);
  const plan = planOf(lengths);
  const group = fullGroupOf(lengths);
  return [
    ...questionsOf(language, lengths),
    groups.buildOutcome(language, { policy, plan, group }),
    groups.buildCheck(language, {
      policy,
      plan,
      group,
      standings: standingsOf(lengths),
      informed: personOf(lengths, 's'),
      route: routeOf(lengths),
      stale: true,
    }),
    ...[undefined, eventsOf(lengths)].map((events) =>
      groups.buildGroupReply(language, {
        policy,
        plan,
        group,
        standings: standingsOf(lengths),
        refused: 'not-permitted',
        acts: ['go-on', 'confirm', 'welcome', 'make-chat', 'change', 'review', 'close', 'history'],
        events,
      }),
    ),
    ...formsOf(language, lengths, group),
    ...listsOf(language, lengths, group),
  ];
}

const routeOf = (lengths: Lengths) =>
  groups.buildQuestion('nl', 'permission').route.map((part) => ({
    ...part,
    person: part.person && personOf(lengths, 'x'),
    step: { ...part.step, person: personOf(lengths, 'y') },
  }));

const questionsOf = (language: Language, lengths: Lengths): GroupCardReply[] =>
  groups.QUESTIONS.map((question, index) =>
    groups.buildQuestion(language, question, {
      policy: policyOf(lengths),
      typed: { text: lengths.typed, date: lengths.line, asked: lengths.line.slice(0, 100) },
      problems: PROBLEMS,
      stale: true,
      requirement: requirementsOf(lengths)[index % groups.REQUIREMENTS.length],
      people:
        question === 'second-staff'
          ? times(50, (at) => ({
              ...personOf(lengths, `00000000-0000-4000-8000-0000000000${at}`),
              tenant: 'tenant',
              role: 'staff' as const,
              school: 'school',
            }))
          : [],
      route: routeOf(lengths),
      canSet: true,
    }),
  );

const formsOf = (language: Language, lengths: Lengths, group: Group): GroupCardReply[] =>
  groups.FORM_ACTS.map((act) =>
    groups.buildForm(language, act, {
      group,
      typed: { text: lengths.typed, people: lengths.typed, date: lengths.line },
      problems: PROBLEMS,
      stale: true,
    }),
  );

const listsOf = (language: Language, { typed }: Lengths, group: Group): GroupCardReply[] => [
  groups.buildWelcomeMessage(language, { group }),
  groups.buildWelcomeMessage(language, { group, typed, canPost: true, problems: PROBLEMS }),
  groups.buildGroups(language, {
    draft: { ...group, state: 'draft' },
    own: times(30, () => group),
    shared: times(30, () => ({ ...group, state: 'waiting' })),
    team: times(30, () => ({ ...group, state: 'closed', closedAt: '2026-11-20T09:40:00Z' })),
  }),
  groups.buildInvite(language, { groups: times(20, () => group) }),
];
