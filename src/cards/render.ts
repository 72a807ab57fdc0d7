import type { Reply } from '../flows/answering/reply.ts';
import type { EscalationFlowReply } from '../flows/escalation/reply.ts';
import type { GroupChatReply } from '../flows/group-chat/reply.ts';
import type { Texts } from '../locale/locale.ts';
import { answerData, groupChatData } from './answer-card.ts';
import { caseData } from './case-card.ts';
import { caseFormData } from './case-form-card.ts';
import { caseTypedData } from './case-typed-card.ts';
import { nameOf } from './case-words.ts';
import { casesData } from './cases-card.ts';
import { draftChoiceData } from './draft-choice-card.ts';
import { escalationData } from './escalation-card.ts';
import { groupData } from './group-card.ts';
import { groupCheckData } from './group-check-card.ts';
import { groupFormData } from './group-form-card.ts';
import { groupOutcomeData } from './group-outcome-card.ts';
import { groupQuestionData } from './group-question-card.ts';
import { groupWelcomeData } from './group-welcome-card.ts';
import { groupDroppedData, groupInviteData, groupsData } from './groups-card.ts';
import type { Say } from './parts.ts';
import { askData, choiceData, unclearData } from './question-card.ts';
import { noRouteData, reportCheckData, reportFormData } from './report-card.ts';
import { draftData, helpData, languageData, profileData, welcomeData } from './self-card.ts';
import { silentData } from './silent-card.ts';
import { type FillCard, loadCard } from './templates.ts';

/** A reply in the form that is sent. `summary` is what a notification shows: plain text. */
export type RenderedReply =
  | { readonly kind: 'card'; readonly card: object; readonly summary: string }
  | { readonly kind: 'text'; readonly text: string };

type AnyReply = Reply | EscalationFlowReply | GroupChatReply;
type TextReply = Extract<AnyReply, { kind: 'notice' | 'apology' | 'case-notice' | 'group-notice' }>;
type CardReply = Exclude<AnyReply, TextReply>;

/**
 * Makes the function that turns replies into cards or lines of text. Reads and compiles all templates at once.
 * Cards declare version 1.5 and use elements of 1.2, all that Teams documents for phones.
 */
export function createCardRenderer(texts: Texts): (reply: AnyReply) => RenderedReply {
  const cards = loadCards();

  return (reply) => {
    if (isText(reply)) return { kind: 'text', text: textOf(texts, reply) };
    const data = dataOf((key, params) => texts(reply.language, key, params), reply);
    return { kind: 'card', card: cards[reply.kind](data), summary: data.summary };
  };
}

const TEXTS: readonly string[] = [
  'notice',
  'apology',
  'case-notice',
  'group-notice',
] satisfies TextReply['kind'][];

const isText = (reply: AnyReply): reply is TextReply => TEXTS.includes(reply.kind);

function textOf(texts: Texts, reply: TextReply): string {
  const { language } = reply;
  switch (reply.kind) {
    case 'apology':
      return texts(language, 'apology', { reference: reply.reference });
    case 'notice':
      return texts(language, `notice.${reply.notice}`);
    case 'case-notice':
      return texts(language, `case-notice.${reply.notice}`, {
        reference: reply.about?.reference ?? '',
        holder: nameOf((key, params) => texts(language, key, params), reply.about?.holder),
      });
    case 'group-notice':
      return texts(language, `group-notice.${reply.notice}`);
    default:
      return reply satisfies never;
  }
}

const loadCards = (): Record<CardReply['kind'], FillCard> => ({
  answer: loadCard('answer'),
  ask: loadCard('ask'),
  choice: loadCard('choice'),
  unclear: loadCard('unclear'),
  silent: loadCard('silent'),
  escalation: loadCard('escalation'),
  'group-chat': loadCard('group-chat'),
  profile: loadCard('profile'),
  welcome: loadCard('welcome'),
  help: loadCard('help'),
  language: loadCard('language'),
  draft: loadCard('draft'),
  'report-form': loadCard('report-form'),
  'draft-choice': loadCard('draft-choice'),
  'report-check': loadCard('report-check'),
  'no-route': loadCard('no-route'),
  case: loadCard('case'),
  'case-form': loadCard('case-form'),
  'case-typed': loadCard('case-typed'),
  cases: loadCard('cases'),
  'group-question': loadCard('group-question'),
  'group-outcome': loadCard('group-outcome'),
  'group-check': loadCard('group-check'),
  group: loadCard('group'),
  'group-form': loadCard('group-form'),
  'group-welcome': loadCard('group-welcome'),
  groups: loadCard('groups'),
  'group-invite': loadCard('group-invite'),
  'group-dropped': loadCard('group-dropped'),
});

function dataOf(say: Say, reply: CardReply): { readonly summary: string } {
  switch (reply.kind) {
    case 'answer':
      return answerData(say, reply);
    case 'ask':
      return askData(say, reply);
    case 'choice':
      return choiceData(say, reply);
    case 'unclear':
      return unclearData(say, reply);
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
    case 'report-form':
      return reportFormData(say, reply);
    case 'draft-choice':
      return draftChoiceData(say, reply);
    case 'report-check':
      return reportCheckData(say, reply);
    case 'no-route':
      return noRouteData(say, reply);
    case 'case':
      return caseData(say, reply);
    case 'case-form':
      return caseFormData(say, reply);
    case 'case-typed':
      return caseTypedData(say, reply);
    case 'cases':
      return casesData(say, reply);
    case 'group-question':
      return groupQuestionData(say, reply);
    case 'group-outcome':
      return groupOutcomeData(say, reply);
    case 'group-check':
      return groupCheckData(say, reply);
    case 'group':
      return groupData(say, reply);
    case 'group-form':
      return groupFormData(say, reply);
    case 'group-welcome':
      return groupWelcomeData(say, reply);
    case 'groups':
      return groupsData(say, reply);
    case 'group-invite':
      return groupInviteData(say, reply);
    case 'group-dropped':
      return groupDroppedData(say, reply);
    default:
      return reply satisfies never;
  }
}
