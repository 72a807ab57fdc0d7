import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type RunningBot, startBot } from '../../support/app.ts';
import { describeInChromium, launchChromium } from '../../support/chromium.ts';
import { type FakeTenant, startFakeTenant } from '../../support/fake-tenant.ts';
import { blockStorage, type InPage } from '../../support/tab-browser.ts';
import { DEMO, DEMO_TENANT } from '../../support/tab-school.ts';
import { openInTeams, type TeamsSettings } from '../../support/teams-host.ts';

const APP = '22222222-2222-4222-8222-222222222222';
const DIRECTORY = join(import.meta.dirname, '..', '..', '..', 'demo', 'directory.yaml');

describeInChromium('the tab in Teams', () => {
  let tenant: FakeTenant;
  let bot: RunningBot;
  let browser: Browser;
  let page: Page;
  let url: string;
  const open = async (settings: Partial<TeamsSettings> = {}) =>
    openInTeams(page, { url, token: await tenant.sign(DEMO.manager), ...settings });

  beforeAll(async () => {
    tenant = await startFakeTenant(DEMO_TENANT, APP);
    bot = await startBot({
      directory: readFileSync(DIRECTORY, 'utf8'),
      authority: tenant.authority,
      env: {
        MicrosoftAppId: APP,
        MicrosoftAppTenantId: DEMO_TENANT,
        MicrosoftAppPassword: 'secret',
        HOST: '127.0.0.1',
      },
    });
    url = `http://127.0.0.1:${bot.port}`;
    browser = await launchChromium();
  });
  beforeEach(async () => {
    page = await browser.newPage();
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await tenant?.stop();
  });

  it('signs in by a token of Teams, and tells Teams when it stands there', async () => {
    const teams = await open();
    await teams.tab.getByRole('heading', { name: 'Meldingen' }).waitFor();
    const asked = (await teams.calls()).map(({ func }) => func);
    expect(asked).toContain('authentication.getAuthToken');
    expect(asked).toContain('appInitialization.appLoaded');
    expect(asked).toContain('appInitialization.success');
  });

  it('opens where the browser lets it keep nothing and copy nothing', async () => {
    await page.addInitScript(blockStorage);
    const teams = await open();
    await teams.tab.getByRole('heading', { name: 'Meldingen' }).waitFor();
    const asked = (await teams.calls()).map(({ func }) => func);
    expect(asked).toContain('appInitialization.appLoaded');
    expect(asked).toContain('appInitialization.success');
  });

  it('tells Teams and the reader when a page breaks', async () => {
    // an answer that the page cannot draw
    await page.route('**/api/v1/me', (route) => route.fulfill({ json: {} }));
    const teams = await open();
    await teams.tab.getByRole('heading', { name: 'Dat lukte niet' }).waitFor();
    expect((await teams.calls()).map(({ func }) => func)).toContain('appInitialization.failure');
  });

  it('asks nobody but its own server', async () => {
    const stray: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('https://teams.microsoft.com/_')) {
        stray.push(request.url());
      }
    });
    const teams = await open();
    await teams.tab.getByRole('heading', { name: 'Meldingen' }).waitFor();
    expect(stray.filter((one) => one.startsWith('http'))).toEqual([]);
  });

  it('follows the theme of Teams', async () => {
    const teams = await open({ theme: 'dark' });
    await teams.tab.getByRole('heading', { name: 'Meldingen' }).waitFor();
    const isOf = (colour: string) =>
      page.frames()[1]?.waitForFunction((wanted) => {
        const { document, getComputedStyle } = globalThis as unknown as InPage;
        return getComputedStyle(document.querySelector('.fui-FluentProvider')).backgroundColor === wanted;
      }, colour);
    await isOf('rgb(41, 41, 41)');
    await teams.changeTheme('contrast');
    await isOf('rgb(0, 0, 0)');
    await teams.changeTheme('glass');
    await isOf('rgb(255, 255, 255)');
  });

  it('speaks the language of Teams', async () => {
    const teams = await open({ locale: 'en-gb' });
    await teams.tab.getByRole('heading', { name: 'Reports' }).waitFor();
  });

  it('opens where a link leads, and gives links of its own', async () => {
    const teams = await open({ place: 'rules' });
    await teams.tab.getByRole('heading', { name: 'Regels', level: 1 }).waitFor();
    await teams.tab.getByRole('searchbox', { name: 'Zoek in de regels' }).fill('foto');
    await teams.tab
      .getByRole('link', { name: /^Regel / })
      .first()
      .click();
    await teams.tab.getByRole('button', { name: 'Deel link' }).click();
    await page.waitForFunction(() =>
      (globalThis as unknown as { calls: { func: string }[] }).calls.some(
        ({ func }) => func === 'shareDeepLink',
      ),
    );
    const shared = (await teams.calls()).find(({ func }) => func === 'shareDeepLink');
    expect(shared?.args[0]).toMatch(/^rules\/./);
  });

  it('says what to do where nobody consented', async () => {
    const teams = await openInTeams(page, { url });
    await teams.tab.getByRole('heading', { name: 'We weten nog niet wie je bent' }).waitFor();
    await teams.tab.getByRole('button', { name: 'Probeer opnieuw' }).waitFor();
    expect((await teams.calls()).map(({ func }) => func)).toContain('appInitialization.failure');
  });

  it('can be added to a channel as the rules', async () => {
    const teams = await open({ query: '?page=configure', frame: 'settings' });
    await teams.tab.getByRole('heading', { name: 'De regels in dit kanaal' }).waitFor();
    const valid = (await teams.calls()).find(({ func }) => func === 'settings.setValidityState');
    expect(valid?.args).toEqual([true]);
  });

  it('says outside Teams how to open it there', async () => {
    await page.goto(`${url}/tab/`);
    await page.getByRole('heading', { name: 'Open Mag dat? in Teams' }).waitFor();
  });
});
