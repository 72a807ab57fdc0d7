import { openEngine } from '../../src/policy/open.ts';

/** Trains an engine that is out of date once, before any test: inside a test it would take five times as long. */
export default async function train() {
  await openEngine('policies');
}
