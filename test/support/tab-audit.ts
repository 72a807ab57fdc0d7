import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { type InPage, openSeat, type Seat, settle } from './tab-browser.ts';

/** What the audit found. */
export interface Audit {
  /** Each on a wide window in every theme, and on the smallest phone. */
  readonly pages: number;
  /** `page theme: rule element`, of the impacts serious and critical. */
  readonly seriousIssues: readonly string[];
  /** Pages that scroll sideways on the smallest phone. */
  readonly sideways: readonly string[];
  /** Script that is loaded before the first page stands there, compressed with gzip. */
  readonly compressedKb: number;
  readonly thirdPartyRequests: readonly string[];
}

export interface AuditSettings {
  readonly url: string;
  /** Places in the tab by the names that their pictures get. */
  readonly places: Readonly<Record<string, string>>;
  /** Where pictures are put. */
  readonly screens: string;
}

const THEMES = { light: 'default', dark: 'dark', contrast: 'contrast' } as const;
type Theme = keyof typeof THEMES;
const ALL_THEMES = Object.keys(THEMES) as Theme[];
/** On a phone the colours are the same. */
const LIGHT: readonly Theme[] = ['light'];

/** A wide window and the smallest phone, in CSS pixels. */
const WIDE = 1280;
const PHONE = 320;

/** Opens every place, wide in every theme and narrow, as a leader who may see all of them. */
export async function auditTab(browser: Browser, settings: AuditSettings): Promise<Audit> {
  mkdirSync(settings.screens, { recursive: true });
  const { url, places } = settings;
  const compressedKb = await measureFirstLoad(browser, url);
  const issues: string[] = [];
  const sideways: string[] = [];
  const strays: string[] = [];
  for (const width of [WIDE, PHONE]) {
    const seat = await openSeat(browser, url, { part: 'leader', width });
    for (const [name, place] of Object.entries(places)) {
      await seat.go(place);
      for (const theme of width === WIDE ? ALL_THEMES : LIGHT) {
        await look(seat, theme);
        await seat.page.screenshot({
          path: join(settings.screens, `${name}-${theme}-${width}.png`),
          fullPage: true,
        });
        issues.push(...(await findIssues(seat.page, `${name} ${theme} ${width}`)));
      }
      if (width === PHONE && (await overflow(seat.page)) > 0) sideways.push(name);
    }
    strays.push(...seat.strayRequests);
    await seat.close();
  }
  return {
    pages: Object.keys(places).length,
    seriousIssues: issues,
    sideways,
    compressedKb,
    thirdPartyRequests: strays,
  };
}

/** Chooses a theme, and waits until its colours have faded in. */
async function look({ page }: Seat, theme: Theme): Promise<void> {
  await page.getByLabel('Thema').first().selectOption(THEMES[theme]);
  await settle(page);
  await page.waitForFunction(() =>
    (globalThis as unknown as InPage).document
      .getAnimations()
      .every(({ playState }) => playState !== 'running'),
  );
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Serious and critical issues of axe-core on the page as it is. */
export async function findIssues(page: Page, where: string): Promise<string[]> {
  // evaluated from outside, so that the content security policy of the page stands
  await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async () =>
      (
        await (
          globalThis as unknown as { axe: { run(...of: object[]): Promise<{ violations: Violation[] }> } }
        ).axe.run(
          // Fluent's keyboard handling marks its own bounds so; they hand the focus on at once
          { exclude: ['[data-tabster-dummy]'] },
          { resultTypes: ['violations'] },
        )
      ).violations,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id} ${html.slice(0, 200)}`));
}

/** Kilobytes of script, compressed, until the board of somebody stands there. */
async function measureFirstLoad(browser: Browser, url: string): Promise<number> {
  const seat = await openSeat(browser, url, { part: 'leader' });
  const bodies: Promise<Buffer>[] = [];
  seat.page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await seat.page.reload();
  await settle(seat.page);
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  await seat.close();
  return Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024);
}
