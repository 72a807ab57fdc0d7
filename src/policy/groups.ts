import { fitsSituation, type GroupSituation } from './group-situation.ts';
import type { Alternative, GroupOutcome, GroupRequirement, GroupRules, Policy, Text } from './model.ts';

/** What a policy says of a group chat that somebody wants to make. */
export interface GroupPlan {
  readonly outcome: GroupOutcome['verdict'];
  readonly sentence: Text;
  /** In the order of the policy; none where the group may not be, or where the policy is silent. */
  readonly requirements: readonly GroupRequirement[];
  /** Ids of articles, each once: first those of the outcome, then those of the requirements. */
  readonly articles: readonly string[];
  /** Where the policy would rather have the group, best first. */
  readonly instead: readonly Alternative[];
}

/**
 * Tells whether a group may be made, and what it then needs.
 * @throws {Error} when the policy has no outcome for the situation, which its check reports before.
 */
export function planGroup({ id, groups }: Policy, situation: GroupSituation): GroupPlan {
  const outcome = findGroupOutcome(groups, situation);
  if (!outcome) throw new Error(`Policy ${id} has no outcome for ${Object.values(situation).join(', ')}`);
  const requirements = listGroupRequirements(groups, outcome, situation);
  const { verdict, sentence, articles, instead } = outcome;
  return {
    outcome: verdict,
    sentence,
    requirements,
    articles: [...new Set([...articles, ...requirements.map(({ article }) => article)])],
    instead,
  };
}

/** Finds the first outcome that fits. */
export const findGroupOutcome = (rules: GroupRules, situation: GroupSituation): GroupOutcome | undefined =>
  rules.outcomes.find(({ when }) => fitsSituation(when, situation));

/** Every requirement that fits; what may not be, or what the policy is silent on, asks nothing. */
export const listGroupRequirements = (
  rules: GroupRules,
  { verdict }: GroupOutcome,
  situation: GroupSituation,
): readonly GroupRequirement[] =>
  isPossible(verdict) ? rules.requirements.filter(({ when }) => fitsSituation(when, situation)) : [];

/** Whether a group with this verdict can come about. */
export const isPossible = (verdict: GroupOutcome['verdict']): boolean =>
  verdict !== 'not-allowed' && verdict !== 'unknown';

/** A requirement that somebody else answers for: their permission, or that they know of it. */
export type LeaderRequirement = Extract<GroupRequirement, { readonly of: unknown }>;

export const findLeaderRequirement = (
  { requirements }: Pick<GroupPlan, 'requirements'>,
  kind: LeaderRequirement['kind'],
): LeaderRequirement | undefined => requirements.find((one): one is LeaderRequirement => one.kind === kind);
