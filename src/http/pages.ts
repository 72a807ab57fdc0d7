import { readFileSync } from 'node:fs';
import type { Request, Response, Server } from 'restify';
import type { TextKey, Texts } from '../locale/locale.ts';
import { LANGUAGES } from '../policy/model.ts';

/** The pages that the app package names (developer site, privacy, terms), in both languages on one page. */
const PAGES = { '/': 'home', '/privacy': 'privacy', '/terms': 'terms' } as const;

/** Nothing from elsewhere, no script, no frame. */
const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the public pages. They are made once: nothing on them depends on who looks. */
export function servePages(server: Server, texts: Texts): void {
  for (const [path, name] of Object.entries(PAGES)) {
    serve(server, path, 'text/html; charset=utf-8', makePage(texts, name));
  }
  serve(server, '/page.css', 'text/css; charset=utf-8', read('page.css'));
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

function serve(server: Server, path: string, type: string, content: string): void {
  const headers = {
    'content-type': type,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
  };
  server.get(path, async (_request: Request, response: Response) => {
    response.sendRaw(200, content, headers);
  });
}

/** Fills a page with our own texts, which hold no markup. */
export function makePage(texts: Texts, name: (typeof PAGES)[keyof typeof PAGES] | 'tab-missing'): string {
  const sections = LANGUAGES.map((language) => {
    const say = (part: 'title' | 'text') => texts(language, `page.${name}.${part}` satisfies TextKey);
    const lines = say('text')
      .split('\n')
      .map((line) => `<p>${line}</p>`);
    return `<section lang="${language}">\n<h1>${say('title')}</h1>\n${lines.join('\n')}\n</section>`;
  });
  return read('page.html')
    .replace('{title}', () => texts('nl', `page.${name}.title`))
    .replace('{sections}', () => sections.join('\n'));
}
