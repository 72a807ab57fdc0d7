import type { Scored } from './encoder/heads.ts';
import type { Slots, Topic } from './model.ts';
import { words } from './normalise.ts';

/**
 * How a message leans on the answer before it. `why` asks for the rule behind it; `further` changes something about it
 * (`en op excursie?`).
 */
export type FollowUp = 'why' | 'further';

/** First words that ask for the reason or the rule, alone or with words that add nothing. */
const WHY =
  /^(?:maar |but |en |and )?(?:waarom|hoezo|why|how come|welke? (?:artikel|regels?|bron)|which (?:rule|article|part)|waar staat|where does it say|where is that|bron|source)\b/;
const EMPTY = new Set(
  'maar but en and waarom hoezo why how come welk welke which artikel regel regels rule rules article part bron source waar staat where does it say is that dat dit dan het mag moet niet not eigenlijk precies nou nu in de the van of zo so om welk geldt hier for'.split(
    ' ',
  ),
);

/** First words that carry a former question on. */
const LEAD =
  /^(?:en|and|maar|but|of|or|what about|how about|what if|wat als|hoe zit (?:het|dat) (?:dan )?met|geldt (?:dat|dit) ook|does that also|ook|also|stel)\b/;
/** Longer messages stand on their own, in words. Range 6 to 12. */
const LONGEST = 9;

/** Tells whether a cleaned text leans on the answer before it. */
export function readFollowUp(text: string): FollowUp | undefined {
  const tokens = words(text);
  const plain = tokens.join(' ');
  if (WHY.test(plain) && tokens.every((token) => EMPTY.has(token))) return 'why';
  return tokens.length <= LONGEST && LEAD.test(plain) ? 'further' : undefined;
}

/** What was last answered. */
export interface Previous {
  readonly topic: string;
  readonly slots: Slots;
}

/**
 * A follow-up that is this sure of another subject is about that. Range 0.5 to 0.9: lower and `en op excursie?` leaves
 * the subject, higher and a new question is taken for a follow-up.
 */
const CLEAR = 0.75;
/** A neighbouring topic that is this likely takes over from the former one. Range 0.1 to 0.5. */
const NEIGHBOUR = 0.25;
/** What the scores of other topics keep beside a leaning one: too little to be an alarm. */
const FADED = 0.3;
/** So few words say too little to change the subject, the first ones not counted. Range 2 to 5. */
const FEW = 4;

/** Ranks the topics of a follow-up anew: the former topic or a neighbour comes first, unless another subject is clear. */
export function leanOn(
  { topic: former }: Previous,
  ranked: readonly Scored[],
  topics: ReadonlyMap<string, Topic>,
  { kind, text }: { readonly kind: FollowUp; readonly text: string },
): readonly Scored[] {
  const own = words(text.toLowerCase().replace(LEAD, '')).length;
  const [best] = ranked;
  const isClear = kind === 'further' && best !== undefined && best.score >= CLEAR;
  const isTrouble = topics.get(best?.label ?? '')?.intent === 'escalation';
  const isOther = isClear && (isTrouble || own > FEW);
  if (!topics.has(former) || isOther) return ranked;
  const label = kind === 'why' ? former : (findNeighbour(former, ranked, topics) ?? former);
  const others = ranked.filter((one) => one.label !== label);
  return [{ label, score: 1 }, ...others.map((one) => ({ ...one, score: one.score * FADED }))];
}

/** The likeliest topic of the same theme, if it is likely enough. */
function findNeighbour(
  former: string,
  ranked: readonly Scored[],
  topics: ReadonlyMap<string, Topic>,
): string | undefined {
  const theme = topics.get(former)?.theme;
  return ranked.find(({ label, score }) => topics.get(label)?.theme === theme && score >= NEIGHBOUR)?.label;
}
