import type { Scored } from './classifier.ts';
import { sumOfTrouble } from './distress.ts';
import type { Slots, Topic } from './model.ts';

/** What was heard in a text. */
export interface Heard {
  readonly topics: readonly Scored[];
  readonly slots: Slots;
  /** How likely the text tells of trouble, whichever, 0 to 1. */
  readonly told?: number | undefined;
  /** Something in the text only sounds like trouble. */
  readonly alike?: boolean | undefined;
  /** The asker said that this is no report of something that goes wrong now. */
  readonly ordinary?: boolean | undefined;
  /** The text is a message that the asker wants to know about: what it tells need not happen to them. */
  readonly quoted?: boolean | undefined;
}

/**
 * Where the engine stops being sure. All are probabilities; `docs/engine.md` tells how they were set.
 * - `escalation`: summed over the topics of that intent. Low on purpose: a report that is missed is worse than a
 *   question that gets first aid.
 * - `told`: of what was learnt to tell trouble from questions. Lower still, for the same reason; `toldAsking` where the
 *   text asks whether, who or how, as questions about the rules do.
 * - `uneasy`, `toldUneasy`: from here on what sounds like trouble gets no verdict.
 * - `clear`: a topic this likely outweighs what only sounds a little like trouble.
 * - `silence`: how many times likelier silence must be than the best ruling, to say that the rules are silent.
 * - `coverage`: with fewer known words the text says nothing to the engine, and the rules are silent.
 * - `smalltalk`: below this a text is a question, however friendly.
 * - `choice`: below this the readings are offered instead of the best one given.
 * - `margin`: and only when the next reading is this close, as a share of the best.
 */
export const THRESHOLDS = {
  escalation: 0.5,
  told: 0.2,
  toldAsking: 0.35,
  uneasy: 0.3,
  toldUneasy: 0.15,
  clear: 0.9,
  silence: 1,
  coverage: 0.3,
  smalltalk: 0.5,
  choice: 0.3,
  margin: 0.5,
};

/** Of a message of somebody else, or beside what only sounds alike: that must be surer, since most of it tells of nothing. */
const DOUBTED = { escalation: 0.7, told: 0.7, toldAsking: 0.7 };

/** A topic leaves little doubt: then a text that sounds a little like trouble is about that. */
const isClear = ({ topics }: Heard): boolean => (topics[0]?.score ?? 0) >= THRESHOLDS.clear;

/** From where on a text tells of trouble. */
export function limitsFor(heard: Heard) {
  const { slots, quoted, alike } = heard;
  const { escalation, told, toldAsking } = quoted || alike ? DOUBTED : THRESHOLDS;
  const isAsking = isClear(heard) || (slots.form !== undefined && slots.form !== 'other');
  return { escalation, told: isAsking ? toldAsking : told };
}

/** Trouble is heard, too weakly for first aid; a verdict could all the same be one on whoever tells it. */
export function isUneasy(all: ReadonlyMap<string, Topic>, heard: Heard): boolean {
  const { ordinary, quoted, alike, topics, told = 0 } = heard;
  if (ordinary || quoted || alike || isClear(heard)) return false;
  return told >= THRESHOLDS.toldUneasy || sumOfTrouble(all, topics) >= THRESHOLDS.uneasy;
}
