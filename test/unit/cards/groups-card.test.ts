import type { Audience } from '../../../src/policy/model.ts';
import * as groups from '../../support/cards/group-replies.ts';
import { buildGroupChat } from '../../support/cards/replies.ts';
import { textsOf } from './card-rules.ts';
import { buttonsOf, cardOf, linesOf, ofType, read, render, sentBy, titlesOf } from './reading.ts';

describe('the verdict on a group', () => {
  const { id, version } = groups.buildGroup();

  test('offers another medium at a press, and names what else there is', () => {
    const card = cardOf(groups.buildOutcome('nl'));
    expect(sentBy(card, 'Kies Teams')).toEqual({ do: 'group-instead', id, version, medium: 'teams' });
    expect(linesOf(card)).toContain('Dit kan ook: Magister of Hoy.');
    expect(linesOf(card)).toContain('Twijfel je? Vraag het aan je teamleider.');
  });

  test('lets one go on, asking permission where that is needed, unless there is no exception', () => {
    const titles = (...about: Parameters<typeof groups.buildOutcome>) =>
      titlesOf(cardOf(groups.buildOutcome(...about)));
    expect(titles('nl')).toContain('Verder en toestemming vragen');
    expect(titles('nl', { plan: groups.buildPlan({ requirements: [] }) })).toContain('Toch verder');
    expect(titles('nl', { isFinal: true })).toEqual(['Kies Teams', 'Terug', 'Stop']);
    expect(read(cardOf(groups.buildOutcome('nl', { isFinal: true })))).toContain(
      'Zo kun je deze groep niet maken.',
    );
  });
});

describe('the check before a group is registered', () => {
  test('shows what was answered, what the rules ask, and who is asked and told', () => {
    expect(linesOf(cardOf(groups.buildCheck('nl')))).toEqual(
      expect.arrayContaining([
        'Groep: 2B',
        'Deelnemers: Leerlingen · Jonger dan 16',
        'wordt gevraagd · regel III.B.4',
        'wordt gevraagd · Collega · regel 15b',
        'nog te doen · regel III.B.9',
        'krijgt bericht · regel III.B.9',
        'Collega krijgt de vraag om mee te lezen.',
        'Schoolleider krijgt bericht over deze groep.',
        'Eerst: Lijnmanager (leidinggevende)',
      ]),
    );
  });

  test('tells nobody where nobody is to be told', () => {
    const alone = { group: groups.buildGroup(), standings: [], route: [], informed: undefined };
    expect(read(cardOf(groups.buildCheck('nl', alone)))).toContain('Niemand anders krijgt bericht.');
  });

  test('registers, leads back, or stops', () => {
    expect(buttonsOf(cardOf(groups.buildCheck('nl'))).map(({ title, verb }) => [title, verb])).toEqual([
      ['Vastleggen', 'group-submit'],
      ['Terug', 'group-back'],
      ['Stop', 'group-cancel'],
    ]);
  });
});

describe('the list of groups', () => {
  test('shows name, state, app and what comes next, and a button for each', () => {
    const card = cardOf(groups.buildGroups('nl'));
    expect(textsOf(card)).toEqual(
      expect.arrayContaining(['✅ Loopt', '🏁 Gesloten', '✏️ Nog niet vastgelegd']),
    );
    expect(linesOf(card)).toEqual(
      expect.arrayContaining([
        'Een nieuwe groep',
        'WhatsApp · Controle: zaterdag 31 juli 2027',
        'WhatsApp · Gesloten: vandaag om 10.40',
        'WhatsApp · van Collega · Volgende stap: morgen om 10.15',
      ]),
    );
    const [draft, first] = ofType(card, 'Action.Submit');
    expect(draft).toMatchObject({ title: 'Ga verder', data: { do: 'group-resume', id: groups.GROUP_ID } });
    expect(first).toMatchObject({ title: 'Bekijk 2B', data: { do: 'group-show', id: groups.GROUP_ID } });
  });

  test('shows ten of each and how many more there are', () => {
    const own = Array.from({ length: 13 }, () => groups.buildActive());
    const card = cardOf(groups.buildGroups('nl', { own, shared: [] }));
    expect(read(card)).toContain('En nog 3, die ouder zijn.');
  });

  test('offers a new group where there is no draft', () => {
    const card = cardOf(groups.buildGroups('nl', { draft: undefined, own: [], shared: [] }));
    expect(read(card)).toContain('Je hebt nog geen groepen vastgelegd.');
    expect(ofType(card, 'Action.Submit')).toMatchObject([
      { title: 'Nieuwe groep', data: { do: 'group-start' } },
    ]);
  });
});

describe('a chat that the register does not know', () => {
  test('offers the guide, and to link a group', () => {
    const card = cardOf(groups.buildInvite('nl'));
    const { id, version } = groups.buildActive();
    const conversation = '19:chat@thread.v2';
    expect(read(card)).toContain('Aantal leerlingen in deze chat: 24.');
    expect(sentBy(card, 'Begin')).toEqual({ do: 'group-start', medium: 'teams', conversation });
    expect(sentBy(card, 'Koppel aan 2B')).toEqual({ do: 'group-link', id, version, conversation });
  });
});

test('a draft that was dropped can be taken back', () => {
  const card = cardOf({ kind: 'group-dropped', language: 'nl', id: groups.GROUP_ID });
  expect(sentBy(card, 'Haal terug')).toEqual({ do: 'group-resume', id: groups.GROUP_ID });
});

test('the answer about group chats leads staff, and nobody else, into the guide', () => {
  const dosOf = (audience: Audience) => {
    const rendered = render(buildGroupChat('nl', { audience }));
    return rendered.kind === 'card' ? ofType(rendered.card, 'Action.Submit').map(({ data }) => data) : [];
  };
  expect(dosOf('staff')).toEqual([{ do: 'group-start', conversation: '' }]);
  expect([dosOf('student'), dosOf('parent')]).toEqual([[], []]);
});
