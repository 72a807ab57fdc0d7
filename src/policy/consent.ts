import { sentencesOf } from './crisis.ts';
import type { Groups } from './model.ts';
import { createPhrases, type Phrase, toSentence } from './phrases.ts';

/**
 * Who agrees: `all` whom it concerns, `some` of them, `none`, or only `other-people`. A pupil's yes is no parent's, so of
 * somebody under 16 it is `some`. Nothing where it is not told or in doubt.
 */
export type Consent = 'all' | 'some' | 'none' | 'other-people';
/** Whether a teacher or the school leadership permits it. Somebody else's yes is none. */
export type Permission = 'given' | 'refused';

export interface Told {
  readonly consent?: Consent | undefined;
  readonly permission?: Permission | undefined;
}

/** A yes is often told in half a sentence; what stands near it tells whose it is. */
const SAID = {
  agreed: '@agree',
  refused: '@refuse',
  negated: '@not .. @agree',
  negatedFar: '@far ... @agree',
  negatedAfter: '@agree .. @not',
  doubted: '@doubt',
  asked: '@whether',
  partly: '@part',
  byParents: '@parents',
  withAndWithout: 'met .. zonder toestemming',
  withOrWithout: 'met toestemming of zonder',
  withoutOrWith: 'without or with',
} as const;

type Facts = Readonly<Record<keyof typeof SAID, boolean>> & {
  /** Somebody of school says yes. */
  readonly bySchool: boolean;
  /** Somebody says yes whom it does not concern. */
  readonly byOthers: boolean;
};

/** Makes the reader of who agrees: `consent.yaml`. `isYoung`: those whom it concerns are under 16. */
export function createConsentReader(groups: Groups): (text: string, isYoung: boolean) => Told {
  const toPhrase = createPhrases(groups);
  const phrases = Object.entries(SAID).map(([fact, text]): [string, Phrase] => [fact, toPhrase(text)]);
  const toPeople = (names: readonly string[] = []) => names.map((name) => createPerson(name, toPhrase));
  const school = toPeople(groups.school);
  const others = [...school, ...toPeople(groups.aside)];
  return (text, isYoung) => {
    const sentences = sentencesOf(text).map(toSentence);
    const isShown = ({ isShown: shows }: Person) => sentences.some(shows);
    const all = sentences.map((sentence) => {
      const said = phrases.map(([fact, isSaid]) => [fact, isSaid(sentence)]);
      const bySchool = school.some(({ saysYes }) => saysYes(sentence));
      const byOthers = others.some((person) => person.saysYes(sentence) && !isShown(person));
      return { ...Object.fromEntries(said), bySchool, byOthers } as Facts;
    });
    const told = all.filter(({ agreed, refused }) => agreed || refused);
    const consent = worst(told.map(consentIn));
    const isChilds = consent === 'all' && isYoung && !all.some(({ byParents }) => byParents);
    return { consent: isChilds ? 'some' : consent, permission: permissionIn(told) };
  };
}

/** Somebody who can say yes, and can be in the picture: then their yes is of whom it concerns. */
interface Person {
  readonly saysYes: Phrase;
  readonly isShown: Phrase;
}

function createPerson(name: string, toPhrase: (text: string) => Phrase): Person {
  const yes = [
    'N @agree',
    'N @have @agree',
    '@agree van .. N',
    '@agree from .. N',
    '@agree N',
    '@agree @det N',
  ];
  const shown = ['van N', 'van @det N', 'of N', 'of @det N'];
  const anyOf = (texts: readonly string[]): Phrase => {
    const all = texts.map((text) => toPhrase(text.replace('N', name)));
    return (sentence) => all.some((isSaid) => isSaid(sentence));
  };
  const isShown = anyOf(shown);
  return {
    saysYes: anyOf(yes),
    isShown: (sentence) => isShown(sentence) && !sentence.words.has('toestemming'),
  };
}

const isNegated = ({ refused, negated, negatedFar, negatedAfter }: Facts): boolean =>
  refused || negated || negatedFar || negatedAfter;
const isOpen = ({ doubted, asked, withAndWithout, withOrWithout, withoutOrWith }: Facts): boolean =>
  doubted || asked || withAndWithout || withOrWithout || withoutOrWith;

function consentIn(facts: Facts): Consent | 'open' {
  if (facts.partly) return 'some';
  if (isOpen(facts)) return 'open';
  if (isNegated(facts)) return 'none';
  return facts.byOthers ? 'other-people' : 'all';
}

/** Of several sentences the one that is furthest from a yes holds. */
const ORDER = ['none', 'some', 'open', 'other-people', 'all'] as const;

function worst(told: readonly (Consent | 'open')[]): Consent | undefined {
  const found = ORDER.find((value) => told.includes(value));
  return found === 'open' ? undefined : found;
}

function permissionIn(told: readonly Facts[]): Permission | undefined {
  if (told.some(isOpen)) return undefined;
  if (told.some(isNegated)) return 'refused';
  return told.some(({ bySchool }) => bySchool) ? 'given' : undefined;
}
