import type { Scored } from './encoder/heads.ts';
import { sumOfTrouble } from './distress.ts';
import type { Topic } from './model.ts';
import { troubleOf } from './understanding.ts';

/** What was heard in a text. */
export interface Heard {
  readonly topics: readonly Scored[];
  /** What somebody does by writing. */
  readonly acts: readonly Scored[];
  /** Something in the text only sounds like trouble. */
  readonly alike?: boolean | undefined;
  /** The asker said that this is no report of something that goes wrong now. */
  readonly ordinary?: boolean | undefined;
  /** The text is a message that the asker wants to know about: what it tells need not happen to them. */
  readonly quoted?: boolean | undefined;
}

/**
 * Where the engine stops being sure. All are probabilities; `docs/engine.md` shows the curves that they were read from, on
 * writers that the model never learnt from (`npm run bench:thresholds`).
 * - `trouble`: how likely somebody tells of trouble, or the topics of it together. Low on purpose: a report that is missed is
 *   worse than a question that gets first aid.
 * - `doubted`: the same for a message of somebody else, or beside what only sounds alike: most of it tells of nothing.
 * - `uneasy`: from here on what sounds like trouble gets no verdict.
 * - `smalltalk`, `group-chat`: below it a text is a question, however friendly.
 * - `subject`: how likely a silent topic must be to say that the rules are silent on it.
 * - `hit`: how likely it must be that rules on the topic answer what is asked; below it they are silent on that.
 * - `answer`: how likely a reading must be right to be given as the answer.
 * - `choice`: how likely one of the readings must be right to offer them.
 */
export const THRESHOLDS = {
  trouble: 0.5,
  doubted: 0.8,
  uneasy: 0.25,
  smalltalk: 0.5,
  groupChat: 0.5,
  subject: 0.3,
  hit: 0.5,
  answer: 0.65,
  choice: 0.5,
};

/** Turns how likely a topic and a hit are into how likely an answer is right: a logistic regression on held-out writers. */
export const CONFIDENCE = { bias: -0.91, topic: 0.52, hit: 0.28 };

/** How likely somebody tells of trouble: by what they do, or by what it is about. */
export function troubleIn(all: ReadonlyMap<string, Topic>, heard: Heard): number {
  return Math.max(troubleOf(heard), sumOfTrouble(all, heard.topics));
}

/** From where on a text tells of trouble. */
export const limitFor = ({ quoted, alike }: Heard): number =>
  quoted || alike ? THRESHOLDS.doubted : THRESHOLDS.trouble;

/** Trouble is heard, too weakly for first aid; a verdict could all the same be one on whoever tells it. */
export const isUneasy = (all: ReadonlyMap<string, Topic>, heard: Heard): boolean =>
  !heard.ordinary && !heard.quoted && !heard.alike && troubleIn(all, heard) >= THRESHOLDS.uneasy;
