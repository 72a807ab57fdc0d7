import { faker as french } from '@faker-js/faker/locale/fr';
import { faker as dutch } from '@faker-js/faker/locale/nl';
import { faker as belgian } from '@faker-js/faker/locale/nl_BE';
import { faker as polish } from '@faker-js/faker/locale/pl';
import { faker as turkish } from '@faker-js/faker/locale/tr';

/** Stands in a text for what was taken out. */
const GAP = '…';

/** What tells who somebody is or how to reach them, by its form. None of the patterns can look back over what it read. */
const FORMS: readonly RegExp[] = [
  /\S+@\S+/gu,
  /\b(?:https?:\/\/|www\.)\S+/giu,
  // a number to call, however it is spaced; years and marks are shorter
  /\+?\d(?:[\s().-]{0,3}\d){6,}/gu,
  /\b[1-9]\d{3}\s?[A-Z]{2}\b/gu,
  /\b\p{L}+(?:straat|laan|weg|plein|kade|gracht|singel|dijk|steeg|street|road|avenue)\s+\d+\s?\p{L}?\b/giu,
];

/** An account such as `sanne_2011`: letters with a low line, or with three or more figures. */
const ACCOUNT = /^(?=.*\p{L})(?:.*_.*|.*\d{3,}.*)$/u;

/** Names that are ordinary words in a question; written small they stay. */
const ORDINARY = new Set(
  'al bak ben bent best bos brand can de don fine gast guy hold job just kader klein kunt lang line lot maak mark may mine oke post reis said server summer till toon valid van will'.split(
    ' ',
  ),
);

/** First names that are given in the Netherlands, and surnames, in small letters. */
const NAMES: ReadonlySet<string> = new Set(
  [dutch, belgian, french, polish, turkish].flatMap(({ rawDefinitions: { person } }) =>
    [person?.first_name, person?.last_name].flatMap((list) =>
      Object.values(list ?? {})
        .flat()
        .flatMap((name) => (typeof name === 'string' ? name.toLowerCase().split(/[\s-]/u) : [])),
    ),
  ),
);

/**
 * Makes what takes names, telephone numbers, addresses and accounts out of words that the keeper of a school may read. It
 * takes out too much rather than too little: a name is a known name, or a capital within a sentence on a word that is no
 * word of a question.
 * @param knows whether a word is known from questions or names an app
 */
export function createRedactor(knows: (word: string) => boolean): (text: string) => string {
  return (text) => {
    const formed = FORMS.reduce((before, form) => before.replace(form, GAP), text);
    let isStart = true;
    return formed.replace(/\S+/gu, (token) => {
      const atStart = isStart;
      isStart = /[.!?:]$/u.test(token);
      return isAllowed(token, atStart) ? token : token.replace(/@?[\p{L}\p{N}_'’-]+/u, GAP);
    });
  };

  function isAllowed(token: string, atStart: boolean): boolean {
    const word = token.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(/['’]s$/u, '');
    const small = word.toLowerCase();
    if (token.startsWith('@') || ACCOUNT.test(word)) return false;
    const isCapital = /^\p{Lu}\p{Ll}/u.test(word);
    if (NAMES.has(small)) return ORDINARY.has(small) && (!isCapital || atStart);
    return !isCapital || atStart || knows(small);
  }
}
