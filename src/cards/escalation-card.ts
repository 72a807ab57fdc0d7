import type { EscalationReply } from '../flows/answering/reply.ts';
import { aidBlock, emergencyBlock } from './aid-parts.ts';
import { type Button, escalateButtons, policyText, type Say, sourcesOf, stepsOf } from './parts.ts';
import { carried, LIMITS } from './plain.ts';

/**
 * Data of `cards/escalation.json`: first aid. The question is neither shown nor in the summary: others may look at the
 * screen, and a notification shows on a locked phone.
 */
export function escalationData(say: Say, reply: EscalationReply) {
  const { language, policy, emergency, aid } = reply;
  const school = schoolPart(say, reply);
  const rule = rulePart(say, reply);
  return {
    summary: say('escalation.summary'),
    emergency: emergencyBlock(say, emergency, { aid, language, lines: false }),
    aid: aidBlock(say, aid, language),
    school,
    notTold: say('escalation.not-told'),
    escalate: escalateButtons(reply, (who) => say(`escalate.${who}`), reply.question),
    rule,
    sources: sourcesOf(
      say,
      policy,
      language,
      [...school.cited, ...rule.cited].filter((id) => isSafe(reply, id)),
    ),
    danger: emergency ? '' : policyText(aid.emergency[language], LIMITS.line),
    back: backPart(say, reply),
  };
}

/** An article that tells to take screenshots is meant for messages: beside a nude picture it would ask for a crime. */
const COPIES = /screenshot/i;

const isSafe = ({ help, policy }: EscalationReply, article: string): boolean =>
  help === 'bullying' || !COPIES.test(policy.articles.get(article)?.text.nl ?? '');

/** Whom the school names and what its rules ask, as far as that cannot harm in this kind of trouble. */
function schoolPart(say: Say, { aid, firstAid, language }: EscalationReply) {
  if (aid.school === 'none') return { who: '', steps: [], cited: [] };
  const hasSteps = aid.school === 'steps';
  const steps = hasSteps ? firstAid.steps : [];
  const cited = steps.flatMap(({ article }) => article ?? []);
  return {
    who: say('escalation.contact', { who: policyText(firstAid.who[language], LIMITS.line) }),
    steps: stepsOf(say, { steps }, language),
    // rules on what is punished have no place beside first aid for whoever thinks of suicide
    cited: hasSteps ? [...firstAid.articles, ...cited] : [],
  };
}

/** The rule as a fact: its article and not the answer, which begins with a yes or a no. */
function rulePart(say: Say, reply: EscalationReply) {
  const { rule, policy, language } = reply;
  const articles = rule?.ruling.articles ?? [];
  const [first] = articles.filter((id) => isSafe(reply, id)).flatMap((id) => policy.articles.get(id) ?? []);
  if (!first) return { lead: '', text: '', cited: [] };
  return {
    lead: say('escalation.rules'),
    text: `${policyText(first.text[language], LIMITS.line)} (${say('escalation.rule', { id: first.id })})`,
    cited: articles,
  };
}

/**
 * The way back for whoever was misunderstood: the answer comes below, and the first aid stays. No button carries a text of
 * somebody else, so there the way back is another text. Whoever asked for first aid by a command was not misunderstood.
 */
function backPart(say: Say, { question, crisis }: EscalationReply): (Button & { readonly text: string })[] {
  const ordinary = {
    title: say('escalation.ordinary'),
    data: { do: 'ordinary', question: carried(question) },
  } as const;
  if (question !== '') return [{ text: say('escalation.misread'), ...ordinary }];
  return crisis ? [{ text: '', title: say('escalation.other'), data: { do: 'consider', text: '' } }] : [];
}
