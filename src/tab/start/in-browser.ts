import { languageOf } from '../texts.ts';
import type { Host } from './host.ts';

/** A plain browser as a host: for who tries the tab out, and for who opened a link outside Teams. */
export function createBrowserHost(): Host {
  const nothing = () => undefined;
  return {
    kind: 'browser',
    theme: preferredTheme(),
    language: languageOf(navigator.language),
    onTheme: nothing,
    getToken: () => Promise.reject(new Error('there is no sign-in outside Teams')),
    openLink: (url) => {
      window.open(url, '_blank', 'noopener,noreferrer');
    },
    share: async (place) => {
      await navigator.clipboard.writeText(new URL(`#/${place}`, location.href).href);
      return 'copied';
    },
    offerSettings: nothing,
    loaded: nothing,
    ready: nothing,
    failed: nothing,
  };
}

function preferredTheme() {
  if (window.matchMedia('(forced-colors: active)').matches) return 'contrast';
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default';
}
