import type { Engine } from './engine.ts';
import type { Library } from './model.ts';
import { tidy, words } from './normalise.ts';

/** Their own mentor or manager, who does something to whoever writes: `mijn mentor stuurt me`, `my manager keeps calling me`. */
const OWN_LEADER =
  /\b(?:mijn|mn|onze|my|our) (?:mentor|leidinggevende|teamleider|manager|line manager|baas|boss)(?: \p{L}+){0,3} (?:me|mij|mn|mijn|ons|us|my)\b/u;

/**
 * Makes the look at whether a report may be about the very person who would get it. Then the form says so beforehand: who
 * writes can take it back, and nobody has to find a box.
 */
export function createLeaderReader(
  { answer }: Engine,
  { policies }: Library,
): (text: string) => Promise<boolean> {
  const [policy] = policies.values(); // which kind of trouble it is depends on none
  return async (text) => {
    if (OWN_LEADER.test(words(tidy(text)).join(' '))) return true;
    if (!policy || text === '') return false;
    const { outcome } = await answer({ text, audience: 'student', policy });
    return outcome.kind === 'escalation' && outcome.help === 'approach-by-staff';
  };
}
