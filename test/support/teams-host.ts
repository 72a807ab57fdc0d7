import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Teams around the tab, as far as the tab can tell: a page that speaks the messages of teams-js 2.58. */
export interface TeamsHost {
  /** The tab in its frame. */
  readonly tab: ReturnType<Page['frameLocator']>;
  /** What the tab asked of its host, with the arguments, in order. */
  calls(): Promise<readonly { readonly func: string; readonly args: readonly unknown[] }[]>;
  /** What Teams does when somebody changes the theme. */
  changeTheme(theme: string): Promise<void>;
}

export interface TeamsSettings {
  /** Where the tab is served. */
  readonly url: string;
  /** What `getAuthToken` gives; absent: somebody who has not consented. */
  readonly token?: string;
  readonly theme?: string;
  readonly locale?: string;
  /** The place that a link leads to. */
  readonly place?: string;
  /** Where in Teams the frame stands: `settings` while somebody adds a tab. */
  readonly frame?: 'content' | 'settings';
  /** What stands behind the address of the tab. */
  readonly query?: string;
}

/** An origin that teams-js and the content security policy take for Teams; nothing of it leaves the browser. */
const ORIGIN = 'https://teams.microsoft.com';

const SCRIPT = readFileSync(new URL('teams-host-page.js', import.meta.url), 'utf8');

/** Opens a page that looks like Teams to the tab in its frame. */
export async function openInTeams(page: Page, settings: TeamsSettings): Promise<TeamsHost> {
  const { url, query = '' } = settings;
  const frame = `<iframe title="tab" src="${url}/tab/${query}" style="width:100%;height:95vh"></iframe>`;
  const state = JSON.stringify(settings).replaceAll('<', '\\u003c');
  const body = `<!doctype html><script>globalThis.settings = ${state};\n${SCRIPT}</script>${frame}`;
  await page.route(`${ORIGIN}/**`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${ORIGIN}/_`);
  return {
    tab: page.frameLocator('iframe'),
    calls: () => page.evaluate(() => (globalThis as unknown as InHost).calls),
    changeTheme: (theme) =>
      page.evaluate((name) => (globalThis as unknown as InHost).tell('themeChange', [name]), theme),
  };
}

/** What the script of the host puts on its page. */
interface InHost {
  calls: { func: string; args: unknown[] }[];
  tell(func: string, args: unknown[]): void;
}
