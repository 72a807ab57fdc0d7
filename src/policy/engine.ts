import { type Brain, TROUBLE } from './brain.ts';
import { createCoverage, createExplainer, createRanker, type Scored } from './classifier.ts';
import { createLookAlikes, createScreen, type Signal } from './crisis.ts';
import { decide, type Outcome } from './decide.ts';
import { topicFeatures } from './features.ts';
import { type FollowUp, leanOn, type Previous, readFollowUp } from './follow-up.ts';
import { createLanguageDetector } from './language.ts';
import type { Lexicon } from './lexicon.ts';
import { THRESHOLDS } from './limits.ts';
import type { Audience, HelpKind, Language, Library, Policy, Request, Slots } from './model.ts';
import { clean, excerpt, tidy, words } from './normalise.ts';
import { chooseRequest, createRequestReader } from './requests.ts';
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
  /** The text is a message, of somebody else or a draft, that the asker wants to know about. */
  readonly quoted?: boolean | undefined;
}

/** What the engine made of a question. */
export interface Answer {
  readonly language: Language;
  /** All topics, likeliest first. */
  readonly topics: readonly Scored[];
  readonly slots: Slots;
  /** What the screen read: trouble that is never a mere question. */
  readonly signal: Signal | undefined;
  /** How likely the text tells of trouble, whichever, 0 to 1. */
  readonly told: number;
  /** The share of the words that the engine knows, 0 to 1. */
  readonly coverage: number;
  /** Set when the question leans on the previous answer. */
  readonly followUp: FollowUp | undefined;
  readonly outcome: Outcome;
}

/** What must be told at once, before anything else, needs no waiting; everything that rests on the model does. */
export interface Engine {
  /** Answers a question. Pure: the same question gets the same answer, and nothing leaves the process. */
  answer(question: Question): Promise<Answer>;
  /** The language of a text; Dutch where it does not show. */
  languageOf(text: string): Promise<Language>;
  /** True when a text, however long, has words that must never get a mere answer. */
  isCrisis(text: string): boolean;
  /** Which first aid words ask for when somebody may be in danger; nothing when nobody seems to be. */
  crisisHelp(text: string): HelpKind | undefined;
  /** Whether a word is one that people used when they asked, or that names an app or a thing. */
  knows(word: string): boolean;
  /** What is asked of the bot itself; nothing where the text tells of trouble, for that comes first. */
  requestOf(text: string): Promise<Request | undefined>;
  /** The features that carried a topic for a question, most telling first; for the keeper of a policy. */
  explain(question: Question, topic: string): Promise<Scored[]>;
}

/** Dutch first: it is the language of the rules. */
const DEFAULT_LANGUAGE: Language = 'nl';

/** From this on a request tells of trouble, 0 to 1. Range 0.3 to 0.8. */
const TOLD = 0.5;
/** So few words tell no story, and `waar meld ik pesten` is a request. Range 5 to 9. */
const FEW = 7;

export function createEngine(library: Library, lexicon: Lexicon, brain: Brain): Engine {
  const rank = createRanker(brain.topics);
  const explain = createExplainer(brain.topics);
  const cover = createCoverage(brain.topics);
  const detect = createLanguageDetector(brain.language);
  const languageOf = (cleaned: string) => detect(cleaned, DEFAULT_LANGUAGE);
  const readSlots = createSlotReader(library);
  const screen = createScreen(library.trouble);
  const isAlike = createLookAlikes(library.trouble);
  const readRequest = createRequestReader(library.requests);
  const distress = createRanker(brain.distress);

  const featuresOf = ({ text, audience }: Question) => {
    const cleaned = clean(text);
    return topicFeatures(cleaned, languageOf(cleaned), audience, lexicon);
  };

  /** Trouble comes before what is asked of the bot; a request itself sounds a little like it. */
  const requestOf = async (text: string): Promise<Request | undefined> => {
    const cleaned = excerpt(tidy(text));
    if (screen(cleaned)) return undefined;
    const features = topicFeatures(cleaned, languageOf(cleaned), 'student', lexicon);
    const isTold = words(cleaned).length > FEW && scoreOf(distress(features), TROUBLE) >= TOLD;
    return chooseRequest(library.topics, { said: readRequest(text), ranked: rank(features), isTold });
  };

  const crisisHelp = (text: string): HelpKind | undefined => {
    const signal = screen(tidy(text));
    return signal?.level === 'crisis' ? signal.help : undefined;
  };

  return {
    async answer(question) {
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
      const signal = screen(whole, question.quoted);
      const isKnown = !followUp && coverage >= THRESHOLDS.coverage;
      const told = isKnown ? scoreOf(distress(features), TROUBLE) : 0;
      const alike = isAlike(cleaned);
      const outcome = decide(library, { ...question, topics, slots, signal, told, alike, coverage });
      return {
        language: question.language ?? spoken,
        topics,
        slots,
        signal,
        told,
        coverage,
        followUp,
        outcome,
      };
    },
    languageOf: async (text) => languageOf(clean(text)),
    knows: (word) => cover(topicFeatures(word, DEFAULT_LANGUAGE, 'staff', lexicon)) === 1,
    isCrisis: (text) => crisisHelp(text) !== undefined,
    crisisHelp,
    requestOf,
    explain: async (question, topic) => explain(featuresOf(question), topic),
  };
}

const scoreOf = (ranked: readonly Scored[], label: string): number =>
  ranked.find((one) => one.label === label)?.score ?? 0;
