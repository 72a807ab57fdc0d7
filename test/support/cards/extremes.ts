import type { Reply } from '../../../src/flows/answering/reply.ts';
import type { Aid, Language, Policy, Text, Topic } from '../../../src/policy/model.ts';
import * as replies from './replies.ts';

/** The least and the most that the cards can be asked to hold. */

/** One reply of each kind with nothing in it that may be absent. */
export function buildBareCards(language: Language): Reply[] {
  const bare = { question: '', contact: { who: text('school'), articles: [] }, related: [] };
  const { reading } = replies.buildAnswer(language);
  const { next: _, ...ruling } = { ...reading.ruling, conditions: [], articles: ['15'] };
  const rules = { verdict: 'unknown', summary: text('niets'), articles: [], requirements: [] } as const;
  return [
    replies.buildAnswer(language, { ...bare, slots: {}, reading: { ...reading, ruling } }),
    replies.buildAsk(language, { question: '', slots: {} }),
    replies.buildChoice(language, { question: '', offers: [] }),
    replies.buildUnclear(language, { question: '', offers: [] }),
    replies.buildSilent(language, { ...bare, aspect: { form: 'none', reading: { ...reading, ruling } } }),
    replies.buildSilent(language, { ...bare, topic: undefined }),
    replies.buildEscalation(language, { firstAid: { who: text('school'), articles: [], steps: [] } }),
    replies.buildGroupChat(language, { ...bare, rules }),
    replies.buildProfile(language, { question: '', policies: [replies.buildPolicy()] }),
    replies.buildWelcome(language, { place: 'channel' }),
    replies.buildHelp(language, { profile: undefined }),
  ];
}

/** Replies that are as long as a policy and a person can make them. */
export const buildFullCards = (language: Language): Reply[] => buildCardsOf(language, text(LONG), LONG);

/** First aid as long as content can make it. */
export const buildAidSaying = (words: Text, name: Text): Aid =>
  replies.buildAid({
    first: words,
    steps: times(5, () => ({ text: words, law: words })),
    tell: words,
    lines: times(5, (index) => ({
      id: `line-${index}`,
      name,
      number: '0900-1113111',
      hours: words,
      free: true,
      closed: words,
      site: 'https://www.centrumseksueelgeweld.nl',
      source: 'https://example.org',
      checked: '2026-12-01',
    })),
    emergency: name,
  });

/** Replies in which all that people and policies write is `words`. */
export const buildCardsSaying = (language: Language, words: string): Reply[] =>
  buildCardsOf(language, text(words), words);

const LONG = 'Woorden over de communicatiemiddelenovereenkomst van school. '.repeat(40).slice(0, 2000);

const text = (words: string): Text => ({ nl: words, en: words });

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

function buildCardsOf(language: Language, words: Text, question: string): Reply[] {
  const ids = times(6, (index) => `V.${index}`);
  const policy = policyOf(words, ids);
  const topic: Topic = replies.buildTopic({ title: words });
  const topics = times(3, () => topic);
  const asked = { policy, question, contact: { who: words, articles: ids } };
  const { reading } = replies.buildAnswer(language);
  const ruling = {
    ...reading.ruling,
    answer: words,
    conditions: times(10, () => words),
    next: words,
    articles: ids,
  };
  const offers = times(3, () => ({ topic, slots: {}, differs: [words] }));
  const aspect = { form: 'when', reading: { ...reading, ruling } } as const;
  const steps = times(10, () => ({ text: words, article: 'V.1' }));
  const requirements = times(10, () => ({ kind: 'consent', text: words, article: 'V.1' }) as const);
  const slot = {
    id: 'account',
    ask: words,
    values: times(6, (index) => ({ id: `v${index}`, label: words, signs: [], hints: [], says: [] })),
  };
  return [
    replies.buildAnswer(language, { ...asked, topic, related: topics, reading: { ...reading, ruling } }),
    replies.buildAsk(language, { policy, question, topic, slot }),
    replies.buildChoice(language, { policy, question, offers }),
    replies.buildUnclear(language, { policy, question, offers }),
    replies.buildSilent(language, { ...asked, topic, related: topics }),
    replies.buildSilent(language, { ...asked, topic, related: topics, aspect }),
    replies.buildEscalation(language, {
      policy,
      emergency: true,
      firstAid: { who: words, articles: ids, steps },
      aid: buildAidSaying(words, words),
      rule: reading,
    }),
    replies.buildGroupChat(language, {
      ...asked,
      rules: { verdict: 'required', summary: words, articles: ids, requirements },
    }),
    replies.buildProfile(language, {
      policies: times(8, () => policy),
      question,
      problem: 'audience-not-addressed',
      urgent: { aid: buildAidSaying(words, words), emergency: true },
    }),
    replies.buildHelp(language, { profile: { audience: 'parent', policy } }),
  ];
}

const policyOf = (words: Text, ids: readonly string[]): Policy =>
  replies.buildPolicy({
    school: words,
    title: words,
    articles: new Map(ids.map((id) => [id, replies.buildArticle({ id, title: words, text: words })])),
  });
