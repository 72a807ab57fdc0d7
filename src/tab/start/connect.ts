import type { Host } from './host.ts';
import { createBrowserHost } from './in-browser.ts';

/** How long a host may take to answer; in an iframe without one, no answer comes. In milliseconds. */
const PATIENCE = 5000;

/** Finds out where the tab runs. teams-js is loaded only where there can be a host. */
export async function connectHost(): Promise<Host> {
  if (window.parent === window && !('nativeInterface' in window)) return createBrowserHost();
  try {
    const { connectTeams } = await import('./in-teams.ts');
    return await Promise.race([connectTeams(), tooLate()]);
  } catch {
    return createBrowserHost();
  }
}

const tooLate = (): Promise<never> =>
  new Promise((_, fail) => {
    setTimeout(() => fail(new Error('no host answered')), PATIENCE);
  });
