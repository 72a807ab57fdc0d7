import { createCorrector } from './corrections.ts';
import { createLookAlikes, createScreen, type Signal } from './crisis.ts';
import { decide, type Evidence, type Outcome } from './decide.ts';
import type { Encoder } from './encoder/encoder.ts';
import type { Scored } from './encoder/heads.ts';
import type { Neighbour } from './encoder/neighbours.ts';
import { toForm } from './form.ts';
import { type FollowUp, leanOn, type Previous, readFollowUp } from './follow-up.ts';
import type { Audience, HelpKind, Language, Library, Policy, Request, Slots } from './model.ts';
import { clean, excerpt, tidy, words } from './normalise.ts';
import { createRepair } from './repair.ts';
import { chooseRequest, createRequestReader } from './requests.ts';
import { createSlotReader } from './slots.ts';
import { mergeFacts } from './told.ts';
import { createUnderstanding, scoreOf, troubleOf, type Understood } from './understanding.ts';

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
  /** All topics, likeliest first; of a follow-up with what it leans on first. */
  readonly topics: readonly Scored[];
  /** The facts that the text, a button or the answer before tells. */
  readonly slots: Slots;
  /** What the screen read: trouble that is never a mere question. */
  readonly signal: Signal | undefined;
  /** What the model read in the text. */
  readonly understood: Understood;
  /** Set when the question leans on the previous answer. */
  readonly followUp: FollowUp | undefined;
  /** What the decision was made on. */
  readonly evidence: Evidence;
  readonly outcome: Outcome;
}

export interface Engine {
  /** Answers a question. The same question gets the same answer, and nothing leaves the process. */
  answer(question: Question): Promise<Answer>;
  /** The language of a text; Dutch where it does not show. */
  languageOf(text: string): Promise<Language>;
  /** True when a text, however long, has words that must never get a mere answer. */
  isCrisis(text: string): boolean;
  /** Which first aid words ask for when somebody may be in danger; nothing when nobody seems to be. */
  crisisHelp(text: string): HelpKind | undefined;
  /** Whether a word is one that people used when they asked, or that names an app or a thing. */
  knows(word: string): boolean;
  /** What each word adds to the likelihood of a topic: how much is lost without it. For the owner of a policy. */
  explain(question: Question, topic: string): Promise<Scored[]>;
  /** The lines that the model learnt from and that lie nearest to a question, nearest first. For the owner of a policy. */
  nearest(question: Question, most: number): Promise<readonly Neighbour[]>;
  /** What is asked of the bot itself; nothing where the text tells of trouble, for that comes first. */
  requestOf(text: string): Promise<Request | undefined>;
}

/** Dutch first: it is the language of the rules. */
const DEFAULT_LANGUAGE: Language = 'nl';
/** Below this the text shows no language (`help`, a name of an app, emoji). Range 0.5 to 0.97: higher falls back more often. */
const SURE = 0.93;

/** From this on a request tells of trouble, 0 to 1. Range 0.3 to 0.8. */
const TOLD = 0.5;
/** So few words tell no story, and `waar meld ik pesten` is a request. Range 5 to 9. */
const FEW = 7;
/** Whoever asks for a person or to report is read as a student: what they want does not depend on who they are. */
const ANYBODY: Audience = 'student';

export function createEngine(library: Library, encoder: Encoder): Engine {
  const understand = createUnderstanding(encoder, (id) => library.topics.has(id));
  const correct = createCorrector(encoder, (id) => library.topics.get(id)?.intent === 'escalation');
  const repair = createRepair(encoder.words);
  const readSlots = createSlotReader(library);
  const screen = createScreen(library.trouble);
  const isAlike = createLookAlikes(library.trouble);
  const readRequest = createRequestReader(library.requests);

  return { answer, languageOf, knows: encoder.knows, isCrisis, crisisHelp, requestOf, explain, nearest };

  async function answer(question: Question): Promise<Answer> {
    const whole = tidy(question.text);
    const cleaned = excerpt(whole);
    const read = await understandMended(cleaned, question.audience);
    const understood = await correct(read, question.audience, question.policy.corrections);
    const { previous } = question;
    const followUp = previous && readFollowUp(cleaned);
    const topics = followUp
      ? leanOn(previous, understood.topics, library.topics, { kind: followUp, text: cleaned })
      : understood.topics;
    const told = followUp === 'why' ? {} : onlySlots(factsOf(understood, cleaned, followUp !== undefined));
    const slots = { ...(followUp && previous.slots), ...told, ...question.known };
    const signal = screen(whole, question.quoted);
    const heard = followUp ? { ...understood, ...LEANING } : understood;
    const evidence = { ...question, ...heard, topics, slots, signal, alike: isAlike(cleaned) };
    const outcome = decide(library, evidence);
    const language = question.language ?? spokenIn(understood);
    return { language, topics, slots, signal, understood, followUp, evidence, outcome };
  }

  /** A text with slips of the pen is read as it should have been spelt, where the model is surer of that. */
  async function understandMended(text: string, audience: Audience): Promise<Understood> {
    const typed = await understand(text, audience);
    const mended = repair(text);
    const read = mended === undefined ? typed : await understand(mended, audience);
    const acts = troubleOf(read) > troubleOf(typed) ? read.acts : typed.acts;
    return { ...(clearness(read) > clearness(typed) ? read : typed), acts };
  }

  /** A follow-up is half a question, of which signs tell more than a model of whole ones. */
  function factsOf(understood: Understood, text: string, isHalf: boolean): Slots {
    const rules = readSlots(text);
    if (isHalf) return { ...mergeFacts(understood, {}), ...rules };
    return { ...mergeFacts(understood, rules), form: toForm(understood.forms[0]?.label, text) };
  }

  /** Facts that no ruling can use yet are read and shown, and go no further. */
  function onlySlots(facts: Slots): Slots {
    return Object.fromEntries(Object.entries(facts).filter(([id]) => library.slots.has(id)));
  }

  async function languageOf(text: string): Promise<Language> {
    return spokenIn(await understand(clean(text), ANYBODY));
  }

  function isCrisis(text: string): boolean {
    return crisisHelp(text) !== undefined;
  }

  function crisisHelp(text: string): HelpKind | undefined {
    const signal = screen(tidy(text));
    return signal?.level === 'crisis' ? signal.help : undefined;
  }

  async function explain({ text, audience }: Question, topic: string): Promise<Scored[]> {
    const all = clean(text).split(' ');
    const likely = async (some: readonly string[]) =>
      scoreOf((await understand(some.join(' '), audience)).topics, topic);
    const whole = await likely(all);
    const words = all.map(async (label, at) => ({
      label,
      score: whole - (await likely(all.toSpliced(at, 1))),
    }));
    return (await Promise.all(words)).sort((one, other) => Math.abs(other.score) - Math.abs(one.score));
  }

  async function nearest({ text, audience }: Question, most: number): Promise<readonly Neighbour[]> {
    const { vector } = await understand(excerpt(tidy(text)), audience);
    return encoder.nearest(vector, most);
  }

  /** Trouble comes before what is asked of the bot; a request itself sounds a little like it. */
  async function requestOf(text: string): Promise<Request | undefined> {
    const cleaned = excerpt(tidy(text));
    if (screen(cleaned)) return undefined;
    const understood = await understand(cleaned, ANYBODY);
    const { topics } = understood;
    const isTold = words(cleaned).length > FEW && troubleOf(understood) >= TOLD;
    return chooseRequest(library.topics, { said: readRequest(text), ranked: topics, isTold });
  }
}

/** How clearly a text is about one topic, 0 to 1. */
const clearness = ({ topics: [best] }: Understood): number => best?.score ?? 0;

/** A follow-up is half a sentence: on its own it asks nothing and fits nothing. */
const LEANING = { acts: [], fits: [], unlike: 0 } as const;

function spokenIn({ languages: [best] }: Understood): Language {
  return best && best.score >= SURE ? (best.label as Language) : DEFAULT_LANGUAGE;
}
