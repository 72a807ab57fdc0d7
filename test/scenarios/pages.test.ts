import { type RunningBot, startBot } from '../support/app.ts';

let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

const get = (path: string) => fetch(`http://127.0.0.1:${bot.port}${path}`);

describe('the public pages', () => {
  it.each([
    ['/', 'Microsoft Teams'],
    ['/privacy', 'zonder je naam'],
    ['/privacy', 'without your name'],
    ['/terms', '112'],
  ])('%s says "%s"', async (path, text) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(text);
  });

  it('load nothing from elsewhere and run no script', async () => {
    const response = await get('/privacy');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toMatch(/<script|https?:\/\//);
  });

  it('bring their own style', async () => {
    expect((await get('/page.css')).headers.get('content-type')).toContain('text/css');
  });
});

describe('the sign of life', () => {
  it('is there for whoever watches the process', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
  });
});

describe('an idle connection', () => {
  it('stays open longer than a proxy of a minute waits', async () => {
    const [, seconds] = /timeout=(\d+)/.exec((await get('/health')).headers.get('keep-alive') ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(60);
  });
});
