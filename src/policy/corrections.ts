import type { Encoder } from './encoder/encoder.ts';
import type { Audience, Correction } from './model.ts';
import type { Understood } from './understanding.ts';

/**
 * How alike two texts are, as the cosine of their vectors. From `SAME` on a question means what was corrected; below
 * `FAR` the correction says nothing of it. Ranges 0.75 to 0.95, and 0.5 to 0.75.
 */
const SAME = 0.85;
const FAR = 0.65;

/**
 * Makes the reader of what owners corrected: "this line belongs to that topic". A correction counts at once, without
 * training, for all that lies near it. `isTrouble` names the topics that no correction makes less likely.
 */
export function createCorrector(encoder: Encoder, isTrouble: (topic: string) => boolean) {
  const vectors = new Map<Correction, Promise<Float32Array>>();

  return async function correct(
    understood: Understood,
    audience: Audience,
    corrections: readonly Correction[],
  ): Promise<Understood> {
    let best: { readonly topic: string; readonly alike: number } | undefined;
    for (const one of corrections) {
      if (!one.audience.includes(audience)) continue;
      const alike = cosine(understood.vector, await vectorOf(one));
      if (alike > (best?.alike ?? FAR)) best = { topic: one.topic, alike };
    }
    if (!best) return understood;
    const weight = Math.min(1, (best.alike - FAR) / (SAME - FAR));
    return lean(understood, best.topic, weight, isTrouble);
  };

  function vectorOf(one: Correction): Promise<Float32Array> {
    const [audience = 'student'] = one.audience;
    const found = vectors.get(one) ?? encoder.read(one.text, audience).then(({ vector }) => vector);
    vectors.set(one, found);
    found.catch(() => vectors.delete(one)); // whoever asked hears of it; the next one tries again
    return found;
  }
}

/** A topic with the weight of a correction, and what was read before with the rest. */
function lean(
  understood: Understood,
  topic: string,
  weight: number,
  isTrouble: (topic: string) => boolean,
): Understood {
  const rest = 1 - weight;
  const scale = (label: string, score: number) => (isTrouble(label) ? score : score * rest);
  const others = understood.topics.filter(({ label }) => label !== topic);
  const own = understood.topics.find(({ label }) => label === topic)?.score ?? 0;
  const topics = [
    { label: topic, score: own * rest + weight },
    ...others.map(({ label, score }) => ({ label, score: scale(label, score) })),
  ].sort((one, other) => other.score - one.score);
  const fits = understood.fits.map(({ label, score }) => ({
    label,
    score: score * rest + (label === 'hit' ? weight : 0),
  }));
  return { ...understood, topics, fits, unlike: understood.unlike * rest };
}

/** The cosine of the angle between two vectors of one length. */
export function cosine(one: Float32Array, other: Float32Array): number {
  let product = 0;
  let ones = 0;
  let others = 0;
  for (const [index, left] of one.entries()) {
    const right = other[index] ?? 0;
    product += left * right;
    ones += left * left;
    others += right * right;
  }
  return product / Math.sqrt(ones * others || 1);
}
