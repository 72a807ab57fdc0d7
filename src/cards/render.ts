import type { Reply } from '../flows/answering/reply.ts';
import type { Texts } from '../locale/locale.ts';
import { answerData, groupChatData, silentData } from './answer-card.ts';
import { escalationData } from './escalation-card.ts';
import type { Say } from './parts.ts';
import { askData, choiceData } from './question-card.ts';
import { draftData, helpData, languageData, profileData, welcomeData } from './self-card.ts';
import { type FillCard, loadCard } from './templates.ts';

/** A reply in the form that is sent. `summary` is what a notification shows: plain text. */
export type RenderedReply =
  | { readonly kind: 'card'; readonly card: object; readonly summary: string }
  | { readonly kind: 'text'; readonly text: string };

type CardReply = Exclude<Reply, { kind: 'notice' | 'apology' }>;

/**
 * Makes the function that turns replies into cards or lines of text. Reads and compiles all templates at once.
 * Cards declare version 1.5 and use elements of 1.2, all that Teams documents for phones.
 */
export function createCardRenderer(texts: Texts): (reply: Reply) => RenderedReply {
  const cards = loadCards();

  return (reply) => {
    const { language } = reply;
    if (reply.kind === 'notice') return { kind: 'text', text: texts(language, `notice.${reply.notice}`) };
    if (reply.kind === 'apology')
      return { kind: 'text', text: texts(language, 'apology', { reference: reply.reference }) };
    const data = dataOf((key, params) => texts(language, key, params), reply);
    return { kind: 'card', card: cards[reply.kind](data), summary: data.summary };
  };
}

const loadCards = (): Record<CardReply['kind'], FillCard> => ({
  answer: loadCard('answer'),
  ask: loadCard('ask'),
  choice: loadCard('choice'),
  silent: loadCard('silent'),
  escalation: loadCard('escalation'),
  'group-chat': loadCard('group-chat'),
  profile: loadCard('profile'),
  welcome: loadCard('welcome'),
  help: loadCard('help'),
  language: loadCard('language'),
  draft: loadCard('draft'),
});

function dataOf(say: Say, reply: CardReply): { readonly summary: string } {
  switch (reply.kind) {
    case 'answer':
      return answerData(say, reply);
    case 'ask':
      return askData(say, reply);
    case 'choice':
      return choiceData(say, reply);
    case 'silent':
      return silentData(say, reply);
    case 'escalation':
      return escalationData(say, reply);
    case 'group-chat':
      return groupChatData(say, reply);
    case 'profile':
      return profileData(say, reply);
    case 'welcome':
      return welcomeData(say, reply);
    case 'help':
      return helpData(say, reply);
    case 'language':
      return languageData(say);
    case 'draft':
      return draftData(say);
    default:
      return reply satisfies never;
  }
}
