import type { Tone } from '../http/contract.ts';

/** The colours of the tab for the styles of Adaptive Cards, so that something looks the same in both. */
const TONES: Readonly<Record<string, Tone>> = {
  accent: 'info',
  good: 'good',
  warning: 'warning',
  attention: 'alarm',
};

export const toneOf = (style: string): Tone => TONES[style] ?? 'neutral';
