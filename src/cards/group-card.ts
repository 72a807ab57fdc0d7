import { type Group, isRunning } from '../flows/group-chat/model.ts';
import { type GroupAct, type GroupReply, hasGroupForm } from '../flows/group-chat/reply.ts';
import { type Fact, factOf, nameOf } from './case-words.ts';
import { type ExecuteButton, plainButton } from './execute.ts';
import { groupAsk, groupHeadline, groupSummary } from './group-headline.ts';
import { groupHistory } from './group-history.ts';
import { requirementRows } from './group-standing.ts';
import { groupBand, isForbidden } from './group-state.ts';
import { answerFacts, groupSources, sayChat, sayConsent } from './group-words.ts';
import { policyText, type Say } from './parts.ts';
import { LIMITS, whole } from './plain.ts';
import { warn } from './problems.ts';
import { sayDay, sayWritten } from './times.ts';

/** Buttons that a card shows at once: Teams puts more of them in a menu. */
const BUTTONS = 6;

/** What the reasons for a group take of a card at most; they hold 2000 characters. */
const WHY = 2500;

/** Data of `cards/group.json`: a group of the register as one person may see it. */
export function groupData(say: Say, reply: GroupReply) {
  const { group, standings, plan, events, refused } = reply;
  return {
    summary: groupSummary(say, reply),
    band: groupBand(say, group, plan),
    warnings: refused ? [warn(say(`group.refused.${refused}`))] : [],
    forbidden: forbiddenOf(say, reply),
    attention: attentionOf(say, group),
    headline: groupHeadline(say, reply).map((text) => ({ text })),
    ask: groupAsk(say, reply),
    why: whyOf(say, reply),
    facts: factsOf(say, reply),
    requirementsTitle: say('group.requirements'),
    requirements: requirementRows(say, reply, group, standings),
    history: events ? groupHistory(say, reply, events) : { lines: [] },
    // beside the history there is no room for them
    sources: groupSources(say, reply, events ? [] : plan.articles),
    buttons: reply.acts.flatMap((act) => actButtons(say, reply, act)).slice(0, BUTTONS),
    refresh: refreshOf(say, reply),
  };
}

/** The policy may have changed since the group was registered: its owner reads that it does not allow it any more. */
function forbiddenOf(say: Say, { group, plan, part, language }: GroupReply) {
  const isTold = part === 'owner' && isForbidden(group, plan);
  const rules = plan.articles.map((id) => say('group-chat.rule', { id })).join(', ');
  return {
    title: isTold ? say('group.forbidden') : '',
    text: isTold ? policyText(plan.sentence[language], LIMITS.sentence) : '',
    rules: ` (${rules})`,
  };
}

const attentionOf = (say: Say, group: Group): string =>
  group.unattended && isRunning(group) ? say(`group.unattended.${group.unattended}`) : '';

/** Whoever decides must know why the group is wanted. */
function whyOf(say: Say, { group: { permission }, part }: GroupReply) {
  const isShown = part === 'approver' || part === 'owner';
  return {
    title: say('group.why'),
    text: isShown && permission ? whole(permission.why.trim(), WHY) : '',
  };
}

/** Of what the policy asks the rows below tell; here stands what it does not ask. */
function factsOf(say: Say, reply: GroupReply): Fact[] {
  const { group, part, standings } = reply;
  const { second, permission, reviewOn } = group;
  const isBelow = (kind: string) => standings.some(({ requirement }) => requirement.kind === kind);
  return [
    ...factOf(say('group-fact.label.owner'), part === 'owner' ? '' : nameOf(say, group.owner)),
    ...answerFacts(say, reply, group, ['medium']),
    ...factOf(
      say('group-fact.label.second'),
      second && !isBelow('second-staff')
        ? `${nameOf(say, second.person)} · ${say(`group-standing.second.${second.state}`)}`
        : '',
    ),
    ...factOf(
      say('group-fact.label.permission'),
      permission && !isBelow('permission') ? say(`group-standing.permission.${permission.state}`) : '',
    ),
    ...factOf(say('group-fact.label.consent'), isBelow('consent') ? '' : sayConsent(say, group)),
    ...factOf(say('group-fact.label.chat'), sayChat(say, reply, group)),
    ...factOf(
      say('group-fact.label.review'),
      reviewOn !== '' && isRunning(group) ? sayDay(reply, reviewOn) : '',
    ),
    ...factOf(say('group-fact.label.closed'), sayWritten(say, reply, group.closedAt)),
  ];
}

function actButtons(say: Say, { group, open, events }: GroupReply, act: GroupAct): ExecuteButton[] {
  const { id, version } = group;
  if (act === 'go-on') return goOnButtons(say, id, open);
  if (act === 'history' && events) return [];
  const title = say(`group.act.${act}`);
  return hasGroupForm(act)
    ? [plainButton(title, { do: 'group-form', id, act })]
    : [plainButton(title, { do: 'group-act', id, version, act })];
}

/** Into what is still to do. */
function goOnButtons(say: Say, id: string, open: GroupReply['open']): ExecuteButton[] {
  if (open === undefined) return [];
  const title = say('group.act.go-on', { question: say(`group-question.${open}.short`) });
  return [plainButton(title, { do: 'group-question', id, question: open })];
}

/** Brings a card up to date when it comes into view, for the one person who may see it. */
const refreshOf = (say: Say, { viewerId, group: { id } }: GroupReply) => ({
  shown: viewerId !== undefined,
  title: say('group.refresh'),
  data: { do: 'group-refresh', id },
  user: viewerId ?? '',
});
