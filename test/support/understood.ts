import type { Understood } from '../../src/policy/understanding.ts';

/** What the model reads in a text that tells it nothing. */
export const anUnderstood = (overrides: Partial<Understood> = {}): Understood => ({
  topics: [],
  unlike: 0,
  acts: [],
  fits: [],
  forms: [],
  moments: [],
  languages: [],
  negated: 0,
  presumes: 0,
  facts: new Map(),
  vector: new Float32Array(),
  ...overrides,
});
