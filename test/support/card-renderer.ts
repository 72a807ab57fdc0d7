import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { HOST_CONFIG, PAGE } from './cards/teams-look.ts';
import { launchChromium } from './chromium.ts';

/** What Microsoft's renderer made of a card, as a user meets it. */
export interface Rendered {
  /** What can be read; what a button opens is not in it before the button is pressed. */
  readonly text: string;
  /** Faults of the card and lines on the console. */
  readonly problems: readonly string[];
  readonly buttons: readonly string[];
  readonly inputLabels: readonly string[];
  /** Elements that only a text that was taken for markup can yield. */
  readonly strays: readonly string[];
  /** The texts that went through Markdown. */
  readonly markdown: readonly string[];
  /** How far the content reaches beyond the card, in pixels. */
  readonly overflow: number;
  /** In pixels. */
  readonly height: number;
}

export interface CardPage {
  /** Renders a card at a width in CSS pixels. */
  render(card: object, width: number): Promise<Rendered>;
  /** Presses a button of the card that was rendered last, and gives what `Action.Submit` would send. */
  press(title: string): Promise<unknown>;
  text(): Promise<string>;
  fill(label: string, text: string): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a page in which Microsoft's own renderer, `adaptivecards`, shows cards. */
export async function openCardPage(): Promise<CardPage> {
  const script = await bundleRenderer();
  const browser = await launchChromium();
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  const lines: string[] = [];
  let current: number | undefined;
  page.on('console', (message) => lines.push(message.text()));
  page.on('pageerror', (error) => lines.push(error.message));
  await page.route('**/*', (route) => route.abort());
  await page.setContent(PAGE);
  await page.addScriptTag({ content: script });

  return {
    async render(card, width) {
      lines.length = 0;
      // to set it again takes as long as all else
      if (width !== current) await page.setViewportSize({ width, height: 900 });
      current = width;
      const rendered = await show(page, card);
      return { ...rendered, problems: [...rendered.problems, ...lines] };
    },
    async press(title) {
      await page.getByRole('button', { name: title, exact: true }).click();
      return page.evaluate(() => (globalThis as unknown as InPage).submitted);
    },
    // biome-ignore lint/performance/useDomNodeTextContent: only what can be seen counts
    text: () => page.locator('#card').innerText(),
    fill: (label, text) => page.getByLabel(label).fill(text),
    async screenshot(path) {
      await page.locator('body').screenshot({ path });
    },
    close: () => browser.close(),
  };
}

/** What the script below puts on the page. */
interface InPage {
  showCard(card: object, hostConfig: object): Rendered;
  submitted: unknown;
}

const show = (page: Page, card: object): Promise<Rendered> =>
  page.evaluate(([payload, look]) => (globalThis as unknown as InPage).showCard(payload, look), [
    card,
    HOST_CONFIG,
  ] as const);

async function bundleRenderer(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: IN_PAGE, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** Runs in the page. The Markdown processor only escapes and records: no text of ours may need more. */
const IN_PAGE = `
import * as AC from 'adaptivecards';
const texts = (nodes) => [...nodes].map((node) => node.textContent);
window.showCard = (payload, hostConfig) => {
  const markdown = [];
  AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
    markdown.push(text);
    const node = document.createElement('p');
    node.textContent = text;
    result.outputHtml = node.outerHTML;
    result.didProcess = true;
  };
  const card = new AC.AdaptiveCard();
  card.hostConfig = new AC.HostConfig(hostConfig);
  card.onExecuteAction = (action) => { window.submitted = action.data; };
  window.submitted = undefined;
  const context = new AC.SerializationContext(AC.Versions.v1_5);
  card.parse(payload, context);
  const problems = [];
  for (let i = 0; i < context.eventCount; i++) problems.push(context.getEventAt(i).message);
  problems.push(...card.validateProperties().validationEvents.map((event) => event.message));
  const root = document.getElementById('card');
  root.replaceChildren(card.render());
  const inputs = [...root.querySelectorAll('input, select, textarea')];
  return {
    text: root.innerText,
    problems,
    buttons: texts(root.querySelectorAll('button')),
    inputLabels: inputs.map((input) => (input.labels?.[0] ?? document.getElementById(input.getAttribute('aria-labelledby')?.split(' ')[0]))?.textContent ?? ''),
    strays: texts(root.querySelectorAll('a, img, script, iframe, em, strong, ul, ol, h1, h2, code')),
    markdown,
    overflow: Math.max(document.documentElement.scrollWidth, root.scrollWidth) - document.documentElement.clientWidth,
    height: root.offsetHeight,
  };
};
`;
