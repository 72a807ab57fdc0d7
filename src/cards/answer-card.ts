import type { AnswerReply, Asked, GroupChatReply } from '../flows/answering/reply.ts';
import { GROUP_FACTS, type GroupSituation } from '../policy/group-situation.ts';
import type { Topic } from '../policy/model.ts';
import {
  askedBy,
  type Button,
  contactLine,
  escalateButtons,
  policyText,
  relatedButton,
  reportForm,
  type Say,
  sourcesOf,
  verdictBand,
} from './parts.ts';
import { carried, LIMITS } from './plain.ts';

/** Data of `cards/answer.json`: what the policy says about an act. */
export function answerData(say: Say, reply: AnswerReply) {
  const { language, policy, topic, slots, rated, related } = reply;
  const { verdict, ruling } = reply.reading;
  const { answer, conditions, next, articles } = ruling;
  const sentence = policyText(answer[language], LIMITS.sentence);
  return {
    summary: say('answer.summary', { verdict: say(`verdict.${verdict}`), answer: sentence }),
    band: verdictBand(say, verdict, policyText(topic.title[language], LIMITS.name)),
    ...askedBy(say, reply),
    answer: sentence,
    conditionsTitle: say('answer.conditions'),
    conditions: conditions.map((text) => ({ text: policyText(text[language], LIMITS.line) })),
    nextTitle: say('answer.next'),
    next: next ? policyText(next[language], LIMITS.line) : '',
    ...contactLine(say, reply.contact, language),
    sources: sourcesOf(say, policy, language, articles, reply.opened),
    ...guideOffer(say, reply, topic, slots.platform),
    relatedTitle: say('answer.related'),
    related: related.map((one) => relatedButton(reply, one, slots)),
    thanks: rated ? say(`answer.thanks.${rated}`) : '',
    ratings: rated ? [] : ratingButtons(say, reply),
    report: reportForm(say, reply, topic.id, slots),
    escalate: escalateButtons(reply, () => say('escalate.out-of-hand')),
  };
}

function ratingButtons(say: Say, { topic, slots, question }: AnswerReply): Button[] {
  const about = { topic: topic.id, slots, question: carried(question) };
  return [
    { title: say('answer.helpful'), data: { do: 'rate', helpful: 'yes', ...about } },
    { title: say('answer.not-helpful'), data: { do: 'rate', helpful: 'no', ...about } },
  ];
}

/** Data of `cards/group-chat.json`: what the policy asks of a group that somebody wants to make. */
export function groupChatData(say: Say, reply: GroupChatReply) {
  const { language, policy, rules, contact } = reply;
  const { verdict, requirements } = rules;
  const summary = policyText(rules.summary[language], LIMITS.sentence);
  return {
    summary: say('group-chat.summary', { summary }),
    band: verdictBand(say, verdict, say('group-chat.title')),
    ...askedBy(say, reply),
    rules: summary,
    requirementsTitle: say('group-chat.requirements'),
    requirements: requirements.map(({ text, article }) => ({
      text: policyText(text[language], LIMITS.line),
      rule: ` (${say('group-chat.rule', { id: article })})`,
    })),
    ...contactLine(say, contact, language),
    sources: sourcesOf(say, policy, language, [
      ...rules.articles,
      ...requirements.map(({ article }) => article),
    ]),
    start: startButtons(say, reply),
  };
}

/** Into the guide that registers a group, which is for staff only. */
const startButtons = (say: Say, { audience }: Asked, medium?: GroupSituation['medium']): Button[] =>
  audience === 'staff'
    ? [{ title: say('group-chat.start'), data: { do: 'group-start', conversation: '', medium } }]
    : [];

/** The way into that guide from an answer on groups. */
export function guideOffer(say: Say, reply: Asked, topic: Topic | undefined, platform?: string) {
  const medium = GROUP_FACTS.medium.find((one) => one === platform);
  const guide = topic?.guide ? startButtons(say, reply, medium) : [];
  return { guide, guideTitle: say('group-chat.offer') };
}
