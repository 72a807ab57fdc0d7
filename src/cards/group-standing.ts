import type { Group, Proof, Standing } from '../flows/group-chat/model.ts';
import { isSame } from '../routing/person.ts';
import { nameOf } from './case-words.ts';
import { sayConsent, sayRequirement } from './group-words.ts';
import type { Say } from './parts.ts';
import { sizeOf, whole } from './plain.ts';
import { type Clock, sayDay, sayWritten } from './times.ts';

/** How what the policy asks stands for a group, one row each. */

const ICONS = { met: '✅', open: '⬜', asked: '⏳', refused: '⛔', lost: '❗' } as const;

/** Room of a card for conditions and reasons, in characters of its JSON; each holds 2000 characters at most. */
const ROOM = 4500;

/** Data of `cards/part-requirements.json`. */
export function requirementRows(say: Say, clock: Clock, group: Group, standings: readonly Standing[]) {
  let left = ROOM;
  return standings.map((standing) => {
    const { requirement, proof, state } = standing;
    const words = standing.words.trim() === '' ? '' : whole(standing.words.trim(), Math.max(left, 0));
    left -= sizeOf(words);
    return {
      icon: ICONS[isPrepared(group, standing) ? 'asked' : state],
      title: sayRequirement(say, requirement),
      rule: ` · ${say('group-chat.rule', { id: requirement.article })}`,
      word: sayStanding(say, group, standing),
      proof: proof ? say(`group-standing.${proof.by}`) : '',
      detail: detailOf(say, clock, group, standing),
      words: words === '' ? '' : `“${words}”`,
    };
  });
}

/** Whoever must answer is known, and is asked once the group is registered. */
export const isPrepared = (
  { second, permission }: Group,
  { requirement: { kind }, state }: Standing,
): boolean =>
  state === 'open' &&
  ((kind === 'second-staff' && second?.state === 'chosen') ||
    (kind === 'permission' && permission?.state === 'written'));

/** In a word; of what people answer it says where they are with it. */
function sayStanding(say: Say, { second, permission }: Group, standing: Standing): string {
  const { requirement, state } = standing;
  switch (requirement.kind) {
    case 'second-staff':
      return second && (state !== 'lost' || second.state === 'left')
        ? say(`group-standing.second.${second.state}`)
        : say(`group-standing.${state}`);
    case 'permission':
      return say(
        permission ? `group-standing.permission.${permission.state}` : (`group-standing.${state}` as const),
      );
    case 'inform-manager':
      return sayTelling(say, standing);
    default:
      return say(`group-standing.${state}`);
  }
}

/** Whether somebody was told of the group, or why nobody will be. */
function sayTelling(say: Say, { proof, state }: Standing): string {
  if (proof) return say('group-standing.told');
  if (state === 'met') return say('group-standing.tell-owner');
  return say(state === 'open' ? 'group-standing.tell-nobody' : 'group-standing.will-tell');
}

/** The proof of it, or who it is about, behind the word. */
function detailOf(say: Say, clock: Clock, group: Group, { requirement, proof, who }: Standing): string {
  const counted = requirement.kind === 'consent' ? sayConsent(say, group) : '';
  return [
    proof ? ` ${sayProof(say, clock, proof)}` : '',
    who && (!proof || !isSame(who, proof.who)) ? ` · ${nameOf(say, who)}` : '',
    counted === '' ? '' : ` · ${counted}`,
  ].join('');
}

function sayProof(say: Say, clock: Clock, { who, at }: Proof): string {
  const when = DAY.test(at) ? sayDay(clock, at) : sayWritten(say, clock, at);
  return who
    ? say('group-standing.by', { who: nameOf(say, who), when })
    : say('group-standing.in-teams', { when });
}

/** A count is known by its day alone. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
