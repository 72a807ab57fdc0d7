import type { Encoder } from './encoder/encoder.ts';
import type { Scored, Scores } from './encoder/heads.ts';
import type { Audience } from './model.ts';

/**
 * What somebody does by writing: asks about a rule, tells of trouble of their own, reports trouble of somebody else, wants
 * something done, talks to the bot, or speaks of another subject.
 */
export type Act = 'ask' | 'tell' | 'report' | 'want' | 'bot' | 'other';

/**
 * How a question stands to the rules on its topic: they answer it (`hit`), they rule on the act but do not tell what is asked
 * about it (`aspect`), or it shares their words and is about something else (`other`).
 */
export type Fit = 'hit' | 'aspect' | 'other';

/** What kind of answer a question wants. */
export type AskedForm = 'may' | 'must' | 'who' | 'what' | 'when' | 'how' | 'why' | 'what-if' | 'none';

/** What the model reads in a text, before any policy is looked at. All are probabilities, likeliest first. */
export interface Understood {
  /** Topics that the library knows; what fits none is `unlike`. */
  readonly topics: readonly Scored[];
  /** How likely the text is about no topic although it shares words with one, 0 to 1. */
  readonly unlike: number;
  readonly acts: readonly Scored[];
  readonly fits: readonly Scored[];
  readonly forms: readonly Scored[];
  readonly moments: readonly Scored[];
  readonly languages: readonly Scored[];
  /** How likely it says `not`, and how likely it takes for granted what need not be so, 0 to 1. */
  readonly negated: number;
  readonly presumes: number;
  /** By fact: its values, `untold` among them. */
  readonly facts: ReadonlyMap<string, readonly Scored[]>;
  /** The meaning of the text, to compare with that of others. */
  readonly vector: Float32Array;
}

/** The label of a question that borrows the words of a topic and is about something else. */
const NO_TOPIC = 'none';
const FACT = 'fact:';

/** So many words are read whole; of more the start and the end. Range 30 to 60: the model reads 94 pieces, of which a word has one or two. */
const WORDS = 56;

/** Makes the reader of what a cleaned text says. */
export function createUnderstanding(encoder: Encoder, isTopic: (id: string) => boolean) {
  return async (text: string, audience: Audience): Promise<Understood> => {
    const { heads, vector } = await encoder.read(ends(text), audience);
    const all = headOf(heads, 'topic');
    return {
      topics: all.filter(({ label }) => isTopic(label)),
      unlike: scoreOf(all, NO_TOPIC),
      acts: headOf(heads, 'act'),
      fits: headOf(heads, 'fit'),
      forms: headOf(heads, 'form'),
      moments: headOf(heads, 'moment'),
      languages: headOf(heads, 'language'),
      negated: scoreOf(headOf(heads, 'flag:negated'), 'negated'),
      presumes: scoreOf(headOf(heads, 'flag:presumes'), 'presumes'),
      facts: factsIn(heads),
      vector,
    };
  };
}

/** The probability of a label; 0 where the head does not have it. */
export const scoreOf = (scored: readonly Scored[], label: string): number =>
  scored.find((one) => one.label === label)?.score ?? 0;

/** How likely somebody tells of trouble, their own or of somebody else, by what they do. */
export const troubleOf = ({ acts }: Pick<Understood, 'acts'>): number =>
  scoreOf(acts, 'tell') + scoreOf(acts, 'report');

const headOf = (heads: Scores, name: string): readonly Scored[] => heads.get(name) ?? [];

const factsIn = (heads: Scores): Understood['facts'] =>
  new Map(
    [...heads].flatMap(([name, scored]) =>
      name.startsWith(FACT) ? [[name.slice(FACT.length), scored] as const] : [],
    ),
  );

/** People put the question last or first. */
function ends(text: string): string {
  const all = text.split(' ');
  return all.length <= WORDS ? text : [...all.slice(0, WORDS / 2), '…', ...all.slice(-WORDS / 2)].join(' ');
}
