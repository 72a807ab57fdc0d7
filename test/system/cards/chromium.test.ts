import { createCardRenderer } from '../../../src/cards/render.ts';
import type { Reply } from '../../../src/flows/answering/reply.ts';
import type { EscalationFlowReply } from '../../../src/flows/escalation/reply.ts';
import type { GroupChatReply } from '../../../src/flows/group-chat/reply.ts';
import { createTexts } from '../../../src/locale/locale.ts';
import { LANGUAGES } from '../../../src/policy/model.ts';
import { type CardPage, openCardPage } from '../../support/card-renderer.ts';
import { buildBareCases, buildCasesSaying, buildFullCases } from '../../support/cards/case-extremes.ts';
import { buildCaseForm, buildEscalationCards, buildReportForm } from '../../support/cards/case-replies.ts';
import { buildBareCards, buildCardsSaying, buildFullCards } from '../../support/cards/extremes.ts';
import { buildBareGroups, buildFullGroups, buildGroupsSaying } from '../../support/cards/group-extremes.ts';
import { buildGroupCards, buildQuestion } from '../../support/cards/group-replies.ts';
import { buildAnswer, buildCards, buildProfile, buildUnclear } from '../../support/cards/replies.ts';
import { describeInChromium } from '../../support/chromium.ts';
import { findFaultsAmong, type Named } from '../../support/faults.ts';

/** A small phone, in CSS pixels. */
const PHONE = 320;

/** Starting a browser and bundling the renderer take seconds on a busy machine. */
const PATIENCE = 60_000;

const render = createCardRenderer(createTexts());

type AnyReply = Reply | EscalationFlowReply | GroupChatReply;

function cardOf(reply: AnyReply): object {
  const rendered = render(reply);
  if (rendered.kind !== 'card') throw new Error(`${reply.kind} is no card`);
  return rendered.card;
}

/** The people picker is Teams' own; Microsoft's open renderer knows it not before version 1.6. */
const PICKER = [
  'Property "choices.data" is supported in version 1.6, but you are using version 1.5.',
  'An Input.ChoiceSet must have at least one choice defined.',
];

function isPicker(reply: AnyReply): boolean {
  if (reply.kind === 'case-form') return reply.act === 'hand-over' && reply.colleagues.length === 0;
  if (reply.kind === 'group-form') return reply.act === 'make-chat' && reply.canMake;
  return reply.kind === 'group-question' && reply.question === 'second-staff' && reply.people.length === 0;
}

const HOSTILE = [
  '[klik](https://example.org) en *vet* en _schuin_',
  '<img src=x onerror=alert(1)><b>vet</b> &amp; &lt;',
  `\${user} \${$root.summary} {{DATE(2026-11-21T00:00:00Z)}}`,
  '1. een\n- twee\n# drie',
  'W'.repeat(139),
];

describeInChromium("Microsoft's renderer", () => {
  let page: CardPage;
  beforeAll(async () => {
    page = await openCardPage();
  }, PATIENCE);
  afterAll(() => page?.close(), PATIENCE);

  const cases = LANGUAGES.flatMap((language) =>
    [
      ...buildCards(language),
      ...buildBareCards(language),
      ...buildFullCards(language),
      ...buildEscalationCards(language),
      ...buildBareCases(language),
      ...buildFullCases(language),
      ...buildGroupCards(language),
      ...buildBareGroups(language),
      ...buildFullGroups(language),
    ].map((reply, index): Named<AnyReply> => [`${reply.kind} (${index}) in ${language}`, reply]),
  );

  test('shows every card', async () => {
    const faults = await findFaultsAmong(cases, async (reply) => {
      const rendered = await page.render(cardOf(reply), PHONE);
      expect(rendered).toMatchObject({ problems: isPicker(reply) ? PICKER : [], strays: [], overflow: 0 });
      expect(rendered.text).toMatch(/\p{L}{3}/u);
      expect(rendered.text).not.toMatch(/\$\{|undefined|\[object/);
      expect(rendered.inputLabels).not.toContain('');
    });
    expect(faults).toEqual([]);
  });

  test.each(HOSTILE)('shows literally what people and policies wrote: %s', async (words) => {
    for (const reply of buildCardsSaying('nl', words)) {
      const rendered = await page.render(cardOf(reply), PHONE);
      expect(rendered).toMatchObject({ problems: [], strays: [], overflow: 0 });
      const shown = rendered.text.replace(/[\u200B\u2060]/g, '').replace(/\s+/g, ' ');
      if (reply.kind !== 'help' && reply.kind !== 'profile')
        expect(shown).toContain(words.slice(0, 30).replace(/\s+/g, ' '));
      expect(rendered.markdown.filter((text) => text.includes(words.slice(0, 12)))).toEqual([]);
    }
  });

  test.each(HOSTILE)('shows literally what was reported: %s', async (words) => {
    for (const reply of buildCasesSaying('nl', words)) {
      const rendered = await page.render(cardOf(reply), PHONE);
      expect(rendered).toMatchObject({ problems: [], strays: [], overflow: 0 });
      expect(rendered.markdown.filter((text) => text.includes(words.slice(0, 12)))).toEqual([]);
      const shown = rendered.text.replace(/[\u200B\u2060]/g, '').replace(/\s+/g, ' ');
      const first = words.split('\n')[0] ?? '';
      if (reply.kind === 'report-check' || reply.kind === 'no-route')
        expect(shown).toContain(first.slice(0, 30));
    }
  });

  test.each(HOSTILE)('shows literally what people wrote about a group: %s', async (words) => {
    for (const reply of buildGroupsSaying('nl', words)) {
      const rendered = await page.render(cardOf(reply), PHONE);
      expect(rendered).toMatchObject({ problems: [], strays: [], overflow: 0 });
      expect(rendered.markdown.filter((text) => text.includes(words.slice(0, 12)))).toEqual([]);
      const shown = rendered.text.replace(/[\u200B\u2060]/g, '').replace(/\s+/g, ' ');
      if (reply.kind === 'group' || reply.kind === 'group-check')
        expect(shown).toContain(words.slice(0, 30).replace(/\s+/g, ' '));
    }
  });

  test('shows what was not understood on one screen of a phone', async () => {
    for (const language of LANGUAGES) {
      const { height } = await page.render(cardOf(buildUnclear(language)), PHONE);
      expect(height).toBeLessThanOrEqual(480);
    }
  });

  test('gives back a count as it was typed', async () => {
    await page.render(cardOf(buildQuestion('nl', 'consent')), PHONE);
    await page.fill('Hoeveel mensen heb je gevraagd?', '28');
    await page.fill('Hoeveel zeiden ja?', 'bijna alle');
    expect(await page.press('Terug')).toMatchObject({
      do: 'group-back',
      asked: '28',
      given: 'bijna alle',
      alternative: 'false',
    });
  });

  test('gives back a report as it was typed', async () => {
    await page.render(cardOf(buildReportForm('nl')), PHONE);
    await page.fill('Wat gebeurt er? (verplicht)', HOSTILE.join('\n'));
    expect(await page.press('Verder')).toMatchObject({
      do: 'report-check',
      text: HOSTILE.join('\n'),
      kind: 'conflict-parent',
      severity: '2',
      platform: 'whatsapp',
      involved: 'false',
      links: 'https://example.org/bericht/1\nhttps://example.org/bericht/2',
    });
  });

  test('sends a form that is not filled in, so that the rest of it is kept', async () => {
    await page.render(cardOf(buildCaseForm('nl', 'close')), PHONE);
    expect(await page.press('Sluit af')).toMatchObject({ do: 'case-act', act: 'close' });
  });

  test('goes back without what was typed', async () => {
    await page.render(cardOf(buildCaseForm('nl', 'ask')), PHONE);
    await page.fill('Wat wil je weten? (verplicht)', 'Halve vraag');
    expect(await page.press('Terug')).toEqual({ do: 'case-refresh', id: expect.any(String) });
  });

  test('opens the rules at a press', async () => {
    await page.render(cardOf(buildAnswer('nl')), PHONE);
    expect(await page.text()).not.toContain('niet de letterlijke tekst');
    await page.press('Toon regels');
    expect(await page.text()).toContain('niet de letterlijke tekst');
  });

  test('sends a report with its note', async () => {
    await page.render(cardOf(buildAnswer('nl')), PHONE);
    await page.press('Klopt niet? Meld het');
    await page.fill('Wat klopt er niet?', 'Dit mag bij ons wel');
    expect(await page.press('Verstuur')).toMatchObject({
      do: 'report',
      note: 'Dit mag bij ons wel',
      topic: 'befriend-staff-student',
    });
  });

  test('sends role and school with the waiting question', async () => {
    const reply = buildProfile('nl', { audience: 'student', policy: 'svok' });
    await page.render(cardOf(reply), PHONE);
    const { question } = reply;
    expect(await page.press('Bewaar en toon antwoord')).toEqual({
      do: 'profile',
      audience: 'student',
      policy: 'svok',
      question,
    });
  });
});
