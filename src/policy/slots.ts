import { createConsentReader } from './consent.ts';
import { sentencesOf } from './crisis.ts';
import { readForm } from './form.ts';
import type { Groups, Library, Slot, Slots } from './model.ts';
import { words } from './normalise.ts';
import { createPhrases, toSentence } from './phrases.ts';
import { createSigns } from './signs.ts';

/** Reads from a question what it tells about the situation. What it does not tell stays out. */
export type SlotReader = (text: string) => Slots;

/** From this age on, students decide for themselves (svok III.B.8, leyenburg ouders.2; de-langstraat 15b for WhatsApp). */
const DECIDES_FROM = 16;

/** Ages outside this are no student's: a group of 25, a game for 3 and up. */
const YOUNGEST = 4;
const OLDEST = 21;

/** The usual ages of a school year: only those wholly on one side of the border tell anything. */
const YEAR_AGES: Readonly<Record<string, readonly [number, number]>> = {
  '1': [11, 13],
  '2': [12, 14],
  '3': [13, 15],
  '4': [14, 17],
  '5': [16, 18],
  '6': [17, 19],
};

/** What the facts of a situation are read from: a part of the library. */
type SlotWords = Pick<Library, 'slots' | 'slotGroups' | 'consent'>;

/** Who agrees is read by words of its own: a sign like `goed vinden` may stand in any sentence, also in one that says no. */
export function createSlotReader({ slots, slotGroups, consent }: SlotWords): SlotReader {
  const all = [...slots.values()];
  const signs = createSignReader(all, 'signs');
  const hints = createSignReader(all, 'hints');
  const readConsent = createConsentReader(consent);
  const readPhrases = createPhraseReader(all, slotGroups);
  return (text) => {
    const tokens = words(text);
    const found: Slots = { ...hints(tokens), ...signs(tokens), form: readForm(text) };
    const age = found.age ?? readAge(text);
    return known({ ...found, ...readPhrases(text), ...readConsent(text, age === 'under-16'), age });
  };
}

/** The value of each slot that a phrase gives away. */
function createPhraseReader(slots: readonly Slot[], groups: Groups): (text: string) => Slots {
  const toPhrase = createPhrases(groups);
  const all = slots.flatMap(({ id, values }) =>
    values.flatMap((value) => value.says.map((text) => ({ id, value: value.id, isSaid: toPhrase(text) }))),
  );
  return (text) => {
    const sentences = sentencesOf(text).map(toSentence);
    const said = all.filter(({ isSaid }) => sentences.some(isSaid));
    return Object.fromEntries(said.map(({ id, value }) => [id, value]));
  };
}

const known = (facts: Readonly<Record<string, string | undefined>>): Slots =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])),
  );

/** For each slot the value with the longest sign in the text: `zonder toestemming` outdoes `toestemming`. */
function createSignReader(
  slots: readonly Slot[],
  kind: 'signs' | 'hints',
): (tokens: readonly string[]) => Slots {
  const meanings = slots.flatMap((slot) =>
    slot.values.flatMap((value) =>
      value[kind].map((sign) => ({ slot: slot.id, value: value.id, sign, length: sign.split(' ').length })),
    ),
  );
  const read = createSigns(Object.fromEntries(meanings.map(({ sign }, index) => [index, [sign]])));
  return (tokens) => {
    const seen = [...read(tokens)].map((index) => meanings[Number(index)]).filter((one) => one !== undefined);
    const found: Record<string, string> = {};
    for (const { slot } of seen) {
      const rivals = seen.filter((one) => one.slot === slot);
      const longest = Math.max(...rivals.map(({ length }) => length));
      const values = new Set(rivals.filter(({ length }) => length === longest).map(({ value }) => value));
      const [value] = values;
      if (value !== undefined && values.size === 1) found[slot] = value;
    }
    return found;
  };
}

/** An age or a school year that is told in figures: `15 jaar`, `12/13 jaar`, `aged 17`, `6 vwo`, `klas 2`. */
function readAge(text: string): string | undefined {
  const sides = new Set([...ages(text)].map((age) => (age < DECIDES_FROM ? 'under-16' : '16-plus')));
  return sides.size === 1 ? [...sides][0] : undefined;
}

const isAge = (age: number): boolean => age >= YOUNGEST && age <= OLDEST;

function* ages(text: string): Generator<number> {
  const told =
    /\b(\d{1,2})(?:\s*(?:\/|-|en|of|tot|to|and)\s*(\d{1,2}))?[\s-]*(?:jaar|jarige?n?|jr|years?|yrs?|yo)\b|\b(\d{1,2})\s+(?:is|zijn|ben|bent|was|worden)\b|\b(?:aged?|is|turned|wordt|word|ben|am|are|zijn)\s+(\d{1,2})(?=\s*(?:$|[.,;:!?)]|(?:en|of|and|or|nu|now|dus|so|die|who|mag|may|can|kan)\b))/giu;
  for (const [, ...numbers] of text.matchAll(told)) {
    yield* numbers.map(Number).filter(isAge);
  }
  const person =
    /\b(?:leerlinge?n?|jongens?|meisjes?|meid|kind|kinderen|students?|pupils?|child|boy|girl|zoon|dochter|son|daughter|vriendin|vriend|iemand|broer\p{L}*|zus\p{L}*)\s(?:van|of)\s(\d{1,2})\b(?!\s*(?:uur|euro|min|mei|juni|juli|leerlingen))/giu;
  for (const [, told] of text.matchAll(person)) yield* [Number(told)].filter(isAge);
  const year =
    /\b([1-6])e?\s?(?:havo|vwo|mavo|vmbo|gymnasium|gym|atheneum|tl|kader|basis|klas)\b|\b(?:klas|leerjaar|year)\s([1-6])\b/giu;
  for (const [, before, after] of text.matchAll(year)) yield* YEAR_AGES[before ?? after ?? ''] ?? [];
}
