import {
  findBefore,
  findStop,
  firstQuestion,
  goesOn,
  hasStudents,
  listOpenSituations,
  listQuestions,
  nextAfter,
  progressOf,
} from '../../../../src/flows/group-chat/guide.ts';
import type { Answers, Group, Question } from '../../../../src/flows/group-chat/model.ts';
import { FACT_QUESTIONS } from '../../../../src/flows/group-chat/model.ts';
import {
  GROUP_FACTS,
  GROUP_SITUATIONS,
  type GroupSituation,
} from '../../../../src/policy/group-situation.ts';
import { isPossible, planGroup } from '../../../../src/policy/groups.ts';
import type { Policy } from '../../../../src/policy/model.ts';
import { openRealEngine } from '../../../support/library.ts';

const { library } = await openRealEngine();
const POLICIES = [...library.policies.values()].map((policy) => [policy.id, policy] as const);

/** Where somebody is in the guide. */
type Walker = Pick<Group, 'answers' | 'wentOn' | 'at'>;

const FACTS = Object.keys(GROUP_FACTS) as (keyof GroupSituation)[];
const isFact = (question: Question): question is keyof GroupSituation =>
  FACTS.some((fact) => fact === question);

const NOTHING: Answers = { name: '', until: '' };
const answersOf = (situation: GroupSituation): Answers => ({ ...situation, name: '2B', until: '2027-06-30' });

/** What somebody answers who wants this group. */
function answered({ answers }: Walker, question: Question, situation: GroupSituation): Answers {
  if (question === 'until') return { ...answers, until: '2027-06-30' };
  return isFact(question) ? { ...answers, [question]: situation[question] } : answers;
}

/** Everywhere that the guide leads, from its beginning to the check or to what cannot be; goes on against advice. */
function walk(policy: Policy, situation: GroupSituation): Walker[] {
  let here: Walker = { answers: NOTHING, wentOn: false, at: 'purpose' };
  here = { ...here, at: firstQuestion(policy, here) };
  const path = [here];
  while (here.at !== 'check' && path.length < 40) {
    here = step(policy, here, situation);
    path.push(here);
    if (here.at === 'outcome' && findStop(policy, { ...here, wentOn: true })) return path;
  }
  return path;
}

/** Each step taken once: many situations begin in the same way. */
const STEPS = new Map<string, Walker>();

function step(policy: Policy, here: Walker, situation: GroupSituation): Walker {
  const answer = isFact(here.at as Question) ? situation[here.at as keyof GroupSituation] : '';
  const key = JSON.stringify([policy.id, here, answer]);
  const next = STEPS.get(key) ?? takeStep(policy, here, situation);
  STEPS.set(key, next);
  return next;
}

function takeStep(policy: Policy, here: Walker, situation: GroupSituation): Walker {
  if (here.at === 'outcome') {
    const going = { ...here, wentOn: true };
    return { ...going, at: firstQuestion(policy, going) };
  }
  if (here.at === 'check') return here;
  const answers = answered(here, here.at, situation);
  const next = { ...here, answers, wentOn: goesOn(policy, here, answers) };
  return { ...next, at: nextAfter(policy, next, here.at) };
}

const describeSituation = (situation: GroupSituation): string => Object.values(situation).join(', ');

/** The situations of which something is not so, to show what is wrong in one look. */
const without = (
  holds: (situation: GroupSituation) => boolean,
  situations: readonly GroupSituation[] = GROUP_SITUATIONS,
): string[] => situations.filter((situation) => !holds(situation)).map(describeSituation);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

describe.each(POLICIES)('The guide under %s', (_id, policy) => {
  const walks = new Map(GROUP_SITUATIONS.map((one) => [one, walk(policy, one)]));
  const walkOf = (situation: GroupSituation): Walker[] => walks.get(situation) ?? [];
  const lastOf = (situation: GroupSituation): Walker | undefined => walkOf(situation).at(-1);
  /** One situation for each row of questions that the guide may ask. */
  const ROWS = [
    ...new Map(
      GROUP_SITUATIONS.map((one) => [
        walkOf(one)
          .map(({ at }) => at)
          .join(),
        one,
      ]),
    ).values(),
  ];

  it('asks, beside the group itself, what the policy requires, and in Teams with students a second of staff', () => {
    const wrong = without((situation) => {
      const { requirements, outcome } = planGroup(policy, situation);
      const required = requirements.map(({ kind }) => kind).filter((kind) => kind !== 'inform-manager');
      const isOffered =
        situation.medium === 'teams' &&
        (situation.participants === 'students' || situation.participants === 'mixed') &&
        isPossible(outcome) &&
        !required.includes('second-staff');
      const asked = listQuestions(policy, { answers: answersOf(situation), wentOn: false });
      const facts = asked.filter((one) => FACT_QUESTIONS.some((fact) => fact === one));
      const rest = asked.filter((one) => !facts.includes(one));
      return (
        same(rest, isOffered ? [...required, 'second-staff'] : required) &&
        facts.includes('age') === hasStudents(situation as Answers) &&
        facts.at(-1) === 'until'
      );
    });
    expect(wrong).toEqual([]);
  });

  it('leaves out only what makes no difference', () => {
    const wrong = without((situation) => {
      const asked = listQuestions(policy, { answers: answersOf(situation), wentOn: false });
      return FACTS.filter((fact) => !asked.includes(fact)).every((fact) =>
        GROUP_FACTS[fact].every((value) =>
          same(planGroup(policy, situation), planGroup(policy, { ...situation, [fact]: value })),
        ),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('asks nothing twice', () => {
    const wrong = without((situation) => {
      const asked = walkOf(situation).map(({ at }) => at);
      return new Set(asked).size === asked.length;
    });
    expect(wrong).toEqual([]);
  });

  it('ends with the check, or with what may not be', () => {
    const wrong = without((situation) => {
      const isForbidden = planGroup(policy, situation).outcome === 'not-allowed';
      return lastOf(situation)?.at === (isForbidden ? 'outcome' : 'check');
    });
    expect(wrong).toEqual([]);
  });

  it('knows all that was answered as it is, once it is at its end', () => {
    const wrong = without((situation) => {
      const { answers, at } = lastOf(situation) ?? { answers: NOTHING, at: 'outcome' };
      const open = listOpenSituations(answers);
      return (at === 'outcome' || answers.until !== '') && open.every((one) => sameVerdict(one, situation));
    });
    expect(wrong).toEqual([]);
  });

  const verdictOf = (situation: GroupSituation) => planGroup(policy, situation).outcome;
  const sameVerdict = (one: GroupSituation, other: GroupSituation): boolean =>
    same(planGroup(policy, one).sentence, planGroup(policy, other).sentence) &&
    verdictOf(one) === verdictOf(other);

  /** Whether the policy has something to say against a group, whatever is still open. */
  const isAgainst = (situation: GroupSituation): boolean => {
    const { outcome, instead } = planGroup(policy, situation);
    return outcome !== 'allowed' && (outcome !== 'conditional' || instead.length > 0)
      ? true
      : instead.length > 0;
  };

  it('stops where the group is forbidden, advised against, unknown or better elsewhere, and only there', () => {
    const wrong = without(
      (situation) =>
        (findStop(policy, { answers: answersOf(situation), wentOn: false }) !== undefined) ===
        isAgainst(situation),
    );
    expect(wrong).toEqual([]);
  });

  it('stops as soon as nothing that is open can change it, and not before', () => {
    const wrong = without((situation) =>
      walkOf(situation)
        .filter(({ at, wentOn }) => at !== 'check' && !wentOn)
        .every(({ answers, at }) => {
          const open = listOpenSituations(answers);
          const [first] = open;
          const isDecided =
            first !== undefined && open.every((one) => isAgainst(one) && sameVerdict(one, first));
          return (at === 'outcome') === isDecided;
        }),
    );
    expect(wrong).toEqual([]);
  });

  it('stops once for whoever goes on, but goes on nowhere that is forbidden', () => {
    const wrong = without((situation) => walkOf(situation).filter(({ at }) => at === 'outcome').length <= 1);
    expect(wrong).toEqual([]);
    const forbidden = without(
      (situation) =>
        (findStop(policy, { answers: answersOf(situation), wentOn: true }) !== undefined) ===
        (verdictOf(situation) === 'not-allowed'),
    );
    expect(forbidden).toEqual([]);
  });

  it('leads back the way it came, question by question', () => {
    const wrong = without((situation) => {
      const questions = walkOf(situation).filter(({ at }) => at !== 'outcome');
      return questions.every((here, index) => findBefore(policy, here) === questions[index - 1]?.at);
    }, ROWS);
    expect(wrong).toEqual([]);
  });

  it('leads from a stop back to the last question that was answered', () => {
    const wrong = without((situation) => {
      const path = walkOf(situation);
      const index = path.findIndex(({ at }) => at === 'outcome');
      const stopped = path[index];
      return stopped === undefined || findBefore(policy, stopped) === path[index - 1]?.at;
    }, ROWS);
    expect(wrong).toEqual([]);
  });

  it('leads forward again to where somebody came back from', () => {
    const wrong = without((situation) => {
      const path = walkOf(situation).filter(({ at }) => at !== 'outcome');
      return path.slice(1).every((here) => {
        const before = findBefore(policy, here);
        return before !== undefined && nextAfter(policy, here, before) === here.at;
      });
    }, ROWS);
    expect(wrong).toEqual([]);
  });

  it('counts its steps up to the last one', () => {
    const wrong = without((situation) => {
      const steps = walkOf(situation)
        .filter(({ at }) => at !== 'outcome')
        .map((here) => progressOf(policy, here));
      const last = steps.at(-1);
      const isFinished = lastOf(situation)?.at === 'check';
      return (
        steps.every(({ step, total }, index) => step === index + 1 && step <= total) &&
        (!isFinished || last?.step === last?.total)
      );
    }, ROWS);
    expect(wrong).toEqual([]);
  });
});

describe('Whoever went on against what the policy says', () => {
  const svok = library.policies.get('svok') as Policy;
  const answers = { ...NOTHING, purpose: 'trip', medium: 'whatsapp', participants: 'students' } as const;
  const going = { answers, wentOn: true };

  it('goes on when another answer changes nothing of it', () => {
    expect(goesOn(svok, going, { ...answers, age: 'under-16' })).toBe(true);
  });

  it.each([
    ['something else', { ...answers, medium: 'signal' }],
    ['nothing any more', { ...answers, medium: 'teams' }],
    ['that it may not be', { ...answers, purpose: 'social' }],
    ['nothing yet', { ...NOTHING, purpose: 'trip' }],
  ] as const)('looks again when it says %s', (_name, changed) => {
    expect(goesOn(svok, going, changed)).toBe(false);
  });

  it('did so only if there was something to go on against', () => {
    const allowed = { ...answers, medium: 'teams' } as const;
    expect(goesOn(svok, { answers: allowed, wentOn: true }, allowed)).toBe(false);
    expect(goesOn(svok, { answers, wentOn: false }, answers)).toBe(false);
  });
});
