import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { describeInChromium, launchChromium } from '../../support/chromium.ts';
import { type Audit, auditTab, findIssues } from '../../support/tab-audit.ts';
import { openSeat } from '../../support/tab-browser.ts';
import { openTabSchool, type TabSchool } from '../../support/tab-school.ts';
import { fillSchool } from '../../support/tab-work.ts';

const SCREENS = join(import.meta.dirname, '..', '..', '..', 'build', 'screens');

describeInChromium('every page of the tab', () => {
  let school: TabSchool;
  let browser: Browser;
  let audit: Audit;

  beforeAll(async () => {
    school = await openTabSchool();
    browser = await launchChromium();
    audit = await auditTab(browser, { url: school.url, places: await fillSchool(school), screens: SCREENS });
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await school?.stop();
  });

  it('has no serious issue for who sees, hears or moves otherwise, in any theme', () => {
    expect(audit.seriousIssues).toEqual([]);
  });

  it('has none either where one chooses whom to be', async () => {
    const seat = await openSeat(browser, school.url);
    expect(await findIssues(seat.page, 'picker')).toEqual([]);
    await seat.close();
  });

  it('does not scroll sideways on the smallest phone', () => {
    expect(audit.sideways).toEqual([]);
  });

  it('asks nothing of third parties', () => {
    expect(audit.thirdPartyRequests).toEqual([]);
  });

  it('begins with less than 350 kB of script', () => {
    expect(audit.compressedKb).toBeLessThan(350);
  });
});
