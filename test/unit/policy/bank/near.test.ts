import { createNeighbours, plainOf } from '../../../../src/policy/bank/near.ts';

describe('plainOf', () => {
  it('leaves out case, accents and signs', () => {
    expect(plainOf('Mag  ik mijn foto’s égt delen?!')).toBe('mag ik mijn fotos egt delen');
  });

  it('leaves a text of signs alone as it is', () => {
    expect(plainOf(' 👍? ')).toBe('👍?');
  });
});

describe('The neighbours of a text', () => {
  it.each([0.5, 0.7, 0.85, 1])('are those that share %d of the runs of three letters', (likeness) => {
    const texts = madeUp(400);
    const asked = madeUp(100, 7);
    const near = createNeighbours(texts, likeness);
    const found = asked.map((text) => near.find(text));
    expect(found).toEqual(asked.map((text) => placesNear(text, texts, likeness)));
    expect(found.flat().length).toBeGreaterThan(asked.length);
  });

  it('are none where no text is like it', () => {
    expect(createNeighbours(['mag ik filmen', 'hoi'], 0.7).find('wanneer is het vakantie')).toEqual([]);
  });

  it('are none among no texts', () => {
    expect(createNeighbours([], 0.7).find('hoi')).toEqual([]);
  });

  it('are found however they are spelled', () => {
    expect(createNeighbours(['Mag ik fílmen?', '🎮'], 1).find('mag ik filmen')).toEqual([0]);
    expect(createNeighbours(['Mag ik fílmen?', '🎮'], 1).find('🎮')).toEqual([1]);
  });
});

/** Every pair compared, as slowly as it is defined. */
function placesNear(text: string, texts: readonly string[], likeness: number): number[] {
  const one = runsOf(text);
  return texts.flatMap((other, place) => {
    const runs = runsOf(other);
    const shared = [...one].filter((run) => runs.has(run)).length;
    return shared / (one.size + runs.size - shared) >= likeness ? [place] : [];
  });
}

function runsOf(text: string): Set<string> {
  const bounded = ` ${plainOf(text)} `;
  return new Set(
    Array.from({ length: Math.max(0, bounded.length - 2) }, (_, at) => bounded.slice(at, at + 3)),
  );
}

/** Sentences of a few words, so that many are alike; some words stand in none of the others. */
function madeUp(count: number, seed = 1): string[] {
  let state = seed;
  const draw = (most: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % most;
  };
  const vocabulary = ['mag', 'ik', 'een', 'foto', 'filmpje', 'delen', 'plaatsen', 'online', 'op', 'insta'];
  return Array.from({ length: count }, () => {
    const row = Array.from({ length: 1 + draw(6) }, () => vocabulary[draw(vocabulary.length)]);
    return draw(10) === 0 ? [...row, `x${seed}y${draw(1000)}`].join(' ') : row.join(' ');
  });
}
