import type { Browser } from 'playwright-core';
import { describeInChromium, launchChromium } from '../../support/chromium.ts';
import { openSeat, type Seat } from '../../support/tab-browser.ts';
import { openTabSchool, type TabSchool } from '../../support/tab-school.ts';

describeInChromium('the tab outside Teams, on the demo school', () => {
  let school: TabSchool;
  let browser: Browser;
  const seats: Seat[] = [];
  const open = async (
    ...of: Parameters<typeof openSeat> extends [Browser, string, ...infer Rest] ? Rest : never
  ) => {
    const seat = await openSeat(browser, school.url, ...of);
    seats.push(seat);
    return seat.page;
  };

  beforeAll(async () => {
    school = await openTabSchool();
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const seat of seats.splice(0)) await seat.close();
  });
  afterAll(async () => {
    await browser?.close();
    await school?.stop();
  });

  it('lets one choose whom to be, and change that', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Bram Kuipers' }).click();
    await page.getByRole('heading', { name: 'Meldingen' }).waitFor();
    await page.getByRole('button', { name: 'Wees iemand anders' }).click();
    await page.getByRole('heading', { name: 'Wie ben je?' }).waitFor();
  });

  it('works where the browser keeps nothing, and says when a link cannot be copied', async () => {
    await school.report('Een ouder dreigt mij.');
    const page = await open({ isBlocked: true });
    await page.getByRole('button', { name: 'Bram Kuipers' }).click();
    await page.getByRole('heading', { name: 'Meldingen' }).waitFor();
    await page.locator('[data-case]').first().click();
    await page.getByRole('button', { name: 'Deel link' }).click();
    await page.getByText('Kopiëren lukt niet').waitFor();
    await page.getByRole('button', { name: 'Wees iemand anders' }).click();
    await page.getByRole('heading', { name: 'Wie ben je?' }).waitFor();
  });

  it('shows a report to the line manager, who takes it up, and a second browser sees that', async () => {
    const id = await school.report('Een ouder scheldt mij uit.');
    const manager = await open({ part: 'manager' });
    const teacher = await open({ part: 'teacher' });
    const row = manager.locator(`[data-case="${id}"]`);
    await row.click();
    await manager.getByText('Een ouder scheldt mij uit.').waitFor();
    await teacher.getByRole('tab', { name: 'Door mij gemeld' }).click();
    await teacher.locator(`[data-case="${id}"]`).waitFor();
    await manager.getByRole('button', { name: 'Ik pak dit op' }).click();
    await teacher
      .locator(`[data-case="${id}"]`, { hasText: 'Bij Bram Kuipers' })
      .waitFor({ timeout: 30_000 });
  });

  it('shows a new report without a reload, and says so politely', async () => {
    const manager = await open({ part: 'manager' });
    await school.report('Er gaat een filmpje rond.');
    await manager.getByTestId('announcer').getByText('nieuwe melding').waitFor({ timeout: 30_000 });
  });

  it('shows what one can do before what happened', async () => {
    const id = await school.report('Iemand maakte een nepaccount.');
    const manager = await open({ part: 'manager', width: 320 });
    await manager.locator(`[data-case="${id}"]`).click();
    const button = await manager.getByRole('button', { name: 'Ik pak dit op' }).boundingBox();
    const history = await manager.getByText('Wat er gebeurde').boundingBox();
    expect(button?.y).toBeLessThan(history?.y ?? 0);
  });

  it('keeps filters behind a button on a phone, and tells how many are on', async () => {
    const page = await open({ part: 'manager', width: 320 });
    const filters = page.getByRole('button', { name: 'Filter en volgorde' });
    expect(await page.getByLabel('Soort').count()).toBe(0);
    await filters.click();
    await page.getByLabel('Soort').selectOption({ label: 'Pesten' });
    await filters.click();
    expect(await filters.textContent()).toMatch(/\(1\)$/);
    await page.getByText('Niets gevonden').waitFor();
  });

  it('tells who has no right to a report that it is not there', async () => {
    const id = await school.report('Nog een melding.');
    const student = await open({ part: 'student' });
    await student.goto(`${school.url}/tab/#/cases/${id}`);
    await student
      .getByRole('button', { name: 'Terug' })
      .or(student.getByRole('button', { name: 'Sluit' }))
      .waitFor();
    await student.locator('.fui-MessageBar').waitFor();
    expect(await student.getByText('Nog een melding.').count()).toBe(0);
  });

  it('reaches a report and its buttons with the keyboard alone', async () => {
    const id = await school.report('Met het toetsenbord.');
    const page = await open({ part: 'manager' });
    const row = page.locator(`[data-case="${id}"]`);
    await row.waitFor();
    for (let presses = 0; presses < 60; presses++) {
      if (await row.and(page.locator(':focus')).count()) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText('Met het toetsenbord.').waitFor();
    const button = page.getByRole('button', { name: 'Ik pak dit op' });
    for (let presses = 0; presses < 60; presses++) {
      if (await button.and(page.locator(':focus')).count()) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await button.waitFor({ state: 'detached' });
    expect(await page.locator(':focus .ac-adaptiveCard').count()).toBe(1);
  });

  it('guides to a new group right there', async () => {
    const page = await open({ part: 'teacher' });
    await page.getByRole('tab', { name: 'Groepsapps' }).click();
    await page.getByRole('button', { name: 'Nieuwe groep' }).click();
    await page.locator('.ac-adaptiveCard').getByRole('button').first().waitFor();
  });

  it('answers a question on the rules, and leads to an article', async () => {
    const page = await open({ part: 'teacher' });
    await page.getByRole('tab', { name: 'Regels' }).click();
    await page
      .getByRole('textbox', { name: 'Stel een vraag' })
      .fill('mag ik een foto van mijn klas op insta zetten?');
    await page.getByRole('button', { name: 'Vraag', exact: true }).click();
    await page.locator('.ac-adaptiveCard', { hasText: 'Mag, met voorwaarden' }).waitFor();
    await page.getByRole('searchbox', { name: 'Zoek in de regels' }).fill('foto');
    await page
      .getByRole('link', { name: /^Regel / })
      .first()
      .click();
    await page.getByRole('heading', { name: /^Regel / }).waitFor();
  });

  it('speaks English to who wants it', async () => {
    const page = await open({ part: 'leader', locale: 'en-GB' });
    await page.getByRole('heading', { name: 'Reports' }).waitFor();
    await page.getByLabel('Language').selectOption('nl');
    await page.getByRole('heading', { name: 'Meldingen' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
  });

  it('hands over a period to a deputy, and takes it back', async () => {
    const page = await open({ part: 'leader' });
    await page.getByRole('button', { name: 'Afwezig' }).click();
    await page.getByLabel('Eerste dag').fill('2099-03-01');
    await page.getByLabel('Laatste dag').fill('2099-03-05');
    await page.getByLabel('Wie neemt waar?').selectOption({ label: 'Samira El Amrani' });
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Afwezig' }).click();
    await page.getByRole('button', { name: 'Ik ben er weer' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await school.call<object>('leader', '/absence')).not.toHaveProperty('period');
  });
});
