import { parseEscalationAction } from '../../../src/flows/escalation/action.ts';
import type { Problem } from '../../../src/flows/typed.ts';
import { SKIP_REASONS } from '../../../src/routing/chain.ts';
import * as cases from '../../support/cards/case-replies.ts';
import { buildPolicy } from '../../support/cards/replies.ts';
import { nodesOf, textsOf } from './card-rules.ts';
import { buttonOf, buttonsOf, cardOf, inputsOf, linesOf, ofType, read, sentBy } from './reading.ts';

describe('the form of a report', () => {
  test('holds everything that was typed and gives it back', () => {
    const draft = cases.buildDraft({ involved: true, kind: 'onzin', text: ` "a"\n\tb\\ \${c} ` });
    const { id, snapshot: _, involved, ...typed } = draft;
    const card = cardOf(cases.buildReportForm('nl', { draft }));
    expect(parseEscalationAction(sentBy(card, 'Verder'))).toEqual({
      do: 'report-check',
      id,
      ...typed,
      involved: String(involved),
    });
  });

  test('keeps 20,000 typed characters', () => {
    const text = 'Wat er gebeurde. '.repeat(1200).slice(0, 20_000);
    const card = cardOf(cases.buildReportForm('nl', { draft: cases.buildDraft({ text }) }));
    expect(inputsOf(card).find(({ id }) => id === 'text')).toMatchObject({ value: text });
  });

  test('says so where a card cannot hold what was typed', () => {
    const draft = cases.buildDraft({ text: '"\n'.repeat(10_000), reach: 'a'.repeat(20_000) });
    const card = cardOf(cases.buildReportForm('nl', { draft }));
    expect(read(card)).toContain('Je tekst is te lang voor deze kaart.');
    expect(read(card)).toContain('Hoe je te bereiken bent is te lang voor deze kaart.');
    expect(read(cardOf(cases.buildReportForm('nl')))).not.toContain('te lang voor deze kaart');
  });

  test.each<[Problem, string]>([
    [
      { field: 'text', problem: 'too-long', length: 4321, limit: 4000 },
      'Je tekst is 4.321 tekens. Er passen er 4.000 in.',
    ],
    [
      { field: 'text', problem: 'too-short', length: 4, limit: 10 },
      'Je tekst is 4 tekens. Schrijf er minstens 10.',
    ],
    [{ field: 'text', problem: 'too-long' }, 'Je tekst klopt nog niet.'],
    [{ field: 'kind', problem: 'missing' }, 'Vul nog in: het soort probleem.'],
    [{ field: 'severity', problem: 'missing' }, 'Vul nog in: hoe erg het is.'],
    [
      { field: 'links', problem: 'no-link' },
      'Je lijst met links klopt niet. Zet op elke regel één link. Een link begint met https. Heb je geen link? Zet dan een streepje neer.',
    ],
    [{ field: 'toString', problem: 'missing' }, 'Vul nog in: iets op deze kaart.'],
  ])('names what is wrong with %o', (problem, expected) => {
    expect(textsOf(cardOf(cases.buildReportForm('nl', { problems: [problem] })))).toContain(expected);
  });

  test('puts what is wrong on top, and the emergency numbers before that', () => {
    const problems: Problem[] = [{ field: 'kind', problem: 'missing' }];
    const [first] = textsOf(cardOf(cases.buildReportForm('nl', { problems })));
    expect(first).toBe('⚠️ Dit moet nog anders');
    const texts = textsOf(cardOf(cases.buildReportForm('nl', { problems, emergency: true })));
    expect(texts[0]).toContain('Bel 112');
    expect(texts.indexOf('⚠️ Dit moet nog anders')).toBeGreaterThan(0);
  });

  test('names whom a yes to "involved" skips: the first of the chain of that school', () => {
    const policy = buildPolicy({ chains: { staff: [{ role: 'school-leader', minutes: 30 }] } });
    const title = (overrides: object) =>
      ofType(cardOf(cases.buildReportForm('nl', overrides)), 'Input.Toggle')[0]?.title;
    expect(title({ policy })).toBe('Mijn schoolleider is erbij betrokken');
    expect(title({ policy, audience: 'student' })).toBe('Mijn mentor is erbij betrokken');
  });

  test('says nothing of a place that nobody named', () => {
    const lines = (platform: string) =>
      linesOf(cardOf(cases.buildReportCheck('nl', { draft: cases.buildDraft({ platform, group: '' }) })));
    expect(lines('').join()).not.toContain('Waar');
    expect(lines('other')).toContain('Waar: Ergens anders');
  });

  test('names the police in an emergency', () => {
    expect(read(cardOf(cases.buildReportForm('nl', { emergency: true })))).toContain('0900-8844');
  });

  test('asks a student about the mentor', () => {
    const titleFor = (audience: 'staff' | 'student') =>
      ofType(cardOf(cases.buildReportForm('nl', { audience })), 'Input.Toggle')[0]?.title;
    expect(titleFor('staff')).toBe('Mijn leidinggevende is erbij betrokken');
    expect(titleFor('student')).toBe('Mijn mentor is erbij betrokken');
  });

  test('shows first aid and the message that is reported, read-only', () => {
    const card = cardOf(
      cases.buildReportForm('nl', { draft: cases.buildDraft({ snapshot: cases.SNAPSHOT }) }),
    );
    expect(linesOf(card)).toContain(cases.SNAPSHOT.text);
    expect(linesOf(card)).toContain('Ouder van een leerling · Vandaag om 9.12');
    expect(read(card)).toContain('Bijlagen zijn niet overgenomen.');
    expect(linesOf(card)).toContain('Meld het bij het bestuur. (wet: meldplicht)');
  });

  test('says that nothing is sent yet, and never to forward intimate images', () => {
    expect(read(cardOf(cases.buildReportForm('nl')))).toContain('Je ziet eerst wie het krijgt.');
    expect(read(cardOf(cases.buildReportForm('nl')))).toContain(
      'Kopieer nooit naaktbeelden van minderjarigen',
    );
  });

  test('throws away without what was typed', () => {
    expect(buttonOf(cardOf(cases.buildReportForm('nl')), 'Gooi weg')).toMatchObject({
      verb: 'report-drop',
      associatedInputs: 'none',
    });
  });
});

describe('the card before sending', () => {
  test('tells who gets the report and when, and who does not', () => {
    expect(linesOf(cardOf(cases.buildReportCheck('nl'))).slice(0, 5)).toEqual([
      'Nu: Lijnmanager (leidinggevende)',
      'Vervanger (vervanger) krijgt dit niet: afwezig.',
      'Reageert niemand? Dan vandaag om 11.30: Teamleider (teamleider)',
      'Reageert niemand? Dan maandag 23 november om 8.30: Schoolleider (schoolleider)',
      'Blijft het stil? Dan krijgt Coördinator (veiligheidscoördinator) een alarm.',
    ]);
  });

  test('shows quietly who does not get it', () => {
    const runs = nodesOf(cardOf(cases.buildReportCheck('nl'))).filter(({ type }) => type === 'TextRun');
    const isQuiet = (text: string) => runs.find((run) => run.text === text)?.isSubtle;
    expect(isQuiet('Vervanger (vervanger) krijgt dit niet: afwezig.')).toBe(true);
    expect(isQuiet('Lijnmanager (leidinggevende)')).toBe(false);
  });

  test('names who stands in for whom', () => {
    const [step] = cases.CHAIN.map((one) => ({
      step: one,
      person: cases.PEOPLE.deputy,
      at: undefined,
      skipped: undefined,
    }));
    const [line] = linesOf(cardOf(cases.buildReportCheck('nl', { route: step ? [step] : [] })));
    expect(line).toBe('Nu: Vervanger, in plaats van Lijnmanager (leidinggevende)');
  });

  test('gives another reason for each way to be passed over', () => {
    const [step] = cases.CHAIN;
    if (!step) throw new Error('the chain is empty');
    const lines = SKIP_REASONS.map((skipped) => {
      const part = { step, person: undefined, at: undefined, skipped };
      return linesOf(cardOf(cases.buildReportCheck('nl', { route: [part] })))[0];
    });
    expect(new Set(lines).size).toBe(SKIP_REASONS.length);
    expect(lines).toContain('Lijnmanager (leidinggevende) krijgt dit niet: is erbij betrokken.');
  });

  test('says when the directory names nobody for a step', () => {
    const step = { role: 'mentor', minutes: 30, person: undefined } as const;
    const route = [{ step, person: undefined, at: undefined, skipped: 'nobody' } as const];
    expect(linesOf(cardOf(cases.buildReportCheck('nl', { route })))[0]).toBe('Geen mentor: niemand bekend.');
  });

  test('shows the report paragraph by paragraph, with its links', () => {
    const lines = linesOf(cardOf(cases.buildReportCheck('nl')));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Een ouder scheldt mij uit in de groepsapp van 2B. Andere ouders doen mee.',
        'Het begon gisteravond na het rapport. Ik heb niet gereageerd.',
        'https://example.org/bericht/2',
        'Waar: WhatsApp · Ouders 2B',
      ]),
    );
    expect(ofType(cardOf(cases.buildReportCheck('nl')), 'Action.OpenUrl')).toEqual([]);
  });

  test('offers to send, to change and to throw away', () => {
    const sent = buttonsOf(cardOf(cases.buildReportCheck('nl'))).map(({ title, data }) => [title, data]);
    expect(sent).toEqual([
      ['Verstuur', { do: 'report-send', id: cases.CASE_ID }],
      ['Wijzig', { do: 'report-edit', id: cases.CASE_ID }],
      ['Gooi weg', { do: 'report-drop', id: cases.CASE_ID }],
    ]);
  });

  test('says that this is no emergency line', () => {
    expect(read(cardOf(cases.buildReportCheck('nl')))).toContain('Dit is geen noodlijn.');
  });
});

describe('the card without a route', () => {
  test('says that nothing was sent, whom to go to, and leads back to the form', () => {
    const card = cardOf(cases.buildNoRoute('nl'));
    expect(read(card)).toContain('Je melding is niet verstuurd');
    expect(linesOf(card)).toContain('Praat nu zelf met je leidinggevende.');
    expect(sentBy(card, 'Terug naar je melding')).toEqual({ do: 'report-edit', id: cases.CASE_ID });
  });
});
