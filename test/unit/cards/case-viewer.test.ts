import { NOTICES } from '../../../src/flows/escalation/model.ts';
import type { CaseReply, Part } from '../../../src/flows/escalation/reply.ts';
import { partOf } from '../../../src/flows/escalation/rights.ts';
import * as cases from '../../support/cards/case-replies.ts';
import { buildAid } from '../../support/cards/replies.ts';
import { textsOf } from './card-rules.ts';
import { cardOf, linesOf, read } from './reading.ts';

/** What each person reads of a case: sentences for them, with "you" for themselves. */

const { PEOPLE, at, buildCase, buildHeld } = cases;
const OFFER = { offer: PEOPLE.deputy, next: { awaited: 'acceptance', at: at('11:20') } } as const;

const CASES = {
  asked: buildCase({ asked: [PEOPLE.teamLeader, PEOPLE.manager] }),
  held: buildHeld({ asked: [PEOPLE.manager], question: 'Wie?' }),
  offered: buildHeld(OFFER),
  reopened: buildCase({ state: 'reopened', asked: [PEOPLE.teamLeader, PEOPLE.manager] }),
  alarm: buildCase({ exhausted: true, guard: PEOPLE.guard, asked: [PEOPLE.manager, PEOPLE.teamLeader] }),
  silent: buildCase({ exhausted: true, guard: undefined }),
} as const;

const VIEWERS = {
  reporter: ['reporter', PEOPLE.reporter],
  manager: ['asked', PEOPLE.manager],
  holder: ['holder', PEOPLE.manager],
  deputy: ['offered', PEOPLE.deputy],
  former: ['asked', PEOPLE.teamLeader],
  guard: ['guard', PEOPLE.guard],
} as const satisfies Record<string, readonly [Part, { id: string; name: string }]>;
type Who = keyof typeof VIEWERS;

const replyFor = (language: 'nl' | 'en', who: Who, overrides: Partial<CaseReply>): CaseReply => {
  const [part, { id }] = VIEWERS[who];
  return cases.buildCaseReply(language, { part, viewer: id, headline: undefined, acts: [], ...overrides });
};

describe('how a case stands', () => {
  test.each<[keyof typeof CASES, Who, string, string]>([
    [
      'asked',
      'reporter',
      'Ik heb Lijnmanager (leidinggevende) gevraagd. Een reactie komt uiterlijk vandaag om 11.30, anders vraag ik iemand anders.',
      'I have asked Lijnmanager (line manager). A reaction comes today at 11:30 at the latest, or I ask somebody else.',
    ],
    [
      'asked',
      'manager',
      'Reageer uiterlijk vandaag om 11.30. Anders vraag ik iemand anders.',
      'React today at 11:30 at the latest. Otherwise I ask somebody else.',
    ],
    [
      'asked',
      'former',
      'Lijnmanager (leidinggevende) is nu aan de beurt, tot vandaag om 11.30. Jij kunt de melding ook nog oppakken.',
      'It is now up to Lijnmanager (line manager), until today at 11:30. You can still take on the report too.',
    ],
    ['held', 'reporter', 'Er staat nog een vraag voor je open.', 'There is still a question for you.'],
    [
      'held',
      'holder',
      'De melder heeft nog een vraag open staan.',
      'The reporter still has a question to answer.',
    ],
    [
      'held',
      'former',
      'Lijnmanager (leidinggevende) heeft deze melding sinds vandaag om 10.52.',
      'Lijnmanager (line manager) has had this report since today at 10:52.',
    ],
    [
      'offered',
      'deputy',
      'Laat uiterlijk vandaag om 11.20 weten of je dit overneemt.',
      'Let us know whether you take over, today at 11:20 at the latest.',
    ],
    [
      'offered',
      'holder',
      'Vervanger is gevraagd om dit over te nemen. Antwoord komt uiterlijk vandaag om 11.20.',
      'Vervanger was asked to take over. The answer comes today at 11:20 at the latest.',
    ],
    [
      'reopened',
      'reporter',
      'Wie je melding had, heeft weer bericht. Een reactie komt uiterlijk vandaag om 11.30.',
      'Whoever had your report has been told again. A reaction comes today at 11:30 at the latest.',
    ],
    [
      'reopened',
      'manager',
      'De melding ligt weer bij jou. Reageer uiterlijk vandaag om 11.30. Anders vraag ik iemand anders.',
      'The report is with you again. React today at 11:30 at the latest. Otherwise I ask somebody else.',
    ],
    [
      'alarm',
      'reporter',
      'Niemand reageerde op tijd. Coördinator heeft een alarm gekregen.',
      'Nobody reacted in time. Coördinator has been alarmed.',
    ],
    [
      'alarm',
      'guard',
      'Niemand reageerde op tijd. Daarom kreeg jij een alarm.',
      'Nobody reacted in time. That is why you got an alarm.',
    ],
    [
      'alarm',
      'former',
      'Niemand reageerde op tijd. Coördinator heeft een alarm gekregen. Jij kunt de melding ook nog oppakken.',
      'Nobody reacted in time. Coördinator has been alarmed. You can still take on the report too.',
    ],
    [
      'silent',
      'reporter',
      'Niemand reageerde op tijd op je melding.',
      'Nobody reacted to your report in time.',
    ],
    [
      'silent',
      'manager',
      'Niemand reageerde op tijd. Jij kunt de melding nog oppakken.',
      'Nobody reacted in time. You can still take on the report.',
    ],
  ])('when %s reads right to the %s: %s', (state, who, nl, en) => {
    expect(linesOf(cardOf(replyFor('nl', who, { case: CASES[state] })))).toContain(nl);
    expect(linesOf(cardOf(replyFor('en', who, { case: CASES[state] })))).toContain(en);
  });

  /** Every card that the flow could send to somebody, with what happened in it. */
  function* everyCard(language: 'nl' | 'en') {
    for (const who of Object.keys(VIEWERS) as Who[]) {
      for (const one of Object.values(CASES).filter((found) => partOf(found, VIEWERS[who][1].id))) {
        for (const headline of [...NOTICES, 'sent', 'done', undefined] as const) {
          const opened = { events: cases.EVENTS };
          const part = partOf(one, VIEWERS[who][1].id) ?? 'asked';
          yield { who, part, card: cardOf(replyFor(language, who, { case: one, part, headline, opened })) };
        }
      }
    }
  }

  test.each([
    ['nl', /\b(je|jouw) melding\b|Ik heb .* gevraagd/i],
    ['en', /\byour report\b|I have asked/i],
  ] as const)(
    'names nobody to themselves, and tells leaders nothing meant for the reporter (%s)',
    (language, own) => {
      const faults = [...everyCard(language)].flatMap(({ who, part, card }) => {
        const [, { name }] = VIEWERS[who];
        const text = read(card);
        return [
          ...(text.includes(name) ? [`${who}: ${name}`] : []),
          ...(part !== 'reporter' && own.test(text) ? [`${who}: ${own.exec(text)?.[0]}`] : []),
        ];
      });
      expect([...new Set(faults)]).toEqual([]);
    },
  );
});

describe('the emergency number', () => {
  const line = '🚨 Is er nu gevaar? Bel 112.';
  const first = (reply: Parameters<typeof cardOf>[0]) => textsOf(cardOf(reply))[0];

  test.each(Object.keys(VIEWERS) as Who[])(
    'stands on top of every open case of the third level, for the %s',
    (who) => {
      for (const one of Object.values(CASES)) {
        const urgent = { ...one, severity: '3' } as const;
        expect(first(replyFor('nl', who, { case: urgent }))).toBe(line);
        expect(first(replyFor('nl', who, { case: urgent, headline: 'question' }))).toBe(line);
        expect(read(cardOf(replyFor('nl', who, { case: one })))).not.toContain('112');
      }
      const over = buildHeld({ ...cases.CLOSED, severity: '3' });
      expect(read(cardOf(replyFor('nl', who, { case: over })))).not.toContain('112');
    },
  );

  test('stands on the forms and the list too', () => {
    const urgent = buildHeld({ severity: '3' });
    for (const act of cases.FORM_ACTS)
      expect(first(cases.buildCaseForm('nl', act, { case: urgent }))).toBe(line);
    expect(first(cases.buildCases('nl', { urgent: { case: urgent, aid: buildAid() } }))).toBe(line);
    expect(read(cardOf(cases.buildCases('nl')))).not.toContain('112');
  });
});

describe('who reads a text', () => {
  const above = (...about: Parameters<typeof cases.buildCaseForm>) =>
    linesOf(cardOf(cases.buildCaseForm(...about))).filter((line) =>
      /^(Dit leest|Read by|The reporter reads)/.test(line),
    );

  test.each([
    [
      'hand-over',
      'Dit leest: de collega die je kiest en wie de melding daarna krijgt. De melder leest dit niet.',
    ],
    ['ask', 'Dit leest de melder ook.'],
    ['close', 'Dit leest de melder ook.'],
    ['answer', 'Dit leest: Lijnmanager en wie je melding daarna krijgt.'],
    ['add', 'Dit leest: Lijnmanager en wie je melding daarna krijgt.'],
    ['correct', 'Dit leest: Lijnmanager en wie je melding daarna krijgt.'],
    ['withdraw', 'Dit leest: Lijnmanager en wie je melding daarna krijgt.'],
    ['reopen', 'Dit leest: Lijnmanager en wie je melding daarna krijgt.'],
    ['rate', 'Dit leest: Lijnmanager en wie je melding daarna krijgt.'],
  ] as const)('stands above the field to %s', (act, expected) => {
    expect(above('nl', act)).toEqual([expected]);
    expect(above('en', act)).toHaveLength(1);
  });

  test('counts people beyond three, and stands above each field of a report', () => {
    const asked = [PEOPLE.teamLeader, PEOPLE.schoolLeader, PEOPLE.deputy, PEOPLE.manager];
    expect(above('nl', 'add', { case: buildCase({ asked }) })).toEqual([
      'Dit leest: Lijnmanager, Vervanger, Schoolleider en nog 1 en wie je melding daarna krijgt.',
    ]);
    const lines = linesOf(cardOf(cases.buildReportForm('nl')));
    expect(lines.filter((line) => line === 'Dit leest: wie je melding krijgt.')).toHaveLength(4);
  });
});
