import { parseGroupAction } from '../../../src/flows/group-chat/action.ts';
import type { Question } from '../../../src/flows/group-chat/model.ts';
import type { Problem } from '../../../src/flows/typed.ts';
import { GROUP_FACTS } from '../../../src/policy/group-situation.ts';
import * as groups from '../../support/cards/group-replies.ts';
import { textsOf } from './card-rules.ts';
import { buttonOf, cardOf, inputsOf, linesOf, ofType, read, sentBy, titlesOf } from './reading.ts';

const questionOf = (...about: Parameters<typeof groups.buildQuestion>) =>
  cardOf(groups.buildQuestion(...about));
const idsOf = (card: object) => inputsOf(card).map(({ id }) => id);

describe('a question about a group', () => {
  test.each<[Question, string[]]>([
    ['purpose', ['choice']],
    ['medium', ['choice']],
    ['participants', ['choice', 'text']],
    ['age', ['choice']],
    ['managed-by', ['choice']],
    ['until', ['date']],
    ['second-staff', ['person']],
    ['permission', ['text']],
    ['consent', ['asked', 'given', 'refused', 'date', 'alternative']],
    ['admin-only-posting', ['attested']],
    ['minimum-age', ['attested']],
    ['purpose-limited', ['attested']],
    ['no-student-admin', ['attested']],
    ['school-account-only', ['attested']],
  ])('about %s asks for %j and sends the answer', (question, expected) => {
    const card = questionOf('nl', question);
    const { id, version } = groups.buildGroup();
    expect(idsOf(card)).toEqual(expected);
    const sent = sentBy(card, 'Verder');
    expect(sent).toMatchObject({ do: 'group-answer', id, version, question });
    expect(parseGroupAction(sent)).toMatchObject({ do: 'group-answer', question, later: false });
  });

  test.each(['purpose', 'medium', 'participants', 'age', 'managed-by'] as const)(
    'offers every %s, in other words each',
    (fact) => {
      const [input] = ofType(questionOf('nl', fact), 'Input.ChoiceSet');
      const choices = input?.choices as { title: string; value: string }[];
      expect(choices.map(({ value }) => value)).toEqual(GROUP_FACTS[fact]);
      expect(new Set(choices.map(({ title }) => title)).size).toBe(choices.length);
    },
  );

  test('tells how far one is, where that is known', () => {
    expect(read(questionOf('nl', 'participants'))).toContain('Stap 3 van 14');
    expect(read(questionOf('nl', 'participants', { progress: undefined }))).not.toContain('Stap');
  });

  test('leads back except at first, puts off only what the policy asks, and can be stopped', () => {
    expect(titlesOf(questionOf('nl', 'purpose'))).toEqual(['Verder', 'Stop']);
    expect(titlesOf(questionOf('nl', 'age'))).toEqual(['Verder', 'Terug', 'Stop']);
    expect(titlesOf(questionOf('nl', 'consent'))).toEqual(['Verder', 'Later', 'Terug', 'Stop']);
    const later = questionOf('nl', 'consent', { group: groups.buildActive(), progress: undefined });
    expect(titlesOf(later)).toEqual(['Verder', 'Terug']);
    expect(sentBy(later, 'Terug')).toMatchObject({ do: 'group-refresh', id: groups.GROUP_ID });
  });

  test('loses nothing that was typed on the way back or when it is put off', () => {
    const card = questionOf('nl', 'permission');
    const inputs = (title: string) => buttonOf(card, title).associatedInputs;
    expect(['Verder', 'Later', 'Terug', 'Stop'].map(inputs)).toEqual(['auto', 'auto', 'auto', 'none']);
    expect(buttonOf(card, 'Later').data).toMatchObject({ later: true, question: 'permission' });
  });

  test('gives back what was typed', () => {
    const typed = { asked: '28', given: 'veel', refused: '3', date: '2026-11-19', alternative: 'true' };
    expect(sentBy(questionOf('nl', 'consent', { typed }), 'Verder')).toMatchObject(typed);
    const named = { choice: 'mixed', text: ' 2B "x"\\ ' };
    expect(sentBy(questionOf('nl', 'participants', { typed: named }), 'Verder')).toMatchObject(named);
    expect(
      ofType(questionOf('nl', 'until', { typed: { date: 'ooit' } }), 'Input.Date')[0],
    ).not.toHaveProperty('value');
  });

  test('shows what the policy asks, with the rule', () => {
    for (const { kind, article, text } of groups.REQUIREMENTS) {
      if (kind === 'inform-manager') continue;
      expect(linesOf(questionOf('nl', kind))).toContain(`${text.nl} (regel ${article})`);
    }
  });

  test('asks for no names', () => {
    expect(read(questionOf('nl', 'participants'))).toContain('Schrijf geen namen van leerlingen op.');
    expect(read(questionOf('nl', 'consent'))).toContain('Vul alleen aantallen in, geen namen.');
  });

  test('tells who consents, and that it is asked again', () => {
    const asked = read(questionOf('nl', 'consent'));
    expect(asked).toContain('Voor jongere leerlingen doen ouders dat.');
    expect(asked).toContain('Dit vraag je elk jaar opnieuw.');
    const requirement = { ...groups.requirementOf('consent'), by: ['parents'], yearly: false };
    const once = read(questionOf('nl', 'consent', { requirement: requirement as never })); // The cast: a kind was looked up
    expect(once).toContain('Ouders geven toestemming.');
    expect(once).not.toContain('elk jaar opnieuw');
  });

  test('lists colleagues, or lets the client search for one', () => {
    const [list] = ofType(questionOf('nl', 'second-staff'), 'Input.ChoiceSet');
    expect(list).toMatchObject({ style: 'compact', choices: [{ title: 'Collega', value: 'c' }, {}] });
    const [picker] = ofType(questionOf('nl', 'second-staff', { people: [] }), 'Input.ChoiceSet');
    expect(picker).toMatchObject({ 'choices.data': { dataset: 'graph.microsoft.com/users' } });
  });

  test('tells who is asked for permission, in turn', () => {
    expect(linesOf(questionOf('nl', 'permission'))).toEqual(
      expect.arrayContaining([
        'Eerst: Lijnmanager (leidinggevende)',
        'Vervanger (vervanger) krijgt dit niet: afwezig.',
      ]),
    );
    expect(read(questionOf('nl', 'permission', { route: [] }))).toContain('Ik vind nu niemand');
  });

  test.each<[Problem, Question, string]>([
    [{ field: 'choice', problem: 'missing' }, 'purpose', 'Vul nog in: je keuze.'],
    [{ field: 'text', problem: 'missing' }, 'participants', 'Vul nog in: de naam van de groep.'],
    [{ field: 'name', problem: 'missing' }, 'participants', 'Vul nog in: de naam van de groep.'],
    [{ field: 'why', problem: 'missing' }, 'permission', 'Vul nog in: je uitleg.'],
    [{ field: 'date', problem: 'past' }, 'until', 'De datum is al voorbij. Kies een latere dag.'],
    [{ field: 'person', problem: 'self' }, 'second-staff', 'Je kunt jezelf niet kiezen. Kies een collega.'],
    [
      { field: 'person', problem: 'not-staff' },
      'second-staff',
      'Dit is geen medewerker van school. Kies een collega.',
    ],
    [
      { field: 'asked', problem: 'not-a-number' },
      'consent',
      'Het aantal dat je vroeg is geen getal. Schrijf het in cijfers.',
    ],
    [
      { field: 'given', problem: 'too-many' },
      'consent',
      'Ja en nee zijn samen meer dan je vroeg. Kijk de getallen na.',
    ],
    [{ field: 'attested', problem: 'missing' }, 'minimum-age', 'Vul nog in: het vinkje bij je verklaring.'],
  ])('names what is wrong with %o of %s', (problem, question, expected) => {
    expect(textsOf(questionOf('nl', question, { problems: [problem] }))).toContain(expected);
  });
});

describe('the question who may post', () => {
  const inApp = (
    medium: 'whatsapp' | 'signal' | 'telegram' | 'teams' | 'instagram',
    kind?: 'group' | 'channel',
  ) =>
    groups.buildGroup({
      answers: { ...groups.buildGroup().answers, medium },
      chat: kind && groups.CHAT && { ...groups.CHAT, kind },
    });
  const shown = (group: ReturnType<typeof inApp>, canSet = false) =>
    questionOf('nl', 'admin-only-posting', { group, canSet });

  test.each(['whatsapp', 'signal', 'telegram', 'teams'] as const)('gives dated steps for %s', (medium) => {
    const card = shown(inApp(medium, 'channel'));
    expect(read(card)).toContain('Stappen van november 2026');
    expect(linesOf(card).filter((line) => /^[123]$/.test(line))).toEqual(['1', '2', '3']);
    expect(sentBy(card, 'Ziet er anders uit')).toMatchObject({ do: 'group-differs', id: groups.GROUP_ID });
  });

  test('says that it has no steps for another app', () => {
    const card = shown(inApp('instagram'));
    expect(read(card)).toContain('Voor deze app heb ik geen stappen.');
    expect(titlesOf(card)).not.toContain('Ziet er anders uit');
  });

  test('advises a channel instead of a group chat in Teams', () => {
    expect(read(shown(inApp('teams', 'group')))).toContain(
      'Een groepschat in Teams heeft deze instelling niet.',
    );
    expect(read(shown(inApp('teams', 'channel')))).not.toContain('heeft deze instelling niet');
  });

  test('says that Teams itself tells otherwise than was declared', () => {
    const group = inApp('teams', 'channel');
    const told = (contradicted: boolean) =>
      read(questionOf('nl', 'admin-only-posting', { group, contradicted }));
    const warning = 'Teams zegt dat iedereen in dit kanaal een bericht kan starten.';
    expect(told(true)).toContain(warning);
    expect(told(false)).not.toContain(warning);
  });

  test('lets the bot set it where Teams can be asked', () => {
    const { id, version } = groups.buildGroup();
    expect(buttonOf(shown(inApp('teams', 'channel'), true), 'Laat Mag dat? dit instellen').data).toEqual({
      do: 'group-act',
      id,
      version,
      act: 'set-moderation',
    });
    expect(titlesOf(shown(inApp('teams', 'channel')))).not.toContain('Laat Mag dat? dit instellen');
  });
});
