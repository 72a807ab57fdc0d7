import * as cases from '../../support/cards/case-replies.ts';
import { cardOf, linesOf, read } from './reading.ts';

describe('the history of a case', () => {
  const historyOf = (events: Parameters<typeof cases.buildEvent>[0][]) => {
    const opened = { events: events.map((event) => cases.buildEvent(event)) };
    const one = cases.buildCase({ report: undefined });
    const card = cardOf(cases.buildCaseReply('nl', { opened, viewer: 'somebody', case: one }));
    return { card, lines: linesOf(card).filter((line) => /om \d+\.\d\d · /.test(line)) };
  };

  test('tells when, what, by whom, and what was typed', () => {
    const { PEOPLE, EVENTS } = cases;
    expect(historyOf([...EVENTS]).lines).toEqual([
      'Vandaag om 10.45 · Docent deed de melding',
      'Vandaag om 10.45 · Vervanger werd overgeslagen · afwezig',
      'Vandaag om 10.45 · Lijnmanager kreeg de melding',
      'Vandaag om 10.45 · Bericht bezorgd bij Lijnmanager',
      'Vandaag om 10.52 · Lijnmanager pakte het op',
      'Vandaag om 10.53 · Lijnmanager bekeek de melding',
      'Vandaag om 10.54 · Lijnmanager stelde een vraag: “Wie zit er nog meer in die groep?”',
      'Vandaag om 10.56 · Docent gaf antwoord: “Alle ouders van 2B, en ik.”',
      'Vandaag om 10.57 · Lijnmanager plande overleg · maandag 23 november',
    ]);
    expect(historyOf([{ kind: 'rated', reason: 'not-helped' }]).lines).toEqual([
      'Vandaag om 10.45 · Docent gaf een oordeel · Dit heeft niet geholpen',
    ]);
    expect(historyOf([{ kind: 'corrected', text: 'Oud', reason: '3' }]).lines).toEqual([
      'Vandaag om 10.45 · Docent verbeterde de melding · Bedreigend of strafbaar · eerst stond er: “Oud”',
    ]);
    expect(
      historyOf([{ kind: 'undeliverable', actor: undefined, subject: PEOPLE.manager, reason: 'blocked' }])
        .lines,
    ).toEqual(['Vandaag om 10.45 · Bericht niet bezorgd bij Lijnmanager · de app is geblokkeerd']);
    expect(historyOf([{ kind: 'skipped', actor: undefined, reason: 'nobody' }]).lines).toEqual([
      'Vandaag om 10.45 · Een stap werd overgeslagen · niemand bekend',
    ]);
  });

  test('shows the last fifteen events and says that there were more', () => {
    const { card, lines } = historyOf(
      Array.from({ length: 20 }, (_, index) => ({ kind: 'added', text: `${index}` })),
    );
    expect(lines).toHaveLength(15);
    expect(lines.at(-1)).toContain('“19”');
    expect(read(card)).toContain('Eerder gebeurde nog meer: 5.');
  });

  test('shows of each reader the last time only', () => {
    const { lines } = historyOf([
      { kind: 'read' },
      { kind: 'read', actor: cases.PEOPLE.manager },
      { kind: 'added' },
      { kind: 'read', at: cases.at('10:59') },
    ]);
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toBe('Vandaag om 10.59 · Docent bekeek de melding');
  });

  test('shows the newest words whole and shortens the older ones when there is no room', () => {
    const words = 'woorden '.repeat(250).trim();
    const { lines } = historyOf(Array.from({ length: 5 }, () => ({ kind: 'added', text: words })));
    expect(lines.at(-1)).toContain(`“${words}”`);
    expect(lines[0]).toContain('…”');
  });
});
