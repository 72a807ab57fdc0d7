import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type RunningBot, startBot } from '../support/app.ts';
import { type Heard, head, type Written, writeRaw } from '../support/raw-http.ts';

/** How long a body may take here, in milliseconds: a test need not wait as long as a school. */
const BODY_TIME = 300;

let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot({ bodyTime: BODY_TIME });
});
afterAll(() => bot.stop());

/** Whatever a request did, the server is there for the next one. */
afterEach(async () => {
  expect((await fetch(`http://127.0.0.1:${bot.port}/health`)).status).toBe(200);
});

const send = (...parts: Written[]): Promise<Heard> => writeRaw(bot.port, ...parts);

const POST = 'POST /api/messages';
const JSON_TYPE = { 'content-type': 'application/json' };

/** Posts a body with its length, and lets the server close when it has answered. */
const post = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Heard> =>
  send(
    head(POST, {
      ...JSON_TYPE,
      'content-length': Buffer.byteLength(body),
      connection: 'close',
      ...headers,
    }),
    body,
  );

/** An activity that needs no answer, with a value in it. */
const activity = (value: unknown = 0): string =>
  JSON.stringify({
    type: 'event',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:1',
    from: { id: '29:1' },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:1', conversationType: 'personal' },
    value,
  });

const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

describe('a body that is no plain JSON', () => {
  it.each<[string, () => Buffer, string]>([
    ['gzip that is none', () => Buffer.from('x'), 'gzip'],
    ['gzip that is cut off', () => gzipSync(activity()).subarray(0, 20), 'gzip'],
    ['gzip that unpacks to too much', () => gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')), 'GZIP'],
    ['gzip that is right', () => gzipSync(activity()), 'gzip'],
    ['deflate', () => deflateSync(activity()), 'deflate'],
    ['brotli', () => brotliCompressSync(activity()), 'br'],
    ['two encodings', () => gzipSync(activity()), 'identity, gzip'],
    ['an encoding that nobody knows', () => Buffer.from(activity()), 'x-ours'],
  ])('is refused unread: %s', async (_name, body, encoding) => {
    expect((await post(body(), { 'content-encoding': encoding })).statuses).toEqual([415]);
  });

  it.each([
    'text/csv',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'application/json; charset=utf-16',
    '',
  ])('is refused: %p', async (type) => {
    expect((await post(activity(), { 'content-type': type })).statuses).toEqual([415]);
  });

  it.each<[string, string | Buffer]>([
    ['text', 'hello'],
    ['half an activity', '{"type": "mess'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
    ['nothing', ''],
  ])('is refused: %s', async (_name, body) => {
    expect((await post(body)).statuses).toEqual([400]);
  });

  it('is refused when it is nested deeper than any card', async () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const withValue = (json: string) => activity('HERE').replace('"HERE"', json);
    expect((await post(withValue(nested(60)))).statuses).toEqual([200]);
    expect((await post(withValue(nested(70)))).statuses).toEqual([400]);
    expect((await post(withValue(nested(100_000)))).statuses).toEqual([400]);
  });
});

describe('a body that is too large', () => {
  const large = activity('x'.repeat(300_000));

  it.each(['/api/messages', '/api/v1/ask'])('is refused at %s, and its connection closed', async (path) => {
    const headers = { ...JSON_TYPE, authorization: 'Demo 00000000-0000-4000-8000-000000000001' };
    const told = await send(head(`POST ${path}`, { ...headers, 'content-length': large.length }), large);
    const counted = await send(
      head(`POST ${path}`, { ...headers, 'transfer-encoding': 'chunked' }),
      chunk(large),
    );
    const expected = path === '/api/messages' ? 413 : 401; // nobody is known here
    expect([...told.statuses, ...counted.statuses]).toEqual([expected, expected]);
  });

  it('is refused before it is sent, when the client asks first', async () => {
    const { text } = await send(
      head(POST, { ...JSON_TYPE, 'content-length': 10_000_000, expect: '100-continue' }),
    );
    expect(text).toMatch(/^HTTP\/1\.1 413/);
  });

  it('is not read on without end', async () => {
    const endless = Array.from({ length: 400 }, () => chunk('x'.repeat(65_536)));
    const { statuses } = await send(head(POST, { ...JSON_TYPE, 'transfer-encoding': 'chunked' }), ...endless);
    expect([[413], []]).toContainEqual(statuses);
  });
});

describe('a body that does not come', () => {
  it.each<[string, Written[], number[][]]>([
    ['is shorter than it says', [activity().slice(0, 50)], [[408]]],
    ['comes not at all', [], [[408]]],
    ['ends half-way', [activity().slice(0, 50), 'end'], [[400], []]],
    ['is broken off', [activity().slice(0, 50), 'reset'], [[]]],
  ])('and %s ends with its connection', async (_name, parts, expected) => {
    const { statuses } = await send(head(POST, { ...JSON_TYPE, 'content-length': 5000 }), ...parts);
    expect(expected).toContainEqual(statuses);
  });
});

describe('an unusual request', () => {
  const one = () => head('GET /health', { connection: 'close' });

  it.each<[string, () => Written[], number[][]]>([
    [
      'in chunks',
      () => [
        head(POST, { ...JSON_TYPE, 'transfer-encoding': 'chunked', connection: 'close' }),
        chunk(activity()),
        '0\r\n\r\n',
      ],
      [[200]],
    ],
    [
      'that asks whether it may send',
      () => [
        head(POST, {
          ...JSON_TYPE,
          'content-length': activity().length,
          connection: 'close',
          expect: '100-continue',
        }),
        activity(),
      ],
      [[100, 200]],
    ],
    ['of HTTP 1.0', () => [head('GET /health').replace('HTTP/1.1', 'HTTP/1.0')], [[200]]],
    ['behind another', () => [`${head('GET /health')}${one()}`], [[200, 200]]],
    [
      'behind one that is refused',
      () => [`${head(POST, { ...JSON_TYPE, 'content-encoding': 'gzip', 'content-length': 1 })}x${one()}`],
      [[415], [415, 200]],
    ],
    ['to look without a body', () => [head('HEAD /api/messages', { connection: 'close' })], [[405]]],
    [
      'to put something',
      () => [head('PUT /api/messages', { connection: 'close', 'content-length': 1 }), 'x'],
      [[405]],
    ],
    ['to take something away', () => [head('DELETE /api/messages', { connection: 'close' })], [[405]]],
    [
      'for another protocol',
      () => [head('GET /health', { connection: 'upgrade', upgrade: 'websocket' }), 'end'],
      [[200]],
    ],
    [
      'for another protocol, broken off',
      () => [head('GET /health', { connection: 'upgrade', upgrade: 'h2c' }), 'reset'],
      [[]],
    ],
    ['for a tunnel', () => [head('CONNECT localhost:443')], [[], [400], [405]]],
    [
      'with two lengths',
      () => [head(POST, { ...JSON_TYPE, 'content-length': 5, 'Content-Length': 50 }), 'hello'],
      [[400]],
    ],
    [
      'with a length and chunks',
      () => [head(POST, { 'content-length': 5, 'transfer-encoding': 'chunked' }), 'hello'],
      [[400]],
    ],
    ['with a negative length', () => [head(POST, { 'content-length': -5 })], [[400]]],
    [
      'with two types',
      () => [
        head(POST, {
          'content-type': 'text/plain',
          'Content-Type': 'application/json',
          'content-length': 2,
          connection: 'close',
        }),
        '{}',
      ],
      [[415]],
    ],
    ['with a gigantic header', () => [head('GET /health', { 'x-large': 'x'.repeat(100_000) })], [[431]]],
    ['with a header of bytes', () => [head('GET /health', { authorization: '\u0000\u0001' })], [[400]]],
    [
      'with a version to choose',
      () => [head('GET /health', { 'accept-version': '~>x..', accept: ';;q=', connection: 'close' })],
      [[200], [400], [406]],
    ],
    ['for an address that is none', () => [head('GET /%E0%A4%A', { connection: 'close' })], [[400], [404]]],
    [
      'for an address of elsewhere',
      () => [head('GET http://[::1/health', { connection: 'close' })],
      [[400], [404]],
    ],
    [
      'for a port that is none',
      () => [head('GET http://x:99999999/health', { connection: 'close' })],
      [[400], [404], [200]],
    ],
    ['for two slashes', () => [head('GET //', { connection: 'close' })], [[200], [404]]],
    ['for everything', () => [head('OPTIONS *', { connection: 'close' })], [[200]]],
    ...['[::1', 'a b', '%', 'x:99999999', '<>', 'x/y'].map((host): [string, () => Written[], number[][]] => [
      `to a host that is none, ${host}`,
      () => [head('GET /health', { host, connection: 'close' })],
      [[400], [404], [200]],
    ]),
    ['that is none', () => ['hello\r\n\r\n'], [[400]]],
  ])('%s is answered or closed', async (_name, parts, expected) => {
    expect(expected).toContainEqual((await send(...parts())).statuses);
  });
});
