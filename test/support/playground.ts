import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** `npm start` in a process of its own: the bot and the Agents Playground, on free ports and in a data folder of its own. */
export interface Started {
  /** Where to chat as the first person of the demo, a teacher. */
  readonly url: string;
  /** Where to chat as the second, who is their line manager. */
  readonly managerUrl: string;
  readonly output: string[];
  /** Sends Ctrl-C and gives the exit code. */
  interrupt(): Promise<number | null>;
}

/** The first people of demo/playground.yml. */
const PEOPLE = ['Noor de Wit', 'Bram Kuipers'];

export async function startPlayground(env: NodeJS.ProcessEnv = {}): Promise<Started> {
  const child = spawn(process.execPath, ['src/cli/playground.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      PLAYGROUND_PORT: '0',
      MAGDAT_DATA: mkdtempSync(join(tmpdir(), 'magdat-')),
      ...env,
    },
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const output: string[] = [];
  const urls = await new Promise<ReadonlyMap<string, string>>((done, fail) => {
    const found = new Map<string, string>();
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const [, url, name] = /Open (http:\S+) to chat as ([^.]+)\./.exec(line) ?? [];
        if (url && name) found.set(name, url);
        if (found.size === 2) done(found);
      });
    }
    void ended.then((code) => fail(new Error(`it ended with code ${code}:\n${output.join('\n')}`)));
  });
  const [url = '', managerUrl = ''] = PEOPLE.map((name) => urls.get(name));
  return { url, managerUrl, output, interrupt: () => interrupt(child, ended) };
}

function interrupt(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  child.kill('SIGINT');
  return ended;
}

/** A Playground and a browser for the tests of one describe, each of its own. */
export function usePlayground(width: number) {
  let started: Started | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    started = await startPlayground();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await started?.interrupt();
  });
  const running = () => {
    if (!started || !browser) throw new Error('the Playground is not open yet');
    return { started, browser };
  };
  return {
    /** Where the teacher chats; the manager is at another address. */
    url: () => running().started.url,
    /** Opens the chat of one of the two in a window of its own, and waits for the welcome. */
    async open(who: 'teacher' | 'manager') {
      const { started, browser } = running();
      const chat = createChat(await browser.newPage({ viewport: { width, height: 1400 } }));
      await chat.open(who === 'teacher' ? started.url : started.managerUrl);
      await chat.waitFor('Hoi, ik ben Mag dat?');
      return chat;
    },
  };
}

/** The chat on the Playground's page, as a person uses it. */
export function createChat(page: Page) {
  const waitFor = (text: string) =>
    page.getByText(text, { exact: false }).last().waitFor({ timeout: 20_000 });
  return {
    waitFor,
    open: async (url: string) => {
      await page.goto(url);
      await page.getByRole('button', { name: 'Send Message' }).waitFor();
    },
    type: async (text: string) => {
      const editor = page.getByRole('textbox').last();
      await editor.click();
      await editor.pressSequentially(text);
      await page.keyboard.press('Enter');
    },
    /** Fills an input of the newest card that has it. */
    fill: (label: string, text: string) => page.getByLabel(label).last().fill(text),
    /** Picks one of the answers that stand below each other. */
    check: (label: string | RegExp) => page.getByRole('radio', { name: label }).last().check(),
    /** Goes to a chat in the list on the left, which a wide window shows. */
    goTo: (name: string) => page.getByRole('treeitem', { name }).click(),
    press: (name: string) => page.getByRole('button', { name }).last().click(),
    /** Picks from the choice set that still shows its placeholder. */
    choose: async (placeholder: string, option: string) => {
      await page
        .getByRole('combobox')
        .filter({ hasText: placeholder })
        .or(page.getByPlaceholder(placeholder))
        .last()
        .click();
      await page.getByRole('option', { name: option }).last().click();
    },
  };
}
