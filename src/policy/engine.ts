import type { Brain } from './brain.ts';
import { createCoverage, createExplainer, createRanker, type Scored } from './classifier.ts';
import { createScreen } from './crisis.ts';
import { decide, type Outcome } from './decide.ts';
import { topicFeatures } from './features.ts';
import { type FollowUp, leanOn, type Previous, readFollowUp } from './follow-up.ts';
import { createLanguageDetector } from './language.ts';
import type { Lexicon } from './lexicon.ts';
import type { Audience, Language, Library, Policy, Slots } from './model.ts';
import { clean, excerpt, tidy } from './normalise.ts';
import { createSlotReader } from './slots.ts';

/** A question as it was asked: what was typed, by whom, under which policy. */
export interface Question {
  readonly text: string;
  readonly audience: Audience;
  readonly policy: Policy;
  /** The language to answer in; detected when absent. */
  readonly language?: Language | undefined;
  /** What is already known about the situation, for example from a button; it outranks what the text says. */
  readonly known?: Slots | undefined;
  /** What was answered before in this conversation; a follow-up leans on it. */
  readonly previous?: Previous | undefined;
  /** The asker said that this is no report of something that goes wrong now. */
  readonly ordinary?: boolean | undefined;
  /** The asker saw the first aid for a crisis and said that it was misread. */
  readonly misread?: boolean | undefined;
}

/** What the engine made of a question. */
export interface Answer {
  readonly language: Language;
  /** All topics, likeliest first. */
  readonly topics: readonly Scored[];
  readonly slots: Slots;
  readonly crisis: boolean;
  /** The share of the words that the engine knows, 0 to 1. */
  readonly coverage: number;
  /** Set when the question leans on the previous answer. */
  readonly followUp: FollowUp | undefined;
  readonly outcome: Outcome;
}

export interface Engine {
  /** Answers a question. Pure: the same question gets the same answer, and nothing leaves the process. */
  answer(question: Question): Answer;
  /** The language of a text; Dutch where it does not show. */
  languageOf(text: string): Language;
  /** True when a text, however long, has words that must never get a mere answer. */
  isCrisis(text: string): boolean;
  /** Whether a word is one that people used when they asked, or that names an app or a thing. */
  knows(word: string): boolean;
  /** The features that carried a topic for a question, most telling first; for the keeper of a policy. */
  explain(question: Question, topic: string): Scored[];
}

/** Dutch first: it is the language of the rules. */
const DEFAULT_LANGUAGE: Language = 'nl';

export function createEngine(library: Library, lexicon: Lexicon, brain: Brain): Engine {
  const rank = createRanker(brain.topics);
  const explain = createExplainer(brain.topics);
  const cover = createCoverage(brain.topics);
  const detect = createLanguageDetector(brain.language);
  const languageOf = (cleaned: string) => detect(cleaned, DEFAULT_LANGUAGE);
  const readSlots = createSlotReader(library.slots.values());
  const screen = createScreen(lexicon);

  const featuresOf = ({ text, audience }: Question) => {
    const cleaned = clean(text);
    return topicFeatures(cleaned, languageOf(cleaned), audience, lexicon);
  };

  return {
    answer(question) {
      const whole = tidy(question.text);
      const cleaned = excerpt(whole);
      const spoken = languageOf(cleaned);
      const { previous } = question;
      const followUp = previous && readFollowUp(cleaned);
      const features = topicFeatures(cleaned, spoken, question.audience, lexicon);
      const ranked = rank(features);
      const coverage = followUp ? 1 : cover(features);
      const topics = followUp
        ? leanOn(previous, ranked, library.topics, { kind: followUp, text: cleaned })
        : ranked;
      const read = followUp === 'why' ? {} : readSlots(cleaned);
      const slots = { ...(followUp && previous.slots), ...read, ...question.known };
      const alarm = screen(whole);
      const crisis = alarm === 'crisis';
      const outcome = decide(library, {
        ...question,
        topics,
        slots,
        crisis,
        alarm: alarm !== undefined,
        coverage,
      });
      return { language: question.language ?? spoken, topics, slots, crisis, coverage, followUp, outcome };
    },
    languageOf: (text) => languageOf(clean(text)),
    isCrisis: (text) => screen(tidy(text)) === 'crisis',
    knows: (word) => cover(topicFeatures(word, DEFAULT_LANGUAGE, 'staff', lexicon)) === 1,
    explain: (question, topic) => explain(featuresOf(question), topic),
  };
}
