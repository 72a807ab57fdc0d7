import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const ROOT = join(import.meta.dirname, '..', '..');

/** Where the list of hosts lies that may hold the tab; see `public/teams-hosts.json`. */
const HOSTS = '/tab/teams-hosts.json';

/**
 * teams-js asks Microsoft's content network which hosts there are as soon as it is loaded. It gets our own list, so that
 * the tab asks nothing of third parties.
 */
const ownHostList: Plugin = {
  name: 'own-host-list',
  enforce: 'pre',
  transform(code, id) {
    if (!/teams-js\/.*\/internal\/constants\.js$/.test(id)) return;
    const own = code.replace(/new URL\("https:\/\/res\.cdn\.office\.net\/[^"]*"\)/, `"${HOSTS}"`);
    if (own === code)
      this.error('teams-js no longer says where it asks for hosts: look it up and correct this');
    return own;
  },
};

/** The tab as static files in `build/tab`; the server replaces `__NONCE__` with each request. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/tab/',
  html: { cspNonce: '__NONCE__' },
  plugins: [ownHostList],
  build: {
    outDir: join(ROOT, 'build', 'tab'),
    emptyOutDir: true,
    target: 'es2022',
    // a picture inside the script would be refused by the content security policy
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // Fluent's parts say for a server what they are; there is no server that draws them
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
