import type { GroupPlan } from '../../policy/groups.ts';
import type { GroupRequirement } from '../../policy/model.ts';
import { type AskedRequirement, type Group, isAttested, type Proof, type Standing } from './model.ts';

/** How the requirements of the policy stand for a group; pure. */

/** Each requirement of the plan, in its order. */
export const listStandings = (group: Group, { requirements }: GroupPlan): readonly Standing[] =>
  requirements.map((requirement) => standingOf(group, requirement));

function standingOf(group: Group, requirement: GroupRequirement): Standing {
  const { kind } = requirement;
  switch (kind) {
    case 'second-staff':
      return secondStanding(group, requirement);
    case 'permission':
      return permissionStanding(group, requirement);
    case 'consent':
      return consentStanding(group, requirement);
    case 'inform-manager':
      return informStanding(group, requirement);
    default: {
      const proof = isAttested(kind) ? group.proofs[kind] : undefined;
      return toStanding(requirement, { state: proof ? 'met' : 'open', proof });
    }
  }
}

/** Whoever confirmed reads along on their word; in a chat of Teams the bot sees for itself whether two are there. */
function secondStanding({ second, chat, unattended }: Group, requirement: GroupRequirement): Standing {
  if (unattended) return toStanding(requirement, { state: 'lost' });
  const who = second?.person;
  switch (second?.state) {
    case 'confirmed': {
      const isSeen = chat !== undefined && chat.seenAt !== '' && chat.staff.length > 1;
      return toStanding(requirement, {
        state: 'met',
        who,
        proof: isSeen ? checked(chat.seenAt) : { by: 'attested', who, at: second.at },
      });
    }
    case 'asked':
      return toStanding(requirement, { state: 'asked', who });
    case 'declined':
      return toStanding(requirement, { state: 'refused', who });
    case 'left':
      return toStanding(requirement, { state: 'lost', who });
    default:
      return toStanding(requirement, { state: 'open', who });
  }
}

function permissionStanding({ permission }: Group, requirement: GroupRequirement): Standing {
  if (!permission) return toStanding(requirement, { state: 'open' });
  const { state, decider, at, words, asked } = permission;
  switch (state) {
    case 'granted':
    case 'conditional':
      return toStanding(requirement, {
        state: 'met',
        who: decider,
        words,
        proof: { by: 'attested', who: decider, at },
      });
    case 'refused':
      return toStanding(requirement, { state: 'refused', who: decider, words });
    case 'asked':
      return toStanding(requirement, { state: 'asked', who: asked.at(-1) });
    case 'written':
    case 'silent':
      return toStanding(requirement, { state: 'open' });
    default:
      return state satisfies never;
  }
}

/** Whoever plays that part needs no message about their own group; where nobody does, nobody can be told. */
function informStanding({ informedAt, untold }: Group, requirement: GroupRequirement): Standing {
  if (informedAt !== '') return toStanding(requirement, { state: 'met', proof: checked(informedAt) });
  return toStanding(requirement, {
    state: untold === 'owner' ? 'met' : untold === 'nobody' ? 'open' : 'asked',
  });
}

/** Everybody whose consent was asked answered, and those who refused are reached in another way. */
function consentStanding({ consent, owner }: Group, requirement: GroupRequirement): Standing {
  const isMet =
    consent !== undefined &&
    consent.asked > 0 &&
    consent.given + consent.refused === consent.asked &&
    (consent.refused === 0 || consent.alternative);
  return toStanding(requirement, {
    state: isMet ? 'met' : 'open',
    proof: isMet ? { by: 'attested', who: owner, at: consent.on } : undefined,
  });
}

const toStanding = (
  requirement: GroupRequirement,
  standing: Pick<Standing, 'state'> & Partial<Standing>,
): Standing => ({ proof: undefined, who: undefined, words: '', ...standing, requirement });

const checked = (at: string): Proof => ({ by: 'checked', who: undefined, at });

/** What the owner can do something about themselves, first things first. */
export const listToDo = (standings: readonly Standing[]): readonly AskedRequirement[] =>
  standings.flatMap(({ state, requirement: { kind } }) =>
    (state === 'open' || state === 'refused' || state === 'lost') && kind !== 'inform-manager' ? [kind] : [],
  );

/** Whether others have said yes to what only they can say. */
export const isSettled = (standings: readonly Standing[]): boolean =>
  standings.every(
    ({ state, requirement: { kind } }) =>
      (kind !== 'permission' && kind !== 'second-staff') || state === 'met' || state === 'lost',
  );
