import { readFileSync } from 'node:fs';
import { runScript } from '../src/cli/command.ts';
import { Fault } from '../src/errors.ts';
import type { Reading } from '../src/policy/decide.ts';
import { loadLibrary } from '../src/policy/load.ts';
import type { Article } from '../src/policy/model.ts';
import { openEngine } from '../src/policy/open.ts';
import { createSituations, readLines, type Situation } from './held-out.ts';
import { createMiniSearch, createOrama, type Search } from './search.ts';
import { median, percent, quantile, ratio, toTable } from './table.ts';

/**
 * `npm run bench:answers`: how long an answer and a start take, and how often the article is right, beside off-the-shelf
 * search engines over the same articles. The lines are of writers that the model never learnt from.
 */

const POLICIES = 'policies';
/** How often each is opened. */
const STARTS = 5;
/** Questions that are asked before the clock runs. */
const WARM_UP = 200;

/** Gives the articles that answer a question, best first; none where the rules are silent. */
type Answerer = (asked: Situation) => Promise<readonly string[]> | readonly string[];

const CONTENDERS: Readonly<Record<string, () => Promise<Answerer>>> = {
  'this engine': openOurs,
  MiniSearch: () => openSearch(createMiniSearch),
  Orama: () => openSearch(createOrama),
};

await runScript(async () => {
  const asked = await collectQuestions();
  const measured: (Awaited<ReturnType<typeof measure>> & { readonly name: string })[] = [];
  for (const [name, open] of Object.entries(CONTENDERS)) {
    measured.push({ name, ...(await measure(open, asked)) });
  }
  const [ours] = measured;
  const answerable = asked.filter(isAnswerable).length;
  const rows = measured.map(({ name, times, starts, first, three, anyway }) => [
    name,
    ratio(median(times), median(ours?.times ?? [])),
    ratio(quantile(times, 0.99), median(ours?.times ?? [])),
    ratio(median(starts), median(ours?.starts ?? [])),
    percent(first, answerable),
    percent(three, answerable),
    percent(anyway, asked.length - answerable),
  ]);
  const head = [
    'answers',
    'median',
    'p99',
    'start',
    'article first',
    'among three',
    'answers where none is right',
  ];
  console.log(
    `${asked.length} questions, ${answerable} with an answer; times are ratios to the median of ours\n`,
  );
  console.log(toTable([head, ...rows]));
});

/** Each line once, to the policies in turn: what is asked again soon would come from memory. */
async function collectQuestions(): Promise<Situation[]> {
  const { heldOut } = JSON.parse(readFileSync('model/manifest.json', 'utf8')) as { heldOut: string[] };
  if (heldOut.length === 0) throw new Fault('usage', 'the model holds out no writers to ask questions');
  const { engine, library } = await openEngine(POLICIES);
  const all = await createSituations(engine, library, readLines(heldOut));
  const byLine = Map.groupBy(all, ({ line }) => line);
  return [...byLine.values()].flatMap((some, index) => some.slice(index % some.length).slice(0, 1));
}

function isAnswerable({ wanted }: Situation): boolean {
  return wanted.intent === 'answer';
}

async function openOurs(): Promise<Answerer> {
  const { engine } = await openEngine(POLICIES);
  return async ({ line: { text, audience }, evidence: { policy } }) => {
    const { outcome } = await engine.answer({ text, audience, policy });
    if (outcome.kind === 'answer') return articlesOf([outcome.reading, ...outcome.others]);
    return outcome.kind === 'choice' ? articlesOf(outcome.readings) : [];
  };
}

function articlesOf(readings: readonly Reading[]): string[] {
  return readings.map(({ ruling }) => ruling.articles[0] ?? '');
}

/** An index for each policy and audience, over the articles that address it. */
async function openSearch(
  createSearch: (articles: readonly Article[]) => Search | Promise<Search>,
): Promise<Answerer> {
  const indexes = new Map<string, Search>();
  for (const policy of loadLibrary(POLICIES).policies.values()) {
    for (const audience of policy.audiences) {
      const own = [...policy.articles.values()].filter((article) => article.audience.includes(audience));
      indexes.set(`${policy.id} ${audience}`, await createSearch(own));
    }
  }
  return ({ line: { text, audience }, evidence: { policy } }) =>
    indexes.get(`${policy.id} ${audience}`)?.(text) ?? [];
}

async function measure(open: () => Promise<Answerer>, asked: readonly Situation[]) {
  const starts: number[] = [];
  let answer = await timed(open, starts);
  for (let nth = 1; nth < STARTS; nth++) answer = await timed(open, starts);
  // the last ones: they are forgotten by the time that they are asked again
  for (const one of asked.slice(-WARM_UP)) await answer(one);
  const times: number[] = [];
  const counts = { first: 0, three: 0, anyway: 0 };
  for (const one of asked) {
    const found = await timed(() => answer(one), times);
    const place = found.slice(0, 3).indexOf(one.wanted.article ?? '');
    if (!isAnswerable(one)) counts.anyway += found.length > 0 ? 1 : 0;
    else if (place >= 0) {
      counts.three++;
      if (place === 0) counts.first++;
    }
  }
  return { starts, times, ...counts };
}

async function timed<T>(act: () => Promise<T> | T, times: number[]): Promise<T> {
  const start = performance.now();
  const made = await act();
  times.push(performance.now() - start);
  return made;
}
