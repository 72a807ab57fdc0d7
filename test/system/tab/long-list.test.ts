import type { Browser } from 'playwright-core';
import { openStores } from '../../../src/storage/stores.ts';
import { buildCase, buildChange } from '../../support/cases.ts';
import { describeInChromium, launchChromium } from '../../support/chromium.ts';
import { createReadyFolder } from '../../support/ready-folder.ts';
import { openSeat } from '../../support/tab-browser.ts';
import { DEMO, DEMO_TENANT, openTabSchool, type TabSchool } from '../../support/tab-school.ts';

/** More than a page of a list holds. */
const MANY = 120;

describeInChromium('a long list of reports', () => {
  let school: TabSchool;
  let browser: Browser;

  beforeAll(async () => {
    const folder = await createReadyFolder();
    await fill(folder);
    school = await openTabSchool({ env: { MAGDAT_DATA: folder } });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await school?.stop();
  });

  it('comes in parts, each report once, and keeps its parts when something new comes', async () => {
    const { page, close } = await openSeat(browser, school.url, { part: 'manager' });
    const rows = page.locator('[data-case]');
    for (const shown of [50, 100]) {
      expect(await rows.count()).toBe(shown);
      await page.getByRole('button', { name: 'Toon meer' }).click();
      await rows.nth(shown).waitFor();
    }
    const ids = await rows.evaluateAll((all) => all.map((one) => one.getAttribute('data-case')));
    expect([ids.length, new Set(ids).size]).toEqual([MANY, MANY]);
    const added = await school.report('Een ouder scheldt mij uit.');
    await page.locator(`[data-case="${added}"]`).waitFor({ timeout: 30_000 });
    expect(await rows.count()).toBe(MANY + 1);
    await close();
  });
});

/** Puts reports in the folder that wait for the manager for years. */
async function fill(folder: string): Promise<void> {
  const settings = { now: () => new Date(), keptDays: () => 400, reportFailure: () => undefined };
  const stores = await openStores({ kind: 'pglite', folder }, settings);
  const next = { awaited: 'acknowledgement', at: new Date('2099-01-01T08:00:00Z') } as const;
  for (let count = 0; count < MANY; count++) {
    const asked = [{ id: DEMO.manager, name: 'Bram Kuipers' }];
    const one = buildCase({ tenant: DEMO_TENANT, asked, next });
    await stores.cases.create(buildChange(one, { messages: [] }));
  }
  await stores.close();
}
