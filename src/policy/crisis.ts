import { distance } from 'fastest-levenshtein';
import type { HelpKind, Level, Slip, Trouble, TroubleSignal } from './model.ts';
import { squeeze, tidy, words } from './normalise.ts';
import { createPhrases, type Phrase, type Sentence, toSentence } from './phrases.ts';

/** Something in a text that tells of trouble. */
export interface Signal {
  readonly id: string;
  readonly level: Level;
  readonly help: HelpKind;
  /** The phrase that was said, as it stands in `trouble.yaml`. */
  readonly phrase: string;
}

/** Finds what weighs most of all that a text says. `quoted`: the text is a message that somebody wants to know about. */
export type Screen = (text: string, quoted?: boolean) => Signal | undefined;

/** Of several signals the one that stands first here counts. */
const WEIGHT: readonly Level[] = ['crisis', 'alarm', 'trouble', 'abuse'];

interface Pattern extends Pick<TroubleSignal, 'id' | 'level' | 'help' | 'by'> {
  readonly says: readonly { readonly text: string; readonly isSaid: Phrase }[];
  readonly unless: readonly Phrase[];
}

/** Makes the screen that stands above whatever was learnt: data in `trouble.yaml`, each signal with its reason. */
export function createScreen({ groups, signals, slips }: Trouble): Screen {
  const toPhrase = createPhrases(groups);
  const patterns = signals.map(
    ({ says, unless, ...signal }): Pattern => ({
      ...signal,
      says: says.map((text) => ({ text, isSaid: toPhrase(text) })),
      unless: unless.map(toPhrase),
    }),
  );
  const atHome = toPhrase('@home');
  const ofSchool = toPhrase('@staff');

  return (text, quoted = false) => {
    const found = sentencesOf(text)
      .map((tokens) => toSentence(withoutSlips(tokens, slips)))
      .flatMap((sentence) => patterns.flatMap((pattern) => read(pattern, sentence) ?? []))
      .filter(({ level }) => quoted || level !== 'abuse');
    return WEIGHT.map((level) => found.find((one) => one.level === level)).find((one) => one !== undefined);
  };

  function read({ id, level, help, by, says, unless }: Pattern, sentence: Sentence): Signal | undefined {
    const said = says.find(({ isSaid }) => isSaid(sentence));
    if (!said || unless.some((isSaid) => isSaid(sentence))) return undefined;
    return { id, level, help: by ? helpBy(sentence, help) : help, phrase: said.text };
  }

  /** What is done at home or by somebody of school needs the first aid for that. */
  function helpBy(sentence: Sentence, help: HelpKind): HelpKind {
    if (atHome(sentence)) return 'abuse-at-home';
    return ofSchool(sentence) ? 'approach-by-staff' : help;
  }
}

/** Makes the reader of what only sounds like trouble: a dead pet, a drill, an idiom. */
export function createLookAlikes({ groups, alike }: Trouble): (text: string) => boolean {
  const all = alike.map(createPhrases(groups));
  return (text) =>
    sentencesOf(text)
      .map(toSentence)
      .some((sentence) => all.some((isSaid) => isSaid(sentence)));
}

/** A longer sentence is read in stretches that overlap, in words: so the time for a text grows with its length and no more. */
const STRETCH = 60;
const OVERLAP = 20;

/** The sentences of a text as words; somebody who writes no full stops wrote one. */
export const sentencesOf = (text: string): string[][] =>
  tidy(text)
    .split(/[.?!;]+(?=\s|$)|\n+/u)
    .map((sentence) => words(sentence).map(squeeze))
    .flatMap(toStretches)
    .filter((tokens) => tokens.length > 0);

function toStretches(tokens: string[]): string[][] {
  const step = STRETCH - OVERLAP;
  const count = Math.max(1, Math.ceil((tokens.length - OVERLAP) / step));
  return Array.from({ length: count }, (_, at) => tokens.slice(at * step, at * step + STRETCH));
}

/** Spells words of a crisis as they should be, where the writer slipped. */
const withoutSlips = (tokens: readonly string[], slips: readonly Slip[]): string[] =>
  tokens.map((token) => slips.find((slip) => isSlipOf(token, slip))?.word ?? token);

/** A word must be this long to be a slip, in letters: `suicde` yes, `zelf` no. */
const LONG = 6;

function isSlipOf(token: string, { word, slips, near }: Slip): boolean {
  if (token.length < LONG || token[0] !== word[0] || token === word) return false;
  const away = distance(word, token);
  return away <= slips && !near.some((ordinary) => distance(ordinary, token) <= away);
}
