import type { CaseKind, Library } from './model.ts';

/** For the reports of a policy that was taken away, in days: a school year and the holidays after it. */
const OTHERWISE = 400;

/** How long the words of a closed report are kept, in days. */
export function keptDays(library: Library, policy: string, kind: string): number {
  const terms = library.policies.get(policy)?.retention;
  // a kind that the policy does not name, or that is no longer one, has the term of all others
  return terms?.kinds[kind as CaseKind] ?? terms?.default ?? OTHERWISE;
}
