import { createServer } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { describeInChromium, launchChromium } from '../support/chromium.ts';
import { createChat, type Started, startPlayground } from '../support/playground.ts';
import { run } from '../support/run.ts';

describeInChromium('the Agents Playground that npm start opens', () => {
  let started: Started;
  let browser: Browser;
  let page: Page;
  let chat: ReturnType<typeof createChat>;

  beforeAll(async () => {
    started = await startPlayground();
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1000, height: 1400 } });
    chat = createChat(page);
    await chat.open(started.url);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await started?.interrupt();
  });

  it('greets, asks role and school, and answers the question with a card', async () => {
    await chat.waitFor('Hoi, ik ben Mag dat?');
    await chat.type('mag ik een foto van mijn klas op insta zetten?');
    await chat.waitFor('Welke regels gelden voor jou?');
    await chat.choose('Kies je rol', 'Medewerker');
    await chat.choose('Kies je school', 'SVOK');
    await chat.press('Bewaar en toon antwoord');
    await chat.waitFor('Mag, met voorwaarden');
    await chat.press('Toon regel');
    await chat.waitFor('Dit is onze uitleg in gewone woorden');
  }, 60_000);

  it('takes a button as an answer', async () => {
    await chat.press('Helpt niet');
    await chat.waitFor('Dank je wel');
    await chat.type('mag een leerling mij volgen?');
    await chat.waitFor('Om welk account gaat het?');
    await chat.press('Een privéaccount');
    await chat.waitFor('Liever niet');
  }, 60_000);
});

describe('npm start', () => {
  it('stops both on Ctrl-C', async () => {
    const started = await startPlayground();
    const alive = () =>
      fetch(started.url).then(
        () => true,
        () => false,
      );
    expect(await alive()).toBe(true);
    await started.interrupt();
    expect(await alive()).toBe(false);
  }, 60_000);

  it('says in one line which port is in use, and what to do', async () => {
    const taken = createServer();
    const port = await new Promise<number>((done) => {
      taken.listen(0, '127.0.0.1', () => done((taken.address() as { port: number }).port));
    });
    const { code, stderr } = await run('src/cli/playground.ts', [], {
      env: { PORT: String(port), MAGDAT_DATA: `.data/test-${port}` },
    });
    taken.close();
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`Port ${port} is in use`);
  }, 60_000);
});
