import { parseEscalationAction } from '../../../src/flows/escalation/action.ts';
import { NOTICES } from '../../../src/flows/escalation/model.ts';
import type { Part } from '../../../src/flows/escalation/reply.ts';
import { createTexts } from '../../../src/locale/locale.ts';
import { LANGUAGES } from '../../../src/policy/model.ts';
import { buildBareCases, buildCasesSaying, buildFullCases } from '../../support/cards/case-extremes.ts';
import * as cases from '../../support/cards/case-replies.ts';
import { faultsOf, type Node, nodesOf } from './card-rules.ts';
import { cardOf, inputsOf, linesOf, ofType, render } from './reading.ts';

const all = LANGUAGES.flatMap((language) =>
  [
    ...cases.buildEscalationCards(language),
    ...buildBareCases(language),
    ...buildFullCases(language),
    ...buildCasesSaying(language, `\${$root.summary} {{DATE(2026-11-21T00:00:00Z)}}`),
  ].map((reply, index) => [language, reply.kind, index, reply] as const),
);

describe.each(all)('a card in %s: %s (%d)', (_language, _kind, _index, reply) => {
  test('keeps to the rules', () => {
    expect(faultsOf(cardOf(reply))).toEqual([]);
  });

  test('has buttons that the bot understands, also on a client without Action.Execute', () => {
    const card = cardOf(reply);
    const pressed = [...ofType(card, 'Action.Execute'), ...ofType(card, 'Action.Submit')];
    for (const { data } of pressed) {
      expect(parseEscalationAction(data)).toMatchObject({ do: (data as Node).do });
    }
  });

  test('lets the server alone judge what was typed', () => {
    for (const input of inputsOf(cardOf(reply))) {
      expect(Object.keys(input)).not.toEqual(expect.arrayContaining(['isRequired']));
      expect(Object.keys(input)).not.toEqual(expect.arrayContaining(['maxLength']));
    }
  });
});

const PARTS: readonly Part[] = ['reporter', 'holder', 'asked', 'offered', 'guard'];
const HEADLINES = [...NOTICES, 'sent', 'done', undefined] as const;
const sides = PARTS.flatMap((part) => HEADLINES.map((headline) => ({ part, headline })));

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

describe.each(sides)('a case for the $part about $headline', ({ part, headline }) => {
  const reply = cases.buildCaseReply('nl', { part, headline, case: buildMarked() });

  test('says nothing of it in the notification', () => {
    const rendered = render(reply);
    if (rendered.kind !== 'card') throw new Error('no card');
    const { speak, fallbackText } = rendered.card as Node;
    const shown = [rendered.summary, speak, fallbackText].join(' ');
    expect(shown).not.toMatch(/MARK|Docent|Lijnmanager|Conflict|Ontspoord|Teams/i);
    expect(shown).toMatch(/melding/i);
  });

  test('holds no words of the report until it is opened', () => {
    expect(JSON.stringify(cardOf(reply))).not.toContain('MARK');
    expect(JSON.stringify(cardOf({ ...reply, opened: { events: [] } }))).toContain('MARK');
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
