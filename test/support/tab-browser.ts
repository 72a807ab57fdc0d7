import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DEMO, type DemoPart } from './tab-school.ts';

/** Somebody with the tab open in a browser of their own. */
export interface Seat {
  readonly page: Page;
  /** Where requests went that went elsewhere. */
  readonly strayRequests: readonly string[];
  /** Goes to a place in the tab, such as `cases/<id>`, and waits until it is there. */
  go(place: string): Promise<void>;
  close(): Promise<void>;
}

export interface SeatSettings {
  /** Absent: nobody yet. */
  readonly part?: DemoPart;
  readonly width?: number;
  readonly locale?: string;
  /** The browser keeps nothing of the site, and lets it copy nothing. */
  readonly isBlocked?: boolean;
}

/** Runs in a page: what a browser does that blocks all data of a site. */
export function blockStorage(): void {
  const refuse = {
    get: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  };
  for (const name of ['sessionStorage', 'localStorage', 'indexedDB', 'caches'])
    Object.defineProperty(globalThis, name, refuse);
  Object.defineProperty(navigator, 'clipboard', refuse);
}

/** How tall the window is; less than any page, so that pages scroll. In CSS pixels. */
const HEIGHT = 900;

/** Opens the tab in a window of its own, as somebody of the demo. */
export async function openSeat(browser: Browser, url: string, settings: SeatSettings = {}): Promise<Seat> {
  const { part, width = 1280, locale = 'nl-NL', isBlocked = false } = settings;
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    locale,
    colorScheme: 'light',
  });
  if (part) await becomePart(context, part);
  if (isBlocked) await context.addInitScript(blockStorage);
  const page = await context.newPage();
  const strayRequests: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== url) strayRequests.push(request.url());
  });
  await page.goto(`${url}/tab/`);
  await settle(page);
  return {
    page,
    strayRequests,
    go: async (place) => {
      await page.goto(`${url}/tab/#/${place}`);
      await settle(page);
    },
    close: () => context.close(),
  };
}

const becomePart = (context: BrowserContext, part: DemoPart): Promise<unknown> =>
  context.addInitScript((id) => sessionStorage.setItem('magdat.person', id), DEMO[part]);

/** Waits until nothing is being loaded any more. */
export async function settle(page: Page): Promise<void> {
  await page.getByRole('heading').or(page.getByRole('main')).first().waitFor();
  await page.waitForFunction(() => {
    const { document } = globalThis as unknown as InPage;
    return (
      document.querySelector('.fui-Skeleton, .fui-Spinner, [aria-busy="true"]') === null &&
      document.querySelector('h1, .ac-adaptiveCard') !== null
    );
  });
}

/** What functions that run in a page find there: the tests are checked without the types of a browser. */
export interface InPage {
  readonly document: {
    querySelector(selector: string): object | null;
    getAnimations(): readonly { readonly playState: string }[];
  };
  getComputedStyle(element: object | null): { readonly backgroundColor: string };
}
