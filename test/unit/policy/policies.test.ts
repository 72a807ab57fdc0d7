import { checkBank } from '../../../src/policy/bank/check.ts';
import { readFacts } from '../../../src/policy/facts.ts';
import { describeProblem, readLibrary } from '../../../src/policy/load.ts';
import { LANGUAGES, type Policy, type Text } from '../../../src/policy/model.ts';
import { findRuling } from '../../../src/policy/rulings.ts';
import { readBank } from '../../../src/policy/utterances.ts';
/** Which articles the documents of the schools have, and for whom each is. */
import documents from './documents.json' with { type: 'json' };

const { library, problems } = readLibrary('policies');
const policies = [...library.policies.values()];
const each = policies.map((policy): [string, Policy] => [policy.id, policy]);

describe('The policies', () => {
  it('have no faults', () => {
    const all = [...problems];
    const facts = readFacts('policies', (problem) => all.push(problem));
    const bank = readBank('policies', (problem) => all.push(problem));
    checkBank(bank, library.topics, facts, (problem) => all.push(problem));
    expect(all.map(describeProblem)).toEqual([]);
  });

  it('hold every article of the documents, for the same audience, and no other', () => {
    const held = policies.map(({ id, articles }) => [
      id,
      Object.fromEntries([...articles].map(([article, { audience }]) => [article, [...audience].sort()])),
    ]);
    expect(Object.fromEntries(held)).toEqual(documents);
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
