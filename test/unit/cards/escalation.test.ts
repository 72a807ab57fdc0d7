import { parseEscalationAction } from '../../../src/flows/escalation/action.ts';
import { NOTICES } from '../../../src/flows/escalation/model.ts';
import type { Part } from '../../../src/flows/escalation/reply.ts';
import { createTexts } from '../../../src/locale/locale.ts';
import { LANGUAGES } from '../../../src/policy/model.ts';
import { buildBareCases, buildCasesSaying, buildFullCases } from '../../support/cards/case-extremes.ts';
import * as cases from '../../support/cards/case-replies.ts';
import { faultsAmong } from '../../support/faults.ts';
import { faultsOf, type Node, nodesOf } from './card-rules.ts';
import { cardOf, inputsOf, linesOf, ofType, render } from './reading.ts';

const all = LANGUAGES.flatMap((language) =>
  [
    ...cases.buildEscalationCards(language),
    ...buildBareCases(language),
    ...buildFullCases(language),
    ...buildCasesSaying(language, `\${$root.summary} {{DATE(2026-11-21T00:00:00Z)}}`),
  ].map((reply, index) => [`${reply.kind} (${index}) in ${language}`, reply] as const),
);

describe('every card of a report', () => {
  test('keeps to the rules', () => {
    expect(faultsAmong(all, (reply) => expect(faultsOf(cardOf(reply))).toEqual([]))).toEqual([]);
  });

  test('has buttons that the bot understands, also on a client without Action.Execute', () => {
    const faults = faultsAmong(all, (reply) => {
      const card = cardOf(reply);
      const pressed = [...ofType(card, 'Action.Execute'), ...ofType(card, 'Action.Submit')];
      for (const { data } of pressed) {
        expect(parseEscalationAction(data)).toMatchObject({ do: (data as Node).do });
      }
    });
    expect(faults).toEqual([]);
  });

  test('lets the server alone judge what was typed', () => {
    const faults = faultsAmong(all, (reply) => {
      for (const input of inputsOf(cardOf(reply))) {
        expect(Object.keys(input)).not.toEqual(expect.arrayContaining(['isRequired']));
        expect(Object.keys(input)).not.toEqual(expect.arrayContaining(['maxLength']));
      }
    });
    expect(faults).toEqual([]);
  });
});

const PARTS: readonly Part[] = ['reporter', 'holder', 'asked', 'offered', 'guard'];
const HEADLINES = [...NOTICES, 'sent', 'done', undefined] as const;
const sides = PARTS.flatMap((part) =>
  HEADLINES.map((headline) => [`for the ${part} about ${headline}`, { part, headline }] as const),
);

/** A case in which everything that somebody wrote is `MARK`. */
const buildMarked = () => {
  const report = {
    text: 'MARK',
    group: 'MARK',
    reach: 'MARK',
    links: ['MARK'],
    platform: 'teams',
    involved: true,
  } as const;
  return cases.buildHeld({
    ...cases.CLOSED,
    report: { ...report, snapshot: { ...cases.SNAPSHOT, author: 'MARK', text: 'MARK' } },
    question: 'MARK',
    closing: { outcome: 'agreed', agreement: 'MARK', article: '15' },
  });
};

describe('a case, for each part and headline,', () => {
  const buildSide = (side: { readonly part: Part; readonly headline: (typeof HEADLINES)[number] }) =>
    cases.buildCaseReply('nl', { ...side, case: buildMarked() });

  test('says nothing of it in the notification', () => {
    const faults = faultsAmong(sides, (side) => {
      const rendered = render(buildSide(side));
      if (rendered.kind !== 'card') throw new Error('no card');
      const { speak, fallbackText } = rendered.card as Node;
      const shown = [rendered.summary, speak, fallbackText].join(' ');
      expect(shown).not.toMatch(/MARK|Docent|Lijnmanager|Conflict|Ontspoord|Teams/i);
      expect(shown).toMatch(/melding/i);
    });
    expect(faults).toEqual([]);
  });

  test('holds no words of the report until it is opened', () => {
    const faults = faultsAmong(sides, (side) => {
      const reply = buildSide(side);
      expect(JSON.stringify(cardOf(reply))).not.toContain('MARK');
      expect(JSON.stringify(cardOf({ ...reply, opened: { events: [] } }))).toContain('MARK');
    });
    expect(faults).toEqual([]);
  });
});

test('no TextBlock, fact or label holds what people, policies or the directory wrote', () => {
  for (const reply of buildCasesSaying('nl', 'MARK')) {
    const risky = nodesOf(cardOf(reply)).flatMap((node) => {
      if (node.type === 'TextBlock' || node.type === 'FactSet') return [node];
      const { value: _, choices, ...shown } = node;
      return String(node.type).startsWith('Input.')
        ? [node.style === 'expanded' ? { ...shown, choices } : shown]
        : [];
    });
    expect(JSON.stringify(risky)).not.toContain('MARK');
  }
});

test('what people type is never evaluated', () => {
  const text = `Een tekst met \${policy.school} en \${$root.summary}.`;
  const card = cardOf(cases.buildReportCheck('nl', { draft: cases.buildDraft({ text }) }));
  expect(linesOf(card)).toContain(text);
});

test.each(LANGUAGES)('a notice in %s is a line of text', (language) => {
  for (const notice of ['not-found', 'dropped', 'no-reports', 'unknown-person', 'parent'] as const) {
    expect(render({ kind: 'case-notice', language, notice })).toEqual({
      kind: 'text',
      text: createTexts()(language, `case-notice.${notice}`),
    });
  }
});
