/**
 * The facts about a group chat that a policy can decide on, each with its values. Somebody of the staff is always in
 * the group; `participants` are the others, and `mixed` is students together with parents. `age` is that of the
 * students; a group without students has one too, but no rule may look at it.
 */
export const GROUP_FACTS = {
  medium: ['teams', 'whatsapp', 'signal', 'telegram', 'instagram', 'email', 'phone', 'other'],
  participants: ['students', 'parents', 'staff', 'mixed'],
  age: ['under-16', '16-plus', 'mixed'],
  purpose: ['urgent', 'lesson', 'trip', 'social'],
  'managed-by': ['staff', 'student', 'parent'],
} as const;

type Facts = typeof GROUP_FACTS;
type Fact = keyof Facts;

/** A group chat that somebody wants to make. */
export type GroupSituation = { readonly [Name in Fact]: Facts[Name][number] };

/** Which situations a rule is for: a value of each list must hold; a fact that is absent may be anything. */
export type GroupConditions = {
  readonly [Name in Fact]?: readonly GroupSituation[Name][] | undefined;
};

// The cast: keys of an object are typed as any string.
const NAMES = Object.keys(GROUP_FACTS) as readonly Fact[];

/** Every situation there is, in the order of the values above; the last fact changes first. */
export const GROUP_SITUATIONS: readonly GroupSituation[] = NAMES.reduce<readonly object[]>(
  (made, name) => made.flatMap((one) => GROUP_FACTS[name].map((value) => ({ ...one, [name]: value }))),
  [{}],
) as readonly GroupSituation[]; // The cast: each fact was put in by its name.

/** Whether a situation meets all conditions. */
export const fitsSituation = (when: GroupConditions, situation: GroupSituation): boolean =>
  NAMES.every((name) => {
    const values: readonly string[] | undefined = when[name];
    return values === undefined || values.includes(situation[name]);
  });
