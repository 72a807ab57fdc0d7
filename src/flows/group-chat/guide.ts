import { GROUP_FACTS, GROUP_SITUATIONS, type GroupSituation } from '../../policy/group-situation.ts';
import { findGroupOutcome, type GroupPlan, isPossible, planGroup } from '../../policy/groups.ts';
import type { GroupRequirement, Policy } from '../../policy/model.ts';
import type { Answers, AskedRequirement, FactQuestion, Group, Question } from './model.ts';

/** Which questions a group needs, in which order; pure. The requirements come from the policy, not from here. */

/** The order of the questions on the group itself. */
const FACTS: readonly Exclude<FactQuestion, 'until'>[] = [
  'purpose',
  'medium',
  'participants',
  'age',
  'managed-by',
];

type Guided = Pick<Group, 'answers' | 'wentOn'>;

/** Every situation that the answers so far leave open; at least one. */
export const listOpenSituations = (answers: Answers): readonly GroupSituation[] =>
  GROUP_SITUATIONS.filter((situation) =>
    FACTS.every((fact) => answers[fact] === undefined || answers[fact] === situation[fact]),
  );

/** The group as far as it is known; what is not asked or not yet answered is taken to be the first value of its list. */
export function situationOf(answers: Answers): GroupSituation {
  const [first] = listOpenSituations(answers);
  if (!first) throw new Error('no situation has these answers');
  return first;
}

export const planOf = (policy: Policy, answers: Answers): GroupPlan =>
  planGroup(policy, situationOf(answers));

/** Whether students are in the group, or may be as far as is known. */
export const hasStudents = ({ participants }: Answers): boolean =>
  participants === undefined || participants === 'students' || participants === 'mixed';

/** What the guide asks, in order: the group itself, then what the policy requires of it. */
export function listQuestions(policy: Policy, group: Guided): readonly Question[] {
  return [...listFactQuestions(policy, group.answers), ...listRequirementQuestions(policy, group)];
}

const listFactQuestions = (policy: Policy, answers: Answers): FactQuestion[] => [
  ...FACTS.filter((fact) => isAsked(policy, answers, fact)),
  'until',
];

function isAsked(policy: Policy, answers: Answers, fact: FactQuestion): boolean {
  if (fact === 'age') return hasStudents(answers);
  // who makes the group here is of the staff, so this is only asked where the policy makes something of it
  return fact !== 'managed-by' || isDecisive(policy, answers, 'managed-by');
}

/** Whether the rules look at a fact in any situation that is still open. */
function isDecisive(policy: Policy, answers: Answers, fact: keyof GroupSituation): boolean {
  const [value] = GROUP_FACTS[fact];
  const others = listOpenSituations({ ...answers, [fact]: undefined }).filter((one) => one[fact] !== value);
  return others.some((one) => {
    const plan = planGroup(policy, one);
    return !isSamePlan(plan, planGroup(policy, { ...one, [fact]: value }));
  });
}

const isSamePlan = (one: GroupPlan, other: GroupPlan): boolean =>
  one.outcome === other.outcome &&
  one.sentence.nl === other.sentence.nl &&
  one.requirements.length === other.requirements.length &&
  one.requirements.every(({ text }, index) => text.nl === other.requirements[index]?.text.nl);

/**
 * The requirements that need an answer, in the order of the policy. In Teams a second member of staff is always offered,
 * because the bot can see there whether they stay; where the policy does not require one it is advice.
 */
function listRequirementQuestions(policy: Policy, { answers }: Guided): AskedRequirement[] {
  const { requirements, outcome } = planOf(policy, answers);
  const required = requirements.flatMap(({ kind }) => (isQuestion(kind) ? [kind] : []));
  const isOffered = answers.medium === 'teams' && hasStudents(answers) && isPossible(outcome);
  return isOffered && !required.includes('second-staff') ? [...required, 'second-staff'] : required;
}

const isQuestion = (kind: GroupRequirement['kind']): kind is AskedRequirement => kind !== 'inform-manager';

/**
 * A group with the answers to what is asked now. An answer that another one made needless stays in the draft, so that it
 * is there again for an owner who goes back; it is neither shown as the group's nor registered.
 */
export function withAsked(policy: Policy, group: Group): Group {
  const asked: readonly string[] = listQuestions(policy, group);
  const { name, until } = group.answers;
  return {
    ...group,
    answers: { ...pick(group.answers, asked), name, until },
    second: asked.includes('second-staff') ? group.second : undefined,
    permission: asked.includes('permission') ? group.permission : undefined,
    consent: asked.includes('consent') ? group.consent : undefined,
    proofs: pick(group.proofs, asked),
  };
}

const pick = <T extends object>(all: T, names: readonly string[]): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) as Partial<T>; // entries of that very object

/** The requirement that a question is about; nothing for a question on the group itself, or for advice. */
export const findRequirement = (
  policy: Policy,
  answers: Answers,
  question: Question,
): GroupRequirement | undefined => planOf(policy, answers).requirements.find(({ kind }) => kind === question);

/**
 * What the policy says that stops the guide: the group may not be, is advised against, would be better elsewhere, or the
 * rules are silent. Said as soon as whatever is still open makes no difference; nothing when there is no such thing, or the owner went on.
 */
export function findStop(policy: Policy, { answers, wentOn }: Guided): GroupPlan | undefined {
  const found = new Set(
    listOpenSituations(answers).map((situation) => findGroupOutcome(policy.groups, situation)),
  );
  const [outcome] = found;
  if (found.size !== 1 || !outcome) return undefined;
  const { verdict, instead } = outcome;
  const isStop = !isPossible(verdict) || verdict === 'discouraged' || instead.length > 0;
  if (!isStop || (wentOn && verdict !== 'not-allowed')) return undefined;
  return planOf(policy, answers);
}

/** Whether the owner, who went on against what the policy says, still does: until it says something else. */
export function goesOn(policy: Policy, before: Guided, answers: Answers): boolean {
  const stop = findStop(policy, { ...before, wentOn: false });
  const next = findStop(policy, { answers, wentOn: false });
  return before.wentOn && stop !== undefined && stop.sentence === next?.sentence;
}

/** Where the guide goes after a question: what stops it, the next question, or the check. */
export function nextAfter(policy: Policy, group: Guided, question: Question): Group['at'] {
  if (findStop(policy, group)) return 'outcome';
  const questions = listQuestions(policy, group);
  const index = questions.indexOf(question);
  // a question that fell away because of an answer before it leads to the first one without an answer
  return index < 0 ? firstOpen(questions, group) : (questions[index + 1] ?? 'check');
}

/** Where the guide goes on after something that is no question. */
export const firstQuestion = (policy: Policy, group: Guided): Group['at'] =>
  findStop(policy, group) ? 'outcome' : firstOpen(listQuestions(policy, group), group);

const firstOpen = (questions: readonly Question[], { answers }: Guided): Group['at'] =>
  questions.find((question) => !isAnswered(answers, question)) ?? 'check';

/** Whether a question on the group itself was answered; those on requirements come after all of them. */
function isAnswered(answers: Answers, question: Question): boolean {
  if (question === 'until') return answers.until !== '';
  const fact = FACTS.find((one) => one === question);
  return fact !== undefined && answers[fact] !== undefined;
}

/** Where the button "back" leads; nothing at the start. */
export function findBefore(policy: Policy, group: Guided & Pick<Group, 'at'>): Question | undefined {
  const questions = listQuestions(policy, group);
  const { at } = group;
  if (at === 'check') return questions.at(-1);
  if (at === 'outcome') return questions.findLast((question) => isAnswered(group.answers, question));
  return questions[questions.indexOf(at) - 1];
}

/** How far the guide is. The check is the last step; how many there are may still change with an answer. */
export function progressOf(policy: Policy, group: Guided & Pick<Group, 'at'>) {
  const questions = listQuestions(policy, group);
  const { at } = group;
  const total = questions.length + 1;
  return { step: at === 'check' || at === 'outcome' ? total : questions.indexOf(at) + 1, total };
}
