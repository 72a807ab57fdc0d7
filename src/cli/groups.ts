import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readPoliciesFolder } from '../config.ts';
import { Fault } from '../errors.ts';
import {
  fitsSituation,
  GROUP_FACTS,
  GROUP_SITUATIONS,
  type GroupConditions,
  type GroupSituation,
} from '../policy/group-situation.ts';
import { type GroupPlan, planGroup } from '../policy/groups.ts';
import type { Language, Policy } from '../policy/model.ts';
import { type Command, runScript, type Terminal } from './command.ts';
import { getLanguage, getPolicy } from './usage.ts';

/**
 * `npm run -s groups`: what a policy asks of a group chat, for people or as JSON. `--matrix` prints every situation of
 * one policy or of all, a line of JSON each; facts that are given with it narrow it down.
 */

const OPTIONS = {
  policy: { type: 'string' },
  medium: { type: 'string' },
  participants: { type: 'string' },
  age: { type: 'string' },
  purpose: { type: 'string' },
  'managed-by': { type: 'string' },
  language: { type: 'string' },
  json: { type: 'boolean' },
  matrix: { type: 'boolean' },
} as const;

const situationFlags = z.object({
  medium: z.enum(GROUP_FACTS.medium),
  participants: z.enum(GROUP_FACTS.participants),
  age: z.enum(GROUP_FACTS.age),
  purpose: z.enum(GROUP_FACTS.purpose),
  'managed-by': z.enum(GROUP_FACTS['managed-by']),
});

const someFlags = situationFlags.partial();

export const groups: Command = (args, terminal) => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const library = terminal.loadLibrary(readPoliciesFolder(terminal.env));
  const language = getLanguage(values.language) ?? 'nl';
  if (values.matrix) {
    const policies =
      values.policy === undefined ? library.policies.values() : [getPolicy(library, values.policy)];
    const given = readFacts(someFlags, values);
    for (const policy of policies) printMatrix(policy, given, terminal);
    return;
  }
  const policy = getPolicy(library, values.policy);
  const situation = readFacts(situationFlags, values);
  const plan = planGroup(policy, situation);
  terminal.print(
    values.json ? JSON.stringify(toResult(plan)) : describePlan(policy, situation, plan, language),
  );
};

if (import.meta.main) await runScript(groups);

/** @throws {Fault} `usage`, a line for each flag that is wrong */
function readFacts<T>(schema: z.ZodType<T>, values: Readonly<Record<string, unknown>>): T {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, ...issue }) => {
    const flag = String(path[0]);
    const choices = 'values' in issue && Array.isArray(issue.values) ? issue.values.join(', ') : '';
    const found = values[flag] === undefined ? 'is missing' : `"${values[flag]}" is unknown`;
    return `--${flag} ${found}: choose ${choices}`;
  });
  throw new Fault('usage', wrong.join('\n'));
}

function printMatrix(policy: Policy, given: z.infer<typeof someFlags>, { print }: Terminal): void {
  const when: GroupConditions = Object.fromEntries(
    Object.entries(given).map(([fact, value]) => [fact, [value]]),
  );
  for (const situation of GROUP_SITUATIONS) {
    if (!fitsSituation(when, situation)) continue;
    const result = toResult(planGroup(policy, situation));
    print(JSON.stringify({ policy: policy.id, ...situation, ...result }));
  }
}

function toResult({ outcome, requirements, articles }: GroupPlan) {
  return { outcome, requirements: requirements.map(({ kind }) => kind), articles };
}

function describePlan(
  policy: Policy,
  situation: GroupSituation,
  plan: GroupPlan,
  language: Language,
): string {
  const instead = plan.instead.map((one) => ('medium' in one ? one.medium : one.name));
  const articles = plan.articles.map((id) =>
    `${id} ${policy.articles.get(id)?.title[language] ?? ''}`.trim(),
  );
  return [
    [policy.school[language], ...Object.values(situation)].join(' · '),
    `${plan.outcome}: ${plan.sentence[language]}`,
    ...plan.requirements.map(({ kind, text, article }) => `- ${kind}: ${text[language]} (${article})`),
    ...(instead.length > 0 ? [`> ${instead.join(', ')}`] : []),
    ...(articles.length > 0 ? [`[${articles.join('; ')}]`] : []),
  ].join('\n');
}
