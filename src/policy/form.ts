/** Whether a text asks for a yes or no, or for something else (who, what, when, how). */
export type Form = 'yes-no' | 'open';

const OPEN =
  '(?:wat|wie|waar\\p{L}*|waarom|hoe|hoeveel|hoelang|wanneer|welke?|what|who|whom|where|why|how|when|which)';
const LEAD =
  '(?:en|maar|of|dus|dan|and|but|so|voor|aan|bij|met|op|in|tot|vanaf|sinds|van|naar|over|for|to|with|by|from|since|until)';
const YES_NO =
  '(?:mag|mogen|kan|kun|kunnen|moet|moeten|hoef|hoeven|is|zijn|ben|heb|hebben|heeft|geldt|valt|telt|krijg|gaat|worden|wordt|may|can|could|must|should|do|does|did|are|am|have|has|will|would|need)';

/** The start of a sentence, after up to two small words: `en voor wie geldt dat`. */
const OPEN_START = new RegExp(`^(?:${LEAD}\\s+){0,2}${OPEN}(?!\\p{L})`, 'iu');
const YES_NO_START = new RegExp(`^(?:${LEAD}\\s+){0,2}${YES_NO}(?!\\p{L})`, 'iu');
/** What may stand between a question word and its verb: `hoe lang`, `welke app`. */
const WORD = '(?:\\p{L}+\\s+)?';
/** Verbs that often follow a question word beside those of a yes-or-no question. */
const VERB = `(?:${YES_NO}|doe|doen|vraag|gebeurt|blijft|blijven|vertel|zeg|bel|meld|ga|nu|now|happens|stays|tell|ask)`;
/** Inside a sentence a question word also joins clauses (`de app waar ze in zitten`): there a verb must follow it. */
const OPEN_CLAUSE = new RegExp(`^(?:${LEAD}\\s+){0,2}${OPEN}\\s+${WORD}${VERB}(?!\\p{L})`, 'iu');

/** The form of a cleaned text; the last part that shows one decides, since people put the question last. */
export function readForm(text: string): Form {
  let form: Form = 'yes-no';
  for (const sentence of text.split(/[.?!\n]+/u)) {
    sentence.split(/[,;:]+/u).forEach((part, index) => {
      const clause = part.trim();
      if ((index === 0 ? OPEN_START : OPEN_CLAUSE).test(clause)) form = 'open';
      else if (YES_NO_START.test(clause)) form = 'yes-no';
    });
  }
  return form;
}
