import type { Audience, Policy, Ruling, Slots, Verdict } from './model.ts';

/** The ruling that holds, and the slot that would change its verdict if it were known. */
export interface Holding {
  readonly ruling: Ruling;
  readonly verdict: Verdict;
  /** Id of the slot to ask for; absent when nothing that is unknown can change the verdict. */
  readonly open?: string | undefined;
}

/** Finds what a policy says about a topic to an audience; nothing when it is silent. */
export function findRuling(
  policy: Policy,
  topic: string,
  audience: Audience,
  slots: Slots,
): Holding | undefined {
  const candidates = policy.rulings.filter(
    (ruling) =>
      ruling.topic === topic && ruling.audience.includes(audience) && !contradicts(ruling.when, slots),
  );
  const ruling = candidates.find(({ when }) => unknownIn(when, slots).length === 0);
  if (!ruling || ruling.verdict === 'unknown') return undefined;
  const rival = candidates
    .slice(0, candidates.indexOf(ruling))
    .find((candidate) => candidate.verdict !== ruling.verdict);
  return { ruling, verdict: ruling.verdict, open: rival && unknownIn(rival.when, slots)[0] };
}

const contradicts = (when: Slots, known: Slots): boolean =>
  Object.entries(when).some(([slot, value]) => known[slot] !== undefined && !isKindOf(known[slot], value));

/** A value with a dot is a kind of the one before the dot: what holds for `whatsapp` holds for `whatsapp.signal`. */
export const isKindOf = (known: string, value: string): boolean =>
  known === value || known.startsWith(`${value}.`);

const unknownIn = (when: Slots, known: Slots): string[] =>
  Object.keys(when).filter((slot) => known[slot] === undefined);
