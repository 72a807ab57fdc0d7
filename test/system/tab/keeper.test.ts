import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { describeInChromium, launchChromium } from '../../support/chromium.ts';
import { openSeat, type Seat } from '../../support/tab-browser.ts';
import { openTabSchool, type TabSchool } from '../../support/tab-school.ts';

/** No rule is about it. */
const QUESTION = 'mag een drone boven het schoolplein vliegen?';

describeInChromium('who leads the school, in the tab', () => {
  let school: TabSchool;
  let browser: Browser;
  let seat: Seat;
  let page: Page;

  beforeAll(async () => {
    school = await openTabSchool();
    await school.call('teacher', '/ask', { text: QUESTION });
    browser = await launchChromium();
  });
  beforeEach(async () => {
    seat = await openSeat(browser, school.url, { part: 'leader' });
    page = seat.page;
  });
  afterEach(() => seat.close());
  afterAll(async () => {
    await browser?.close();
    await school?.stop();
  });

  it('says what a question is about, takes that back, and rejects it', async () => {
    const gap = page.getByRole('article', { name: QUESTION });
    await seat.go('insight');
    await gap.getByLabel('Onderwerp').selectOption({ index: 1 });
    await gap.getByRole('button', { name: 'Neem over' }).click();
    await gap.getByText(/^Overgenomen: ./).waitFor();
    await page.reload();
    await gap.getByText(/^Overgenomen: ./).waitFor();
    await gap.getByRole('button', { name: 'Maak ongedaan' }).click();
    await gap.getByRole('button', { name: 'Wijs af' }).click();
    await gap.getByText('Afgewezen').waitFor();
  });

  it('saves the figures of the period that is shown, without anything that was asked', async () => {
    await seat.go('insight');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Bewaar als CSV' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(
      /^magdat-inzicht-(\d{4}-\d\d-\d\d)-(?!\1)\d{4}-\d\d-\d\d\.csv$/,
    );
    const content = readFileSync(await download.path(), 'utf8');
    expect(content.split('\r\n')[0]).toBe('period;theme;questions');
    expect(content).not.toContain('drone');
  });

  it('prints all the rules, and nothing to press', async () => {
    await seat.go('rules');
    const title = page.getByRole('heading', { name: 'Sociale media: de regels van' });
    expect(await title.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    await title.waitFor();
    expect(await page.locator('button:visible, input:visible, select:visible').count()).toBe(0);
    const { articles } = await school.call<{ articles: { id: string }[] }>('leader', '/rules');
    const printed = await page.locator('.only-on-paper h3', { hasText: /^Regel / }).count();
    expect(printed).toBe(articles.length);
  });
});
