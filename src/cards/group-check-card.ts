import type { Group, Standing } from '../flows/group-chat/model.ts';
import type { GroupCheckReply } from '../flows/group-chat/reply.ts';
import { factOf, nameOf, personText } from './case-words.ts';
import { plainButton } from './execute.ts';
import { isPrepared, requirementRows } from './group-standing.ts';
import { answerFacts, groupSources } from './group-words.ts';
import type { Say } from './parts.ts';
import { warn } from './problems.ts';
import { routeLines } from './route.ts';

/** Data of `cards/group-check.json`: what is registered, and who is asked or told then. */
export function groupCheckData(say: Say, reply: GroupCheckReply) {
  const { group, standings, plan, progress } = reply;
  const { id, version, answers } = group;
  return {
    summary: say('group-check.summary'),
    warnings: reply.stale ? [warn(say('group-question.stale'))] : [],
    progress: say('group-question.progress', { ...progress }),
    title: say('group-check.title'),
    facts: [
      ...factOf(say('group-fact.label.name'), personText(answers.name)),
      ...answerFacts(say, reply, group, []),
    ],
    requirementsTitle: say('group-check.requirements'),
    requirements: requirementRows(say, reply, group, standings),
    open: standings.some((one) => isLeft(group, one)) ? say('group-check.open') : '',
    ...afterOf(say, reply),
    sources: groupSources(say, reply, plan.articles),
    buttons: [
      plainButton(say('group-check.submit'), { do: 'group-submit', id, version }),
      plainButton(say('group-question.back'), { do: 'group-back', id, version }),
      plainButton(say('group-question.stop'), { do: 'group-cancel', id, version }),
    ],
  };
}

/** The owner can finish it later: of whom to tell the bot takes care. */
const isLeft = (group: Group, standing: Standing): boolean =>
  standing.state === 'open' && standing.requirement.kind !== 'inform-manager' && !isPrepared(group, standing);

/** Who is asked to read along, who is told, and who is asked for permission. */
function afterOf(say: Say, reply: GroupCheckReply) {
  const { group, informed, standings } = reply;
  const isAsked = standings.some(({ requirement }) => requirement.kind === 'permission') && group.permission;
  const route = isAsked
    ? routeLines(say, reply, reply.route, {
        now: 'group-question.permission.now',
        own: 'group-question.permission.own',
      })
    : [];
  const after = [
    ...(group.second ? [say('group-check.second', { name: nameOf(say, group.second.person) })] : []),
    ...(informed ? [say('group-check.informed', { name: nameOf(say, informed) })] : []),
  ];
  const nobody = after.length === 0 && route.length === 0 ? [say('group-check.nobody')] : [];
  return {
    afterTitle: say('group-check.after'),
    after: [...after, ...nobody].map((text) => ({ text })),
    routeTitle: route.length > 0 ? say('group-check.route') : '',
    route,
  };
}
