import { parseGroupAction } from '../../../src/flows/group-chat/action.ts';
import type { GroupNoticeReply } from '../../../src/flows/group-chat/reply.ts';
import { LANGUAGES } from '../../../src/policy/model.ts';
import { buildBareGroups, buildFullGroups, buildGroupsSaying } from '../../support/cards/group-extremes.ts';
import { buildGroupCards, OWNER, SECOND } from '../../support/cards/group-replies.ts';
import { faultsAmong } from '../../support/faults.ts';
import { faultsOf, type Node, nodesOf } from './card-rules.ts';
import { cardOf, read, render } from './reading.ts';

const cases = LANGUAGES.flatMap((language) =>
  [...buildGroupCards(language), ...buildBareGroups(language), ...buildFullGroups(language)].map(
    (reply, index) => [`${reply.kind} (${index}) in ${language}`, reply] as const,
  ),
);

/** What every button sends; a button of a card and its fallback send the same. */
const sentOf = (card: object) =>
  nodesOf(card)
    .filter(({ type }) => type === 'Action.Submit' || type === 'Action.Execute')
    .map(({ data }) => data as Node);

describe('every card about a group', () => {
  test('keeps to the rules and shows nothing unfilled', () => {
    const faults = faultsAmong(cases, (reply) => {
      expect(faultsOf(cardOf(reply))).toEqual([]);
      expect(JSON.stringify(cardOf(reply))).not.toContain('${');
    });
    expect(faults).toEqual([]);
  });

  test('has buttons that the flow understands', () => {
    const faults = faultsAmong(cases, (reply) => {
      for (const data of sentOf(cardOf(reply))) expect(parseGroupAction(data)).toMatchObject({ do: data.do });
    });
    expect(faults).toEqual([]);
  });

  test('has at most six buttons below', () => {
    const faults = faultsAmong(cases, (reply) => {
      const { actions = [] } = cardOf(reply) as { actions?: unknown[] };
      expect(actions.length).toBeLessThanOrEqual(6);
    });
    expect(faults).toEqual([]);
  });
});

describe('a notification about a group', () => {
  test.each(LANGUAGES)('names neither group nor person nor app in %s', (language) => {
    for (const reply of buildGroupCards(language)) {
      const { summary } = render(reply) as { summary: string };
      expect(summary).toMatch(/\S/);
      expect(summary).not.toMatch(new RegExp(`2B|WhatsApp|${OWNER.name}|${SECOND.name}\\b(?! )`));
    }
  });

  test.each(LANGUAGES)('holds no words of people or policies in %s', (language) => {
    for (const reply of buildGroupsSaying(language, 'MARK'))
      expect((render(reply) as { summary: string }).summary).not.toContain('MARK');
  });
});

test('no TextBlock or fact holds what people or policies wrote: Markdown works only there', () => {
  for (const reply of buildGroupsSaying('nl', 'MARK')) {
    const risky = nodesOf(cardOf(reply)).filter(({ type }) => type === 'TextBlock' || type === 'FactSet');
    expect(JSON.stringify(risky)).not.toContain('MARK');
  }
});

test('what people write is shown letter by letter', () => {
  const words = `\${group.id} *vet* [klik](https://example.org)`;
  const card = buildGroupsSaying('nl', words).find(({ kind }) => kind === 'group');
  if (!card) throw new Error('no group');
  expect(read(cardOf(card)).replaceAll('\u200B', '')).toContain(words);
});

const NOTICES = [
  'not-found',
  'no-groups',
  'staff-only',
  'in-own-chat',
  'list-in-own-chat',
  'no-school',
  'unknown-person',
  'thanks',
] as const satisfies GroupNoticeReply['notice'][];

test.each(LANGUAGES)('says each notice in other words in %s', (language) => {
  const texts = NOTICES.map((notice) => render({ kind: 'group-notice', language, notice }));
  expect(new Set(texts.map((one) => JSON.stringify(one))).size).toBe(NOTICES.length);
  for (const text of texts) expect(text).toMatchObject({ kind: 'text', text: expect.stringMatching(/\S/) });
});
