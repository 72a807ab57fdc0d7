import { createLeakFinder } from '../../../../src/policy/bank/leaks.ts';

const QUESTION =
  'Mag ik op de excursie naar Parijs een foto van mijn hele klas online zetten, of moet ik het eerst vragen?';

describe('A line that the model learns from', () => {
  const find = createLeakFinder([QUESTION, 'mag ik appen']);

  it('leaks when it has 8 words in a row of a question, however they are spelled', () => {
    expect(find('vertel: mag ik op de éxcursie naar parijs, een?')).toEqual(['run']);
  });

  it('does not leak when it has 7 words in a row of a question', () => {
    expect(find('vertel: mag ik op de excursie naar parijs')).toEqual([]);
  });

  it('leaks when it is near a question, though no 8 words are the same', () => {
    expect(find('mag ik apppen')).toEqual(['near']);
  });

  it('leaks in both ways when it is the question', () => {
    expect(find(QUESTION)).toEqual(['run', 'near']);
  });

  it('is near, but shares no run, when it has the same words in another order', () => {
    expect(find(QUESTION.split(' ').sort().join(' '))).toEqual(['near']);
  });
});
