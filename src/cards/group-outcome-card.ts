import type { GroupOutcomeReply } from '../flows/group-chat/reply.ts';
import type { Alternative } from '../policy/model.ts';
import { type ExecuteButton, plainButton } from './execute.ts';
import { groupSources } from './group-words.ts';
import { contactLine, policyText, type Say, verdictBand } from './parts.ts';
import { LIMITS } from './plain.ts';

/** Other media that a card offers: with the buttons below them they stay few. */
const OFFERED = 3;

/** Data of `cards/group-outcome.json`: the policy is against the group, or silent on it. */
export function groupOutcomeData(say: Say, reply: GroupOutcomeReply) {
  const { plan, policy, language, isFinal } = reply;
  const contact = policy.contacts.staff;
  return {
    summary: say('group-outcome.summary'),
    band: verdictBand(say, plan.outcome, say('group-outcome.about')),
    sentence: policyText(plan.sentence[language], LIMITS.sentence),
    final: isFinal ? say('group-outcome.final') : '',
    instead: insteadOf(say, reply),
    contact: contact ? contactLine(say, contact, language).contact : '',
    sources: groupSources(say, reply, plan.articles),
    buttons: buttonsOf(say, reply),
  };
}

function insteadOf(say: Say, { group: { id, version }, plan }: GroupOutcomeReply) {
  const { media, names } = sorted(plan.instead);
  return {
    title: plan.instead.length > 0 ? say('group-outcome.instead') : '',
    buttons: media.slice(0, OFFERED).map((medium) =>
      plainButton(say('group-outcome.choose', { medium: say(`group-fact.medium.${medium}`) }), {
        do: 'group-instead',
        id,
        version,
        medium,
      }),
    ),
    others: names.length > 0 ? say('group-outcome.others', { names: joined(say, names) }) : '',
  };
}

function sorted(instead: readonly Alternative[]) {
  return {
    media: instead.flatMap((one) => ('medium' in one ? [one.medium] : [])),
    names: instead.flatMap((one) => ('name' in one ? [policyText(one.name, LIMITS.person)] : [])),
  };
}

/** "Magister, Parro of Hoy". */
function joined(say: Say, names: readonly string[]): string {
  const other = names.at(-1) ?? '';
  const one = names.slice(0, -1).join(', ');
  return one === '' ? other : say('group-outcome.or', { one, other });
}

function buttonsOf(say: Say, { group: { id, version }, plan, isFinal }: GroupOutcomeReply): ExecuteButton[] {
  const needsPermission = plan.requirements.some(({ kind }) => kind === 'permission');
  return [
    ...(isFinal
      ? []
      : [
          plainButton(say(needsPermission ? 'group-outcome.go-on-ask' : 'group-outcome.go-on'), {
            do: 'group-go-on',
            id,
            version,
          }),
        ]),
    plainButton(say('group-question.back'), { do: 'group-back', id, version }),
    plainButton(say('group-question.stop'), { do: 'group-cancel', id, version }),
  ];
}
