import type { Slots } from './model.ts';
import type { Understood } from './understanding.ts';

/**
 * From here on what the model reads of a fact is told. On held-out writers at least 9 of 10 such yeses that a ruling can rest
 * on are right, which takes more for consent than for the others: its words stand in many a question about consent.
 */
const SURE = 0.35;
const SURE_OF: Readonly<Record<string, Readonly<Record<string, number>>>> = { consent: { all: 0.9 } };

/**
 * What a rule reads counts where the model thinks it at least this likely that the text tells the fact at all: "wie geeft
 * toestemming?" has the words of consent and tells none. Range 0.02 to 0.2: higher loses names that the model does not know.
 */
const POSSIBLE = 0.05;
const UNTOLD = 'untold';

/** A medical need, and showing something to somebody who helps: a no would do harm, so a sign alone is enough. */
const ALWAYS: readonly string[] = ['medical', 'to'];

/** Channels that a policy may tell apart; where it does not, they count as the wider one before the dot. */
const WIDER: Readonly<Record<string, string>> = {
  'school-app': 'teams.school-app',
  signal: 'whatsapp.signal',
  telegram: 'whatsapp.telegram',
  sms: 'phone.sms',
};

/**
 * The facts that a text tells. Names and numbers are read by rules, which know them exactly, and win over the model; what
 * depends on meaning is read by the model, and rules only where it agrees that something is told.
 */
export function mergeFacts(understood: Understood, rules: Slots): Slots {
  const read = factsIn(understood);
  const possible = Object.entries(rules).filter(([slot, value]) => {
    const fact = read.get(slot);
    return !fact || ALWAYS.includes(slot) || (fact.score >= POSSIBLE && !needsMore(slot, value));
  });
  const sure = [...read].filter(([slot, { value, score }]) => score >= limitOf(slot, value));
  const told = sure.map(([slot, { value }]) => [slot, value]);
  return { ...Object.fromEntries(told), ...Object.fromEntries(possible) };
}

/** The likeliest value of each fact that a text may tell, and how likely it is. */
function factsIn({ facts }: Understood) {
  const all = [...facts].flatMap(([fact, scored]) => {
    const best = scored.find(({ label }) => label !== UNTOLD);
    if (!best) return [];
    const told = Object.entries(toSlots({ [fact]: best.label }));
    return told.map(([slot, value]) => [slot, { value, score: best.score }] as const);
  });
  return new Map(all);
}

const limitOf = (slot: string, value: string): number => SURE_OF[slot]?.[value] ?? SURE;
const needsMore = (slot: string, value: string): boolean => limitOf(slot, value) > SURE;

/** Facts as readers label them, as rulings name them. */
export function toSlots({ platform, depicted, ...facts }: Slots): Slots {
  return {
    ...facts,
    ...(platform && { platform: WIDER[platform] ?? platform }),
    ...(depicted === 'nobody' && { recognisable: 'no' }),
    ...(depicted && { depicted }),
  };
}
