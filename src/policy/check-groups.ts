import type { PolicySources } from './content.ts';
import { GROUP_SITUATIONS, type GroupSituation } from './group-situation.ts';
import { findGroupOutcome, isPossible, listGroupRequirements } from './groups.ts';
import type { GroupOutcome, GroupRequirement, GroupRules } from './model.ts';
import type { Path, Report } from './source.ts';

/** Reports at a place within `groups`. */
type ReportAt = (path: Path, message: string) => void;

/** A situation and what the rules make of it. */
interface Cell {
  readonly situation: GroupSituation;
  readonly outcome?: GroupOutcome | undefined;
  readonly requirements: readonly GroupRequirement[];
}

/** Checks the rules on groups by going through every situation: each has an outcome, and each rule is needed in one. */
export function checkGroups({ policy, articles }: PolicySources, report: Report): void {
  const rules = policy.value.groups;
  const known = new Set(articles.value.articles.map(({ id }) => id));
  const at: ReportAt = (path, message) => report(policy.at(['groups', ...path], message));
  const cells = GROUP_SITUATIONS.map((situation) => toCell(rules, situation));
  checkAll(cells, at);
  rules.outcomes.forEach((outcome, index) => {
    const own: ReportAt = (path, message) => at(['outcomes', index, ...path], message);
    outcome.articles.forEach((id, place) => {
      if (!known.has(id)) own(['articles', place], `unknown article ${id}`);
    });
    const reached = cells.filter((cell) => cell.outcome === outcome);
    checkAge(outcome, own);
    checkOutcome(outcome, reached, own);
    checkInstead(rules, outcome, reached, own);
  });
  rules.requirements.forEach((requirement, index) => {
    const own: ReportAt = (path, message) => at(['requirements', index, ...path], message);
    if (!known.has(requirement.article)) own(['article'], `unknown article ${requirement.article}`);
    const asking = cells.filter(({ requirements }) => requirements.includes(requirement));
    checkAge(requirement, own);
    checkRequirement(requirement, asking, own);
  });
}

function toCell(rules: GroupRules, situation: GroupSituation): Cell {
  const outcome = findGroupOutcome(rules, situation);
  const requirements = outcome ? listGroupRequirements(rules, outcome, situation) : [];
  return { situation, outcome, requirements };
}

function checkAll(cells: readonly Cell[], at: ReportAt): void {
  const [first, ...more] = cells.filter(({ outcome }) => !outcome);
  if (first) at(['outcomes'], `no outcome for ${describe(first)}, nor for ${more.length} other situations`);
}

/** What is said of the age of students must be about groups that have them. */
function checkAge({ when }: GroupOutcome | GroupRequirement, at: ReportAt): void {
  const withStudents = when.participants?.every((one) => one === 'students' || one === 'mixed') ?? false;
  if (when.age && !withStudents) at(['when', 'age'], 'age needs participants: students, mixed or both');
}

function checkOutcome({ verdict }: GroupOutcome, cells: readonly Cell[], at: ReportAt): void {
  if (cells.length === 0) at([], 'never reached: the outcomes above it hold first');
  const asking = cells.find(({ requirements }) => requirements.length > 0);
  if (verdict === 'allowed' && asking) {
    at(['verdict'], `allowed, yet ${asking.requirements[0]?.kind} is asked for ${describe(asking)}`);
  }
}

function checkRequirement(requirement: GroupRequirement, cells: readonly Cell[], at: ReportAt): void {
  const { kind } = requirement;
  if (cells.length === 0)
    at([], 'never asked: where it fits the group may not be, or the outcome is unknown');
  const twice = cells.find(
    ({ requirements }) => requirements.find((one) => one.kind === kind) !== requirement,
  );
  if (twice) at(['kind'], `${kind} is asked twice for ${describe(twice)}`);
}

/** A medium that is offered instead must be possible for the same group. */
function checkInstead(
  rules: GroupRules,
  { instead }: GroupOutcome,
  cells: readonly Cell[],
  at: ReportAt,
): void {
  instead.forEach((alternative, place) => {
    if (!('medium' in alternative)) return;
    const { medium } = alternative;
    const wrong = cells
      .map(({ situation }) => toCell(rules, { ...situation, medium }))
      .find(({ outcome }) => !isPossible(outcome?.verdict ?? 'unknown'));
    if (wrong)
      at(
        ['instead', place],
        `${medium} is no alternative: ${wrong.outcome?.verdict ?? 'no outcome'} for ${describe(wrong)}`,
      );
  });
}

const describe = ({ situation }: Cell): string => Object.values(situation).join(', ');
