import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's packages and Google's own; `CHROMIUM_PATH` goes first. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing that phones home, and what a container without a user namespace needs. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // the page that stands in for Teams has an address on the internet, and holds the tab of this machine
  '--disable-features=LocalNetworkAccessChecks',
];

/** The path of a Chromium on this machine; nothing where there is none. */
export const findChromium = (): string | undefined =>
  [process.env.CHROMIUM_PATH ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));

/** Starts the Chromium of this machine. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium: install one or set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: ARGS });
}

/** `describe` where a Chromium is installed; elsewhere the tests are skipped, and a line says so. */
export function describeInChromium(name: string, tests: () => void): void {
  if (findChromium() !== undefined) {
    describe(name, tests);
    return;
  }
  // biome-ignore lint/suspicious/noConsole: a skipped suite must be seen
  console.warn(`SKIPPED, no Chromium on this machine: ${name}`);
  describe.skip(name, tests);
}
