import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from '../src/cli/command.ts';
import type { Reading } from '../src/policy/decide.ts';
import type { Engine } from '../src/policy/engine.ts';
import type { Article, Library, Policy } from '../src/policy/model.ts';
import { openEngine } from '../src/policy/open.ts';
import { loadContent, ownUtterances, POLICIES, type Utterance } from './content.ts';
import { createSituations } from './judge.ts';
import { createMiniSearch, createOrama, type Search } from './search.ts';
import { median, percent, quantile, ratio, toTable } from './table.ts';

/** `npm run bench:answers`: how long an answer and a start take, beside off-the-shelf search engines. */

/** Voices that the engine is not trained on here, one an audience. They ask all the questions. */
const HELD_OUT = ['teacher-languages', 'student-vmbo', 'parent-newcomer'];
/** How many policies there are; the real ones are cloned. */
const SIZES = [5, 50, 500];
/** How often the kept brain is opened. */
const STARTS = 5;
/** Questions that are asked before the clock runs. */
const WARM_UP = 2000;

/** A question to a policy, with the articles of the ruling that it should get; none when the policy is silent. */
interface Asked {
  readonly said: Utterance;
  readonly policy: Policy;
  readonly articles: readonly string[];
}

type Answerer = (asked: Asked) => Promise<readonly string[]> | readonly string[];

await runScript(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'magdat-bench-'));
  try {
    cpSync(POLICIES, folder, { recursive: true });
    for (const voice of HELD_OUT) rmSync(join(folder, 'voices', `${voice}.yaml`));
    console.log(`${await describeAnswers(folder)}\n`);
    console.log(describeStarts(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function describeAnswers(folder: string): Promise<string> {
  const { engine, library } = await openEngine(folder, join(folder, 'brain.bin'));
  const asked = collectQuestions(library);
  const contenders: Record<string, Answerer> = {
    'this engine': answerWith(engine),
    MiniSearch: await answerFrom(library, createMiniSearch),
    Orama: await answerFrom(library, createOrama),
  };
  const measured: (Awaited<ReturnType<typeof measure>> & { name: string })[] = [];
  for (const [name, answer] of Object.entries(contenders)) {
    measured.push({ name, ...(await measure(answer, asked)) });
  }
  const [ours] = measured;
  const rows = measured.map(({ name, times, first, three, answerable }) => [
    name,
    `${median(times).toFixed(2)} ms`,
    `${quantile(times, 0.99).toFixed(2)} ms`,
    ratio(median(times), median(ours?.times ?? [])),
    percent(first, answerable),
    percent(three, answerable),
  ]);
  const head = ['answers', 'median', 'p99', 'median to ours', 'article first', 'among three'];
  return toTable([head, ...rows]);
}

/** Everything that the held-out voices say, to each policy that addresses them. */
function collectQuestions(library: Library): Asked[] {
  const content = loadContent();
  const situationsOf = createSituations({ ...content, library });
  return HELD_OUT.flatMap((voice) => ownUtterances(content.voices, voice)).flatMap((said) =>
    situationsOf(said).map(({ evidence, wanted }) => ({
      said,
      policy: evidence.policy,
      articles: wanted.articles ?? [],
    })),
  );
}

function answerWith(engine: Engine): Answerer {
  return async ({ said, policy }) => {
    const { outcome } = await engine.answer({ text: said.text, audience: said.audience, policy });
    if (outcome.kind === 'answer') return articlesOf([outcome.reading, ...outcome.others]);
    return outcome.kind === 'choice' ? articlesOf(outcome.readings) : [];
  };
}

function articlesOf(readings: readonly Reading[]): string[] {
  return readings.map(({ ruling }) => ruling.articles[0] ?? '');
}

/** An index for each policy and audience, over the articles that address it. */
async function answerFrom(
  library: Library,
  createSearch: (articles: readonly Article[]) => Search | Promise<Search>,
): Promise<Answerer> {
  const indexes = new Map<string, Search>();
  for (const policy of library.policies.values()) {
    for (const audience of policy.audiences) {
      const own = [...policy.articles.values()].filter((article) => article.audience.includes(audience));
      indexes.set(`${policy.id} ${audience}`, await createSearch(own));
    }
  }
  return ({ said, policy }) => indexes.get(`${policy.id} ${said.audience}`)?.(said.text) ?? [];
}

async function measure(answer: Answerer, asked: readonly Asked[]) {
  for (const one of asked.slice(0, WARM_UP)) await answer(one);
  const times: number[] = [];
  let first = 0;
  let three = 0;
  for (const one of asked) {
    const start = performance.now();
    const found = await answer(one);
    times.push(performance.now() - start);
    if (one.articles.includes(found[0] ?? '')) first++;
    if (found.slice(0, 3).some((id) => one.articles.includes(id))) three++;
  }
  return { times, first, three, answerable: asked.filter(({ articles }) => articles.length > 0).length };
}

function describeStarts(folder: string): string {
  const originals = [...loadContent(folder).library.policies.keys()];
  const rows = SIZES.map((size) => {
    clonePolicies(folder, originals, size);
    const brain = join(folder, 'brain.bin');
    rmSync(brain, { force: true });
    const trained = open(folder, brain);
    const kept = Array.from({ length: STARTS }, () => open(folder, brain));
    return [
      String(size),
      `${(median(kept.map(({ ms }) => ms)) / 1000).toFixed(2)} s`,
      `${(trained.ms / 1000).toFixed(2)} s`,
      `${(median(kept.map(({ rss }) => rss)) / 2 ** 20).toFixed(0)} MB`,
      `${(median(kept.map((one) => one.kept)) / 2 ** 20).toFixed(0)} MB`,
    ];
  });
  return toTable([['policies', 'start', 'start with training', 'process', 'kept in use'], ...rows]);
}

/** Fills the folder up to `size` policies with copies under new ids. */
function clonePolicies(folder: string, originals: readonly string[], size: number): void {
  for (let number = originals.length; number < size; number++) {
    const original = originals[number % originals.length] ?? '';
    const id = `${original}-${number}`;
    cpSync(join(folder, original), join(folder, id), { recursive: true });
    const file = join(folder, id, 'policy.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^id: .*$/m, `id: ${id}`));
  }
}

interface Opening {
  readonly ms: number;
  readonly trained: boolean;
  readonly rss: number;
  readonly kept: number;
}

function open(folder: string, brain: string): Opening {
  return JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', join(import.meta.dirname, 'opening.ts'), folder, brain], {
      encoding: 'utf8',
    }),
  );
}
