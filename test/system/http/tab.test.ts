import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type RunningBot, startBot } from '../../support/app.ts';

const SCRIPT = 'console.log("x");'.repeat(500);

let folder: string;
let bot: RunningBot;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'magdat-tab-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    '<script nonce="__NONCE__"></script><style nonce="__NONCE__"></style>',
  );
  writeFileSync(join(folder, 'assets', 'index-abc123.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'picture-abc123.png'), 'png');
  writeFileSync(join(folder, 'teams-hosts.json'), '{}');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  bot = await startBot({ tabFolder: folder });
});
afterAll(async () => {
  await bot.stop();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${bot.port}${path}`, { headers });

/** As it stands on the wire: `fetch` would tidy up the path and unpack the body. */
const getRaw = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; encoding: string | undefined; body: Buffer }>((done, fail) => {
    const sent = request({ host: '127.0.0.1', port: bot.port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({
          status: response.statusCode,
          encoding: response.headers['content-encoding'],
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', fail);
    sent.end();
  });

describe('the page of the tab', () => {
  it.each(['/tab', '/tab/', '/tab?view=rules'])('is at %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('has a nonce of its own with each request', async () => {
    const nonces = new Set<string | undefined>();
    for (let time = 0; time < 3; time++) {
      const response = await get('/tab');
      const [, nonce] = (await response.text()).match(/<style nonce="([\w+/]{24})">/) ?? [];
      expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('may be framed by Teams, and runs nothing but its own script', async () => {
    const { headers } = await get('/tab');
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self';",
      "frame-ancestors 'self' https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com",
      "base-uri 'none'",
      "form-action 'none'",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*;| \* /);
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('a file of the tab', () => {
  it.each([
    ['/tab/assets/index-abc123.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/tab/assets/picture-abc123.png', 'image/png', 'public, max-age=31536000, immutable'],
    ['/tab/teams-hosts.json', 'application/json; charset=utf-8', 'no-cache'],
  ])('%s has its type and is kept as long as it is right', async (path, type, caching) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('cache-control')).toBe(caching);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip;q=1, br;q=0', 'gzip'],
    ['deflate', undefined],
    ['', undefined],
  ])('is packed for a client that says "%s"', async (accepted, encoding) => {
    const raw = await getRaw('/tab/assets/index-abc123.js', { 'accept-encoding': accepted });
    expect(raw.encoding).toBe(encoding);
    if (encoding === 'gzip') expect(gunzipSync(raw.body).toString()).toBe(SCRIPT);
    expect(raw.body.length).toBeLessThanOrEqual(encoding ? 500 : SCRIPT.length);
    const unpacked = await get('/tab/assets/index-abc123.js', { 'accept-encoding': accepted });
    expect(await unpacked.text()).toBe(SCRIPT);
  });

  it.each([
    '/tab/../package.json',
    '/tab/..%2f..%2fpackage.json',
    '/tab/assets/../../package.json',
    '/tab/%2e%2e/%2e%2e/package.json',
    '/tab/assets/..%5c..%5cindex.html',
    '/tab//etc/passwd',
    '/tab/%00',
    '/tab/__proto__',
    '/tab/index-abc123.js',
    '/tab/assets/',
    '/tab/secret.txt',
  ])('is not %s', async (path) => {
    const { status, body } = await getRaw(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body.toString()).not.toMatch(/magdat"|root:|secret|<script/);
  });
});

describe('without a build of the tab', () => {
  let other: RunningBot;
  beforeAll(async () => {
    other = await startBot({ tabFolder: join(folder, 'nowhere') });
  });
  afterAll(() => other.stop());

  it('the page says what to run', async () => {
    const response = await fetch(`http://127.0.0.1:${other.port}/tab`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build:tab');
  });
});
