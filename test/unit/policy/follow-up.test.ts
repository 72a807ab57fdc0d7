import { leanOn, readFollowUp } from '../../../src/policy/follow-up.ts';
import type { Topic } from '../../../src/policy/model.ts';
import { aTopic } from '../../support/library.ts';

describe('A message that asks for the rule behind an answer', () => {
  it.each([
    'waarom?',
    'Waarom niet?',
    'maar waarom mag dat dan niet',
    'hoezo?',
    'welk artikel?',
    'Welke regel is dat?',
    'waar staat dat',
    'bron?',
    'why?',
    'But why not?',
    'which rule is that',
    'where does it say that?',
  ])('is read in "%s"', (text) => {
    expect(readFollowUp(text)).toBe('why');
  });

  it.each([
    'waarom mag ik mijn telefoon niet in de klas gebruiken',
    'why are phones banned',
    'waar staat de printer',
    'welke regels gelden er op excursie',
  ])('is not read in "%s", which tells what it is about', (text) => {
    expect(readFollowUp(text)).toBeUndefined();
  });
});

describe('A message that carries a question on', () => {
  it.each([
    'en in de pauze?',
    'En op excursie?',
    'maar als ze 17 zijn',
    'of via Teams?',
    'wat als de ouders het goed vinden?',
    'hoe zit dat dan met Snapchat',
    'geldt dat ook voor ouders?',
    'ook in de pauze?',
    'and during the break?',
    'what about Snapchat?',
    'what if they are 17?',
  ])('is read in "%s"', (text) => {
    expect(readFollowUp(text)).toBe('further');
  });

  it.each([
    '',
    'mag ik mijn telefoon gebruiken in de klas?',
    'English lessons: may I film them?',
    'enkele ouders filmen mij',
    'orders',
    'en ik wilde ook nog vragen of ik een foto van mijn klas op insta mag zetten',
  ])('is not read in "%s"', (text) => {
    expect(readFollowUp(text)).toBeUndefined();
  });
});

const TOPICS = new Map<string, Topic>(
  Object.entries({ class: 'phone', break: 'phone', trip: 'phone', photo: 'images' }).map(([id, theme]) => [
    id,
    { ...aTopic({ id }), theme } as unknown as Topic,
  ]),
);

/** The topics of a follow-up to an answer on `class`, anew. */
const lean = (
  scores: Record<string, number>,
  { kind = 'further', text = 'en dan?', topic = 'class' }: Partial<Record<string, string>> = {},
) =>
  leanOn(
    { topic, slots: {} },
    Object.entries(scores).map(([label, score]) => ({ label, score })),
    TOPICS,
    { kind: kind as 'why' | 'further', text },
  );

describe('The topics of a follow-up', () => {
  it('begin with the former one, each topic once', () => {
    const ranked = lean({ photo: 0.6, class: 0.1, break: 0.05 });
    expect(ranked.map(({ label }) => label)).toEqual(['class', 'photo', 'break']);
    expect(ranked[0]?.score).toBe(1);
  });

  it('begin with a neighbour of the same theme that is likely', () => {
    expect(lean({ photo: 0.4, break: 0.3, trip: 0.2 })[0]?.label).toBe('break');
  });

  it('begin with the former one where its neighbours are unlikely', () => {
    expect(lean({ photo: 0.6, break: 0.1 })[0]?.label).toBe('class');
  });

  it('are left alone where many words are sure of another subject', () => {
    const text = 'en een foto van mijn docent op insta';
    expect(lean({ photo: 0.9, class: 0.05 }, { text })[0]).toEqual({ label: 'photo', score: 0.9 });
    expect(lean({ photo: 0.6, class: 0.05 }, { text })[0]?.label).toBe('class');
  });

  it('begin with the former one where few words seem sure of another subject', () => {
    expect(lean({ photo: 0.9, class: 0.05 }, { text: 'en op insta?' })[0]?.label).toBe('class');
  });

  it('begin with the former one, whatever is likely, where the rule is asked for', () => {
    expect(lean({ photo: 0.95, break: 0.5 }, { kind: 'why', text: 'waarom?' })[0]?.label).toBe('class');
  });

  it('are left alone where the former topic is gone', () => {
    expect(lean({ photo: 0.3 }, { topic: 'gone' })).toEqual([{ label: 'photo', score: 0.3 }]);
  });
});
