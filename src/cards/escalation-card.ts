import type { Action } from '../flows/answering/action.ts';
import type { EscalationReply } from '../flows/answering/reply.ts';
import { emergencyBlock, escalateButtons, policyText, type Say, sourcesOf, stepsOf } from './parts.ts';
import { carried, LIMITS } from './plain.ts';

/**
 * Data of `cards/escalation.json`: first aid. The question is neither shown nor in the summary: others may look at the
 * screen, and a notification shows on a locked phone.
 */
export function escalationData(say: Say, reply: EscalationReply) {
  const { language, policy, firstAid, emergency, crisis, question } = reply;
  const cited = firstAid.steps.map(({ article }) => article).filter((id) => id !== undefined);
  return {
    summary: say('escalation.summary'),
    emergency: emergencyBlock(say, emergency, policy),
    band: { style: 'accent', icon: '🤝', word: say('escalation.title'), about: '' },
    who: say('escalation.contact', { who: policyText(firstAid.who[language], LIMITS.line) }),
    stepsTitle: say('escalation.steps'),
    steps: stepsOf(say, firstAid, language),
    notTold: say('escalation.not-told'),
    escalate: escalateButtons(reply, (who) => say(`escalate.${who}`)),
    sources: sourcesOf(say, policy, language, [...firstAid.articles, ...cited]),
    danger: emergency ? '' : say('escalation.danger'),
    ordinary: say('escalation.ordinary'),
    ordinaryData: { do: 'ordinary', question: carried(question) } satisfies Partial<Action>,
    answerable: !crisis && question !== '',
  };
}
