import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';

const ROOT = join(import.meta.dirname, '..', '..');

/** `npm start` in a process of its own: the bot and the Agents Playground, on free ports and in a data folder of its own. */
export interface Started {
  readonly url: string;
  readonly output: string[];
  /** Sends Ctrl-C and gives the exit code. */
  interrupt(): Promise<number | null>;
}

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
  const url = await new Promise<string>((done, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const found = /Open (http:\S+)/.exec(line)?.[1];
        if (found) done(found);
      });
    }
    void ended.then((code) => fail(new Error(`it ended with code ${code}:\n${output.join('\n')}`)));
  });
  return { url, output, interrupt: () => interrupt(child, ended) };
}

function interrupt(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  child.kill('SIGINT');
  return ended;
}

/** The chat on the Playground's page, as a person uses it. */
export function createChat(page: Page) {
  const waitFor = (text: string) => page.getByText(text, { exact: false }).last().waitFor();
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
