import type { CaseReply, Part } from '../../../src/flows/escalation/reply.ts';
import * as cases from '../../support/cards/case-replies.ts';
import { textsOf } from './card-rules.ts';
import { buttonsOf, cardOf, linesOf, read, titlesOf } from './reading.ts';

describe('a case', () => {
  test.each<[CaseReply['headline'], Part, string]>([
    ['sent', 'reporter', 'Je melding is verstuurd.'],
    ['assigned', 'asked', 'Je hebt een nieuwe melding.'],
    ['acknowledged', 'reporter', 'Lijnmanager pakt je melding op.'],
    ['question', 'reporter', 'Lijnmanager heeft een vraag voor je.'],
    ['offered', 'offered', 'Lijnmanager vraagt of jij deze melding overneemt.'],
    ['reminder', 'holder', 'Je hebt deze melding opgepakt. Laat weten hoe het gaat.'],
    ['closed', 'reporter', 'Je melding is afgesloten.'],
    ['reopened', 'asked', 'De melder vindt dit niet opgelost. De melding is weer open.'],
    ['alarm', 'guard', 'Niemand reageerde op deze melding. Kom nu in actie.'],
  ])('tells of %s to the %s: %s', (headline, part, expected) => {
    const card = cardOf(cases.buildCaseReply('nl', { headline, part, case: cases.buildHeld() }));
    expect(linesOf(card)).toContain(expected);
  });

  test('tells whoever was passed by who has it now, the alarm included', () => {
    const told = (over: Parameters<typeof cases.buildCase>[0]) =>
      linesOf(cardOf(cases.buildCaseReply('nl', { headline: 'passed-on', case: cases.buildCase(over) })));
    const both = [cases.PEOPLE.manager, cases.PEOPLE.deputy];
    expect(told({ asked: both })).toContain(
      'Er kwam niet op tijd een reactie. De melding is nu bij Vervanger.',
    );
    expect(told({ exhausted: true, guard: cases.PEOPLE.guard })).toContain(
      'Er kwam niet op tijd een reactie. De melding is nu bij Coördinator.',
    );
  });

  test('tells nothing when somebody just looks', () => {
    const lines = (headline: CaseReply['headline']) =>
      linesOf(cardOf(cases.buildCaseReply('nl', { headline }))).length;
    expect(lines('refresh')).toBe(lines(undefined));
    expect(lines('added')).toBe(lines(undefined) + 1);
  });

  test.each<[string, Partial<CaseReply>, string]>([
    [
      'who was told and until when they have',
      { part: 'reporter', headline: undefined },
      'Ik heb Lijnmanager (leidinggevende) gevraagd. Een reactie komt uiterlijk vandaag om 11.30, anders vraag ik iemand anders.',
    ],
    [
      'whoever was asked until when they have',
      {},
      'Reageer uiterlijk vandaag om 11.30. Anders vraag ik iemand anders.',
    ],
    [
      'who has it and since when',
      { part: 'reporter', case: cases.buildHeld() },
      'Lijnmanager (leidinggevende) heeft deze melding sinds vandaag om 10.52.',
    ],
    [
      'the holder that they have it',
      { part: 'holder', case: cases.buildHeld() },
      'Jij hebt deze melding sinds vandaag om 10.52.',
    ],
    [
      'the holder until when to speak up',
      { part: 'holder', case: cases.buildHeld() },
      'Laat uiterlijk vandaag om 14.00 weten hoe het gaat.',
    ],
    [
      'the holder when it asks about the talk',
      {
        part: 'holder',
        case: cases.buildHeld({ next: { awaited: 'follow-up', at: new Date('2026-11-24T08:30:00+01:00') } }),
      },
      'Ik vraag dinsdag 24 november om 8.30 hoe het overleg ging.',
    ],
    [
      'a colleague until when to answer',
      {
        part: 'offered',
        case: cases.buildHeld({
          offer: cases.PEOPLE.deputy,
          next: { awaited: 'acceptance', at: cases.at('11:20') },
        }),
      },
      'Laat uiterlijk vandaag om 11.20 weten of je dit overneemt.',
    ],
    [
      'the holder who was asked to take over',
      {
        part: 'holder',
        case: cases.buildHeld({
          offer: cases.PEOPLE.deputy,
          next: { awaited: 'acceptance', at: cases.at('11:20') },
        }),
      },
      'Vervanger is gevraagd om dit over te nemen. Antwoord komt uiterlijk vandaag om 11.20.',
    ],
    [
      'that nobody reacted and who was alarmed',
      { part: 'reporter', case: cases.buildCase({ exhausted: true, guard: cases.PEOPLE.guard }) },
      'Niemand reageerde op tijd. Coördinator heeft een alarm gekregen.',
    ],
    [
      'that it is open again',
      { part: 'reporter', headline: 'reopened', case: cases.buildCase({ state: 'reopened' }) },
      'Wie je melding had, heeft weer bericht. Een reactie komt uiterlijk vandaag om 11.30.',
    ],
    ['when it was closed', { case: cases.buildHeld(cases.CLOSED) }, 'Afgesloten: vandaag om 10.58.'],
    [
      'when it was withdrawn',
      { case: cases.buildHeld({ ...cases.CLOSED, state: 'withdrawn' }) },
      'Ingetrokken: vandaag om 10.58.',
    ],
    [
      'that a question is open',
      { part: 'reporter', case: cases.buildHeld({ question: 'Wie?' }) },
      'Er staat nog een vraag voor je open.',
    ],
  ])('tells %s', (_, overrides, expected) => {
    expect(linesOf(cardOf(cases.buildCaseReply('nl', overrides)))).toContain(expected);
  });

  test('shows each state in other words and another icon', () => {
    const states = [
      'reported',
      'notified',
      'acknowledged',
      'in-progress',
      'follow-up',
      'closed',
      'withdrawn',
      'reopened',
    ] as const;
    const bands = states.map(
      (state) => textsOf(cardOf(cases.buildCaseReply('nl', { case: cases.buildCase({ state }) })))[0],
    );
    const icons = bands.map((band) => band?.split(' ')[0]);
    expect(new Set(bands).size).toBe(states.length);
    expect(new Set(icons).size).toBe(states.length);
  });

  test('shows in its band that nobody reacted, until somebody has it or it is over', () => {
    const band = (one: CaseReply['case']) => textsOf(cardOf(cases.buildCaseReply('nl', { case: one })))[0];
    expect(band(cases.buildCase({ exhausted: true }))).toBe('❗ Niemand reageerde nog');
    expect(band(cases.buildHeld({ exhausted: true }))).not.toContain('Niemand');
    expect(band(cases.buildCase({ ...cases.CLOSED, exhausted: true }))).not.toContain('Niemand');
  });

  test('warns when the pressed card was out of date', () => {
    expect(read(cardOf(cases.buildCaseReply('nl', { refused: 'stale' })))).toContain(
      '⚠️ Deze kaart was verouderd. Je ziet nu de laatste stand.',
    );
  });

  test('names the reporter to leaders only', () => {
    const lines = (part: Part) => linesOf(cardOf(cases.buildCaseReply('nl', { part })));
    expect(lines('asked')).toContain('Gemeld door: Docent');
    expect(lines('reporter').join()).not.toContain('Gemeld door');
  });

  test('shows the outcome, the agreement and the rule once it is opened', () => {
    const lines = linesOf(
      cardOf(cases.buildCaseReply('nl', { case: cases.buildHeld(cases.CLOSED), opened: { events: [] } })),
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'Uitkomst: Afspraken gemaakt',
        'Afspraak: We spreken de ouder maandag samen op school.',
        'Regel: 15 · Professioneel account',
      ]),
    );
  });

  test('says that its text was deleted', () => {
    const one = cases.buildCase({ report: undefined });
    expect(read(cardOf(cases.buildCaseReply('nl', { case: one, opened: { events: [] } })))).toContain(
      'De tekst van deze melding is verwijderd.',
    );
  });

  test('tells how to read the text only where there is a button for it', () => {
    const says = (acts: CaseReply['acts']) =>
      read(cardOf(cases.buildCaseReply('nl', { acts }))).includes('Druk op Bekijk.');
    expect([says(['acknowledge', 'open']), says(['acknowledge'])]).toEqual([true, false]);
  });

  test('does at a press what needs no words, and asks for them first elsewhere', () => {
    const acts = ['open', 'acknowledge', 'accept', 'decline', 'ask', 'withdraw'] as const;
    const { id, version } = cases.buildCase();
    expect(buttonsOf(cardOf(cases.buildCaseReply('nl', { acts }))).map(({ data }) => data)).toEqual([
      ...acts.slice(0, 4).map((act) => ({ do: 'case-act', id, version, act })),
      ...acts.slice(4).map((act) => ({ do: 'case-form', id, act })),
    ]);
  });

  test('has short Dutch titles, at most six at once', () => {
    const card = (acts: CaseReply['acts']) => cardOf(cases.buildCaseReply('nl', { acts }));
    const some = ['open', 'acknowledge', 'ask', 'plan', 'hand-over', 'close', 'accept'] as const;
    const others = ['decline', 'answer', 'add', 'correct', 'withdraw', 'reopen', 'rate'] as const;
    for (const title of [...titlesOf(card(some)), ...titlesOf(card(others))]) {
      expect(String(title).length).toBeLessThanOrEqual(24);
    }
    expect(titlesOf(card(some))).toHaveLength(6);
  });

  test('brings itself up to date for its viewer, where the viewer is known', () => {
    expect(cardOf(cases.buildCaseReply('nl'))).toMatchObject({
      refresh: {
        action: {
          type: 'Action.Execute',
          verb: 'case-refresh',
          data: { do: 'case-refresh', id: cases.CASE_ID },
        },
        userIds: ['29:viewer'],
      },
    });
    expect(cardOf(cases.buildCaseReply('nl', { viewerId: undefined }))).not.toHaveProperty('refresh');
  });
});
