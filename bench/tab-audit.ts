import { join } from 'node:path';
import { launchChromium } from '../test/support/chromium.ts';
import { auditTab } from '../test/support/tab-audit.ts';
import { openTabSchool } from '../test/support/tab-school.ts';
import { fillSchool } from '../test/support/tab-work.ts';

/**
 * `npm run -s tab:audit`: opens every page of the tab on the demo school with some work in it, and prints one JSON line.
 * Exit 1 when axe finds something serious, or something is asked of third parties. Pictures lie in `build/screens/`.
 */

const school = await openTabSchool();
const browser = await launchChromium();
try {
  const places = await fillSchool(school);
  const screens = join(import.meta.dirname, '..', 'build', 'screens');
  const audit = await auditTab(browser, { url: school.url, places, screens });
  const { pages, seriousIssues, compressedKb, thirdPartyRequests, sideways } = audit;
  const faults = [
    ...seriousIssues,
    ...thirdPartyRequests,
    ...sideways.map((name) => `${name} scrolls sideways`),
  ];
  for (const fault of faults) console.error(fault);
  console.log(
    JSON.stringify({
      pages,
      seriousIssues: seriousIssues.length,
      compressedKb,
      thirdPartyRequests: thirdPartyRequests.length,
    }),
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await school.stop();
}
