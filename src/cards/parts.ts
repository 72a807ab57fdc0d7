import type { Action } from '../flows/answering/action.ts';
import type { Asked } from '../flows/answering/reply.ts';
import type { EscalationAction } from '../flows/escalation/action.ts';
import type { GroupAction } from '../flows/group-chat/action.ts';
import type { TextKey, TextParams } from '../locale/locale.ts';
import type {
  Audience,
  Contact,
  FirstAid,
  Language,
  Policy,
  Slots,
  Topic,
  Verdict,
} from '../policy/model.ts';
import { carried, LIMITS, literal, shorten, shown } from './plain.ts';

/** Says one of our own texts in the language of the card. */
export type Say = (key: TextKey, params?: TextParams) => string;

export interface Button {
  readonly title: string;
  readonly data: Partial<Action> | Partial<EscalationAction> | Partial<GroupAction>;
}

/** A style of Adaptive Cards and an icon for each verdict: the colour never tells it alone. */
const LOOKS: Readonly<Record<Verdict | 'unknown', { readonly style: string; readonly icon: string }>> = {
  allowed: { style: 'good', icon: '✅' },
  conditional: { style: 'warning', icon: '☑️' },
  discouraged: { style: 'warning', icon: '⚠️' },
  'not-allowed': { style: 'attention', icon: '⛔' },
  required: { style: 'accent', icon: '📌' },
  info: { style: 'accent', icon: 'ℹ️' },
  unknown: { style: 'emphasis', icon: '🔍' },
};

/** The band on top of an answer: a coloured strip with the verdict, and under it what it is about. */
export const verdictBand = (say: Say, verdict: Verdict | 'unknown', about: string) => ({
  ...LOOKS[verdict],
  word: say(`verdict.${verdict}`),
  about,
});

export const policyText = (text: string, limit: number): string => literal(shorten(text, limit));

/** The question, and for whom it was answered: so that a wrong role shows. */
export const askedBy = (say: Say, { audience, policy, language, question }: Asked) => ({
  question: question === '' ? '' : `“${shown(question)}”`,
  for: say('answer.for', { audience: say(`audience.${audience}`), school: schoolOf(policy, language) }),
});

export const contactLine = (say: Say, contact: Contact, language: Language) => ({
  contact: say('answer.contact', { who: policyText(contact.who[language], LIMITS.line) }),
});

/** The articles that are cited, with their restatements behind a button. Ids without an article are left out. */
export function sourcesOf(
  say: Say,
  policy: Policy,
  language: Language,
  ids: readonly string[],
  opened = false,
) {
  const articles = [...new Set(ids)].map((id) => policy.articles.get(id)).filter((one) => one !== undefined);
  return {
    opened,
    title: say('sources.title', { school: schoolOf(policy, language) }),
    show: say(articles.length > 1 ? 'sources.show-many' : 'sources.show-one'),
    restated: say('sources.restated'),
    document: documentOf(say, policy, language),
    articles: articles.map(({ id, title, text }) => ({
      rule: say('sources.rule', { id }),
      title: policyText(title[language], LIMITS.name),
      text: policyText(text[language], LIMITS.article),
    })),
  };
}

function documentOf(say: Say, { title, version }: Policy, language: Language): string {
  const name = policyText(title[language], LIMITS.name);
  const date = new Date(version);
  if (Number.isNaN(date.getTime())) return name;
  const format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return say('sources.dated', { title: name, date: format.format(date) });
}

export const schoolOf = (policy: Policy, language: Language): string =>
  policyText(policy.school[language], LIMITS.name);

/** A button that answers another question; of what is known it carries what matters there. */
export const relatedButton = ({ language }: Asked, topic: Topic, slots: Slots): Button => {
  const kept = Object.fromEntries(Object.entries(slots).filter(([slot]) => topic.slots.includes(slot)));
  return {
    title: shorten(topic.title[language], LIMITS.button),
    data: { do: 'topic', topic: topic.id, slots: kept, question: '', language },
  };
};

/** The form behind "Not right? Tell us". `topic` is empty where no topic was answered. */
export const reportForm = (say: Say, { question }: Asked, topic: string, slots: Slots) => ({
  open: say('report.open'),
  label: say('report.label'),
  placeholder: say('report.placeholder'),
  hint: say('report.hint'),
  send: say('report.send'),
  data: { do: 'report', topic, slots, question: carried(question) },
});

/**
 * Starts a report: a button for staff and students, none for parents. `words`: what somebody told, which led to it. A
 * question about the rules does not go along: it was asked of the bot alone.
 */
export const escalateButtons = (
  asked: Asked,
  title: (who: 'staff' | 'student') => string,
  words = '',
): Button[] =>
  asked.audience === 'parent'
    ? []
    : [
        {
          title: title(asked.audience),
          data: { do: 'escalate', text: carried(words), language: asked.language },
        },
      ];

/** The steps of first aid of a policy, numbered, each with the rule that it comes from. */
export const stepsOf = (say: Say, { steps }: Pick<FirstAid, 'steps'>, language: Language) =>
  steps.map(({ text, article }, index) => ({
    number: `${index + 1}`,
    text: policyText(text[language], LIMITS.line),
    rule: article === undefined ? '' : ` (${say('escalation.rule', { id: article })})`,
  }));

const EXAMPLES = ['first', 'second', 'third'] as const;

/** Example questions to press, for a role or for all. */
export const exampleButtons = (say: Say, audience: Audience | undefined): Button[] =>
  EXAMPLES.map((place) => {
    const text = say(`examples.${audience ?? 'mixed'}.${place}`);
    return { title: text, data: { do: 'say', text } };
  });
