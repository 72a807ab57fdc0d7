import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Draw } from './draw.ts';

/** What came back: a status and a body; nothing where the client or the server ended the connection first. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Longest wait for an answer, in milliseconds: what takes longer has stalled. */
const PATIENCE = 15_000;
/** How long a client that sends slowly waits between its pieces, and how many it sends. */
const SLOW = { pause: 40, pieces: 4 };

export type Attack = (port: number, body: string, draw: Draw) => Promise<Answer | 'ended' | 'stalled'>;

/** Posts a body of JSON, as Teams does. */
export const post = (port: number, body: string, headers: Readonly<Record<string, string>> = {}) =>
  ask(port, '/api/messages', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

export async function ask(
  port: number,
  path: string,
  init: RequestInit,
): Promise<Answer | 'ended' | 'stalled'> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'stalled' : 'ended';
  }
}

/** Requests that are wrong before anybody looks into them. */
export const ATTACKS: readonly Attack[] = [
  (port, body) => encoded(port, Buffer.from(body), 'gzip'),
  (port, body) => encoded(port, gzipSync(body).subarray(0, 20), 'gzip'),
  (port) => encoded(port, gzipSync(Buffer.alloc(8 * 1024 * 1024, 'a')), 'gzip'),
  (port, body, draw) =>
    encoded(port, gzipSync(body), draw.of(['deflate', 'br', 'zstd', 'GZIP', 'gzip, gzip', 'x'])),
  (port, body, draw) =>
    post(port, body, {
      'content-type': draw.of([
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
        'text/plain',
        'application/json; charset=utf-16',
        'application/jsonx',
        'text/csv',
        'x',
      ]),
    }),
  (port) => post(port, `"${'a'.repeat(300 * 1024)}"`),
  (port) => post(port, '['.repeat(100_000)),
  (port, body) => post(port, body.slice(0, Math.floor(body.length / 2))),
  (port, _, draw) => post(port, draw.of(['', 'null', '[]', '1', '"text"', '{', '\u0000', '{"a":'])),
  (port, _, draw) =>
    ask(port, '/api/messages', { method: draw.of(['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) }),
  (port, body) => raw(port, [headers(body.length + 50), body]),
  (port, body) => raw(port, [headers(10), body]),
  (port, body) => raw(port, [headers(body.length), body.slice(0, 10)], true),
  (port, body) => raw(port, [headers(body.length), ...slowly(body)]),
  (port, body) => raw(port, [`POST /api/messages HTTP/1.0\r\nContent-Type: application/json\r\n\r\n${body}`]),
  (port) => raw(port, [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`]),
  (port) => raw(port, ['\u0016\u0003\u0001 no http\r\n\r\n']),
  (port, body) =>
    raw(port, [`POST /api/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n${body}`]),
  (port) =>
    raw(
      port,
      [`POST /api/messages HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n`],
      true,
    ),
];

const encoded = (port: number, body: Buffer, encoding: string) =>
  ask(port, '/api/messages', {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'content-type': 'application/json', 'content-encoding': encoding },
  });

const headers = (length: number): string =>
  `POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

const slowly = (body: string): string[] =>
  Array.from({ length: SLOW.pieces }, (_, piece) => body.slice(piece * 8, piece * 8 + 8));

/** Writes pieces to a socket, then ends it; what comes back is for whoever reads HTTP, so only its status is looked at. */
async function raw(port: number, pieces: readonly string[], abruptly = false): Promise<Answer | 'ended'> {
  const socket = connect(port, '127.0.0.1');
  const received: Buffer[] = [];
  const closed = new Promise<void>((done) => {
    socket.on('data', (data) => received.push(data));
    socket.once('error', () => done());
    socket.once('close', () => done());
  });
  for (const piece of pieces) {
    socket.write(piece);
    if (pieces.length > 2) await sleep(SLOW.pause);
  }
  if (abruptly) socket.destroy();
  else socket.end();
  await Promise.race([closed, sleep(1_000, undefined, { ref: false })]);
  socket.destroy();
  const status = /^HTTP\/1\.\d (\d{3})/.exec(Buffer.concat(received).toString('latin1'))?.[1];
  return status === undefined ? 'ended' : { status: Number(status), body: '' };
}
