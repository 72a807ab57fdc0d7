import * as cases from '../../support/cards/case-replies.ts';
import { textsOf } from './card-rules.ts';
import { cardOf, linesOf, ofType, read } from './reading.ts';

describe('the list of cases', () => {
  test('shows state, kind, time and holder, and a button for each', () => {
    const card = cardOf(cases.buildCases('nl'));
    expect(textsOf(card)).toEqual(expect.arrayContaining(['🙋 Opgepakt', 'Pesten', '✅ Afgesloten']));
    expect(linesOf(card)).toEqual([
      'Gemeld: vandaag om 10.45 · Nu bij Lijnmanager',
      'Gemeld: vandaag om 10.45 · Nog niet opgepakt',
      'Gemeld: vandaag om 10.45 · Afgesloten: vandaag om 10.58',
    ]);
    const buttons = ofType(card, 'Action.Submit');
    expect(buttons).toHaveLength(3);
    expect(buttons[0]).toMatchObject({
      title: 'Bekijk 3F2A91BC',
      data: { do: 'case-show', id: cases.CASE_ID },
    });
  });

  test('shows ten of each and how many more there are', () => {
    const many = Array.from({ length: 13 }, () => cases.buildCase());
    const card = cardOf(cases.buildCases('nl', { own: many, led: [] }));
    expect(ofType(card, 'Action.Submit')).toHaveLength(10);
    expect(read(card)).toContain('En nog 3, die ouder zijn.');
    expect(read(card)).toContain('Je hebt geen meldingen van anderen.');
  });

  test('says what to type when there is nothing', () => {
    expect(read(cardOf(cases.buildCases('nl', { own: [], led: [] })))).toContain(
      'Typ escaleer als het online misgaat.',
    );
  });
});
