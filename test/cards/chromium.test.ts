import { createCardRenderer } from '../../src/cards/render.ts';
import type { Reply } from '../../src/flows/answering/reply.ts';
import { createTexts } from '../../src/locale/locale.ts';
import { LANGUAGES } from '../../src/policy/model.ts';
import { type CardPage, openCardPage } from '../support/card-renderer.ts';
import { describeInChromium } from '../support/chromium.ts';
import { buildBareCards, buildCardsSaying, buildFullCards } from './extremes.ts';
import { buildAnswer, buildCards, buildProfile } from './replies.ts';

/** A small phone, in CSS pixels. */
const PHONE = 320;

/** Starting a browser and bundling the renderer take seconds on a busy machine. */
const PATIENCE = 60_000;

const render = createCardRenderer(createTexts());

function cardOf(reply: Reply): object {
  const rendered = render(reply);
  if (rendered.kind !== 'card') throw new Error(`${reply.kind} is no card`);
  return rendered.card;
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
    [...buildCards(language), ...buildBareCards(language), ...buildFullCards(language)].map(
      (reply, index) => [language, reply.kind, index, reply] as const,
    ),
  );

  test.each(cases)('shows a card in %s: %s (%d)', async (_language, _kind, _index, reply) => {
    const rendered = await page.render(cardOf(reply), PHONE);
    expect(rendered).toMatchObject({ problems: [], strays: [], overflow: 0 });
    expect(rendered.text).toMatch(/\p{L}{3}/u);
    expect(rendered.text).not.toMatch(/\$\{|undefined|\[object/);
    expect(rendered.inputLabels).not.toContain('');
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
