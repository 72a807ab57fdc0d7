import type { Problem } from '../../../src/flows/typed.ts';
import * as cases from '../../support/cards/case-replies.ts';
import { textsOf } from './card-rules.ts';
import { buttonsOf, cardOf, inputsOf, linesOf, ofType, sentBy } from './reading.ts';

describe('the form of an act', () => {
  const formOf = (...about: Parameters<typeof cases.buildCaseForm>) => cardOf(cases.buildCaseForm(...about));
  const ids = (card: object) => inputsOf(card).map(({ id }) => id);

  test.each([
    ['ask', ['text']],
    ['answer', ['text']],
    ['plan', ['date']],
    ['hand-over', ['person', 'text']],
    ['close', ['outcome', 'text', 'article']],
    ['add', ['text']],
    ['correct', ['text', 'kind', 'severity']],
    ['withdraw', ['text']],
    ['reopen', ['text']],
    ['rate', ['rating', 'text']],
  ] as const)('to %s asks for %j, does it, and leads back', (act, expected) => {
    const card = formOf('nl', act);
    const { id, version } = cases.buildHeld();
    expect(ids(card)).toEqual(expected);
    const [submit, back] = buttonsOf(card);
    expect(submit).toMatchObject({
      verb: 'case-act',
      data: { do: 'case-act', id, version, act },
      associatedInputs: 'auto',
    });
    expect(back).toMatchObject({
      title: 'Terug',
      data: { do: 'case-refresh', id },
      associatedInputs: 'none',
    });
  });

  test('keeps what was typed', () => {
    const typed = { text: 'Afspraak', outcome: 'agreed', article: '15' };
    expect(sentBy(formOf('nl', 'close', { typed }), 'Sluit af')).toMatchObject(typed);
    expect(sentBy(formOf('nl', 'plan', { typed: { date: '2026-11-23' } }), 'Bewaar de datum')).toMatchObject({
      date: '2026-11-23',
    });
    const corrected = { text: 'Beter', kind: 'bullying', severity: '3' };
    expect(sentBy(formOf('nl', 'correct', { typed: corrected }), 'Bewaar')).toMatchObject(corrected);
  });

  test('gives no client a date that is none', () => {
    const [input] = ofType(formOf('nl', 'plan', { typed: { date: 'morgen' } }), 'Input.Date');
    expect(input).not.toHaveProperty('value');
  });

  test('shows the question that is answered', () => {
    expect(linesOf(formOf('nl', 'answer'))).toContain('Wie zit er nog meer in die groep?');
  });

  test('lists colleagues, or lets the client search for one', () => {
    const [list] = ofType(formOf('nl', 'hand-over', { colleagues: cases.COLLEAGUES }), 'Input.ChoiceSet');
    expect(list).toMatchObject({
      choices: [
        { title: 'Vervanger', value: 'd' },
        { title: 'Teamleider', value: 't' },
      ],
    });
    const [picker] = ofType(formOf('nl', 'hand-over'), 'Input.ChoiceSet');
    expect(picker).toMatchObject({
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    });
  });

  test('lists the rules that can be cited', () => {
    const article = ofType(formOf('nl', 'close'), 'Input.ChoiceSet').find(({ id }) => id === 'article');
    expect(article).toMatchObject({
      choices: [{ value: '15b' }, { title: '15 · Professioneel account', value: '15' }],
    });
  });

  test('opens a chat and a meeting where the reporter has an address', () => {
    const links = {
      chat: 'https://teams.microsoft.com/l/chat/0/0?users=r',
      meeting: 'https://teams.microsoft.com/l/meeting/new?attendees=r',
    };
    const urls = (card: object) => ofType(card, 'Action.OpenUrl').map(({ url }) => url);
    expect(urls(formOf('nl', 'plan', { links }))).toEqual([links.chat, links.meeting]);
    expect(urls(formOf('nl', 'plan'))).toEqual([]);
  });

  test('names what is wrong in the words of the form', () => {
    const problems: Problem[] = [
      { field: 'text', problem: 'missing' },
      { field: 'article', problem: 'unknown-article' },
    ];
    const texts = textsOf(formOf('nl', 'close', { problems, stale: true }));
    expect(texts).toEqual(
      expect.arrayContaining([
        '⚠️ De melding is intussen veranderd. Kijk nog eens en druk dan opnieuw.',
        'Vul nog in: de afspraak.',
        'Deze regel ken ik niet. Kies een regel uit de lijst.',
      ]),
    );
  });
});
