import { existsSync, readFileSync } from 'node:fs';
import { readLexicon } from '../../../src/policy/lexicon.ts';
import { describeProblem, readLibrary, readVoices } from '../../../src/policy/load.ts';
import { LANGUAGES, type Policy, type Text } from '../../../src/policy/model.ts';
import { findRuling } from '../../../src/policy/rulings.ts';

/** The articles as they were taken from the documents of the schools. */
const SEEDS = '../shared/seeds/articles.jsonl';

const { library, problems } = readLibrary('policies');
const policies = [...library.policies.values()];
const each = policies.map((policy): [string, Policy] => [policy.id, policy]);

describe('The policies', () => {
  it('have no faults', () => {
    const all = [...problems];
    readLexicon('policies', (problem) => all.push(problem));
    readVoices('policies', library.topics, (problem) => all.push(problem));
    expect(all.map(describeProblem)).toEqual([]);
  });

  (existsSync(SEEDS) ? it : it.skip)('hold every article of the documents, for the same audience', () => {
    const articles = readFileSync(SEEDS, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line): Seed => JSON.parse(line));
    const differing = articles.filter(({ policy, id, audience }) => {
      const article = library.policies.get(policy)?.articles.get(id);
      return [...(article?.audience ?? [])].sort().join() !== [...audience].sort().join();
    });
    expect(articles.length).toBeGreaterThan(100);
    expect(differing.map(({ policy, id }) => `${policy} ${id}`)).toEqual([]);
  });

  (existsSync(SEEDS) ? it : it.skip)('hold no article that no document has', () => {
    const known = new Set(
      readFileSync(SEEDS, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line): Seed => JSON.parse(line))
        .map(({ policy, id }) => `${policy} ${id}`),
    );
    const added = policies.flatMap(({ id, articles }) =>
      [...articles.keys()].map((article) => `${id} ${article}`),
    );
    expect(added.filter((one) => !known.has(one))).toEqual([]);
  });
});

describe.each(each)('The policy %s', (_, policy) => {
  it('has Dutch sentences of at most 20 words', () => {
    const long = textsOf(policy)
      .flatMap(([place, { nl }]) => sentencesOf(nl).map((sentence) => ({ place, sentence })))
      .filter(
        ({ sentence }) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length > 20,
      );
    expect(long.map(({ place, sentence }) => `${place}: ${sentence}`)).toEqual([]);
  });

  it('says everything in both languages', () => {
    const same = textsOf(policy).filter(([place, { nl, en }]) => place !== 'school' && nl === en);
    expect(same).toEqual([]);
  });

  it('has no text with spaces at its ends', () => {
    const ragged = textsOf(policy).filter(([, text]) =>
      LANGUAGES.some((language) => text[language] !== text[language].trim()),
    );
    expect(ragged).toEqual([]);
  });

  it('asks with each open slot for something that changes the verdict', () => {
    for (const topic of library.topics.values()) {
      for (const audience of policy.audiences) {
        const holding = findRuling(policy, topic.id, audience, {});
        if (!holding?.open) continue;
        const values = library.slots.get(holding.open)?.values ?? [];
        const verdicts = values.map(({ id }) =>
          findRuling(policy, topic.id, audience, { [holding.open as string]: id }),
        );
        const changes = verdicts.some((one) => one?.verdict !== holding.verdict || one.open !== undefined);
        expect({ topic: topic.id, audience, changes }).toEqual({ topic: topic.id, audience, changes: true });
      }
    }
  });

  it('tells nobody to copy a nude picture, and whoever gets one not to forward it but to report it', () => {
    const careless = textsOf(policy).filter(
      ([place, { nl }]) =>
        !place.startsWith('articles') && /screenshot/i.test(nl) && !/nooit|bloot/i.test(nl),
    );
    expect(careless).toEqual([]);
    for (const { next } of policy.rulings.filter(({ topic }) => topic === 'share-nudes')) {
      expect(next?.nl).toMatch(/stuur het niet door[\s\S]*(meld|vertel) het/i);
    }
  });

  it('cites an article with each step of its first aid: what holds for all schools is not repeated', () => {
    const bare = Object.entries(policy.escalation).flatMap(([audience, { steps }]) =>
      steps.filter(({ article }) => article === undefined).map(({ text }) => `${audience}: ${text.nl}`),
    );
    expect(bare).toEqual([]);
  });
});

interface Seed {
  readonly policy: string;
  readonly id: string;
  readonly audience: readonly string[];
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'nl' in value && 'en' in value;

/** Every text of a policy with the place where it stands. */
function textsOf(node: unknown, place = ''): [place: string, text: Text][] {
  if (isText(node)) return [[place, node]];
  if (node instanceof Map) return [...node].flatMap(([key, value]) => textsOf(value, `${place}/${key}`));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    textsOf(value, place === '' ? key : `${place}/${key}`),
  );
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?:])\s+/u);
