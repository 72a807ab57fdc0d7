import type { Lexicon } from './lexicon.ts';
import { squeeze, words } from './normalise.ts';

/**
 * Finds words that must never get a mere answer: self-harm, suicide, abuse. A screen beside the classifier, because
 * a miss is worse than any false alarm.
 */
export function createCrisisScreen(lexicon: Lexicon): (text: string) => boolean {
  return (text) => lexicon(words(text).map(squeeze)).has('crisis');
}
