/** What a text asks for: whether something may, whether a condition must be met, or who, what, when, how. `other` where it does not show. */
export type Form = 'may' | 'must' | 'open' | 'other';

const OPEN =
  '(?:wat|wie|waar\\p{L}*|waarom|hoe|hoeveel|hoelang|wanneer|welke?|what|who|whom|where|why|how|when|which)';
/** Small words that may stand before a question word: `en voor wie geldt dat`, `via welke wegen`. */
const LEAD =
  '(?:en|maar|of|dus|dan|and|but|so|voor|aan|bij|met|op|in|tot|vanaf|sinds|van|naar|over|via|door|onder|for|to|with|by|from|since|until|through)';
const MAY = '(?:mag|mogen|kan|kun|kunnen|may|can|could)';
const MUST = '(?:moet|moeten|hoef|hoeven|ben ik verplicht|must|should|do i (?:have|need) to|need i)';
const OTHER =
  '(?:is|zijn|ben|heb|hebben|heeft|geldt|valt|telt|krijg|gaat|worden|wordt|do|does|did|are|am|have|has|will|would)';
const VERB = `(?:${MAY}|${MUST}|${OTHER}|doe|doen|vraag|gebeurt|blijft|blijven|vertel|zeg|bel|meld|ga|nu|now|happens|stays|tell|ask)`;

const start = (...kinds: string[]) =>
  new RegExp(`^(?:${LEAD}\\s+){0,2}(?:${kinds.join('|')})(?!\\p{L})`, 'iu');

const OPEN_START = start(OPEN);
const MUST_START = start(MUST);
/** `Must I accept it?` asks about the act; only with these words `must` asks for a condition. */
const ASKING =
  /toestemming|goedvind|goedkeuring|akkoord|vragen|gevraagd|weten|meld|zeggen|regelen|overleg|consent|permission|\bask|\btell|know|agree|approv|inform/iu;
const FORMS: readonly (readonly [RegExp, Form])[] = [
  [start(MAY), 'may'],
  [start(OTHER), 'other'],
];
/**
 * Inside a sentence a question word also joins clauses (`de app waar ze in zitten`): there a verb must follow it, with at
 * most a word between: `hoe lang blijft`, `welke app mag`.
 */
const OPEN_CLAUSE = start(`${OPEN}\\s+(?:\\p{L}+\\s+)?${VERB}`);

/** The form that the model read; a `must` that asks for no condition asks about the act. */
export function toForm(asked: string | undefined, text: string): Form {
  if (asked === undefined || asked === 'none') return 'other';
  if (asked === 'must') return ASKING.test(text) ? 'must' : 'other';
  return asked === 'may' ? 'may' : 'open';
}

/** The form of a cleaned text; the last part that shows one decides, since people put the question last. */
export function readForm(text: string): Form {
  let form: Form = 'other';
  for (const sentence of text.split(/[.?!\n]+/u)) {
    sentence.split(/[,;:]+/u).forEach((part, index) => {
      form = formOf(part.trim(), index === 0 ? OPEN_START : OPEN_CLAUSE) ?? form;
    });
  }
  return form;
}

function formOf(clause: string, open: RegExp): Form | undefined {
  if (open.test(clause)) return 'open';
  if (MUST_START.test(clause)) return ASKING.test(clause) ? 'must' : 'other';
  return FORMS.find(([pattern]) => pattern.test(clause))?.[1];
}
