import { findDuplicates } from '../../../../src/policy/bank/duplicates.ts';
import type { Utterance, Writer } from '../../../../src/policy/utterances.ts';

const aWriter = (id: string, ...utterances: readonly Partial<Utterance>[]): Writer => ({
  id,
  heldOut: false,
  file: `${id}.jsonl`,
  lines: utterances.map((some, index) => ({
    number: index + 1,
    raw: '',
    utterance: { text: 'mag dat', audience: 'student', language: 'nl', topic: ['post'], ...some },
  })),
});

/** `writer:line = writer:line`, what goes and what it is like. */
const found = (...bank: readonly Writer[]): string[] =>
  findDuplicates(bank).map(
    ({ said, of }) => `${said.writer.id}:${said.line.number} = ${of.writer.id}:${of.line.number}`,
  );

const text = 'mag ik een filmpje van de les op tiktok zetten';

describe('Duplicates', () => {
  it('are what a later writer says too, but for case and signs', () => {
    expect(found(aWriter('a', { text }), aWriter('b', { text: `${text.toUpperCase()}?` }))).toEqual([
      'b:1 = a:1',
    ]);
  });

  it('tell whether only case and signs differ', () => {
    const like = text.replace('de les', 'een les');
    const [same, near] = findDuplicates([
      aWriter('a', { text }),
      aWriter('b', { text: `${text}!` }),
      aWriter('c', { text: like }),
    ]);
    expect([same?.same, near?.same]).toEqual([true, false]);
  });

  it('are no texts in which a word changes what is asked', () => {
    expect(found(aWriter('a', { text }), aWriter('b', { text: text.replace('tiktok', 'de site') }))).toEqual(
      [],
    );
  });

  it('are no texts of one writer', () => {
    expect(found(aWriter('a', { text }, { text: `${text}?` }))).toEqual([]);
  });

  it('keep what a reader labelled, then what a writer did, wherever it stands', () => {
    expect(
      found(
        aWriter('a', { text }),
        aWriter('b', { text, by: 'writer' }),
        aWriter('c', { text, by: 'reader' }),
      ),
    ).toEqual(['b:1 = c:1', 'a:1 = c:1']);
  });

  it('are like a line that stays: of a row of texts, each like the next, only every other goes', () => {
    const like = text.replace('de les', 'een les');
    const bank = [text, like, like.replace('zetten', 'zette')].map((one, index) =>
      aWriter(`${index}`, { text: one }),
    );
    const neighbours = [
      found(...bank.slice(0, 2)),
      found(...bank.slice(1)),
      found(bank[0] as Writer, bank[2] as Writer),
    ];
    expect(neighbours.map(({ length }) => length)).toEqual([1, 1, 0]);
    expect(found(...bank)).toEqual(['1:1 = 0:1']);
  });
});
