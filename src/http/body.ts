import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a body was found to be. */
export type Body = { readonly kind: 'json'; readonly value: unknown } | Refused;

/** `status` is what the request is answered with, `reason` is for the log. */
interface Refused {
  readonly kind: 'refused';
  readonly status: 400 | 408 | 413 | 415;
  readonly reason: string;
}

export interface BodyLimits {
  /** In bytes. */
  readonly size: number;
  /** How long it may take to arrive, in milliseconds. */
  readonly time: number;
}

/**
 * Reads a body of plain JSON as a whole, in memory. Everything else is refused: other types, compressed ones (what a small
 * one unpacks to has no limit), too large, too slow, cut off, not UTF-8, no JSON, nested too deep.
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limits: BodyLimits,
): Promise<Body> {
  const { headers } = request;
  if (!isPlain(headers['content-encoding'])) return refuse(415, 'body-encoding');
  if (!hasBody(request)) return refuse(400, 'body-missing');
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) return refuse(415, 'body-type');
  if (Number(headers['content-length'] ?? 0) > limits.size) return refuse(413, 'body-too-large');
  if (headers.expect !== undefined) response.writeContinue();
  const read = await collect(request, limits);
  return read.kind === 'bytes' ? parse(read.bytes) : read;
}

/**
 * Answers a request that is not read to its end, and closes the connection. What the client still sends is thrown away for
 * a moment: closing at once would take the answer from a client that is still sending.
 */
export async function answerAndClose(
  request: IncomingMessage,
  response: ServerResponse,
  { status, content = '', headers = {} }: Early,
): Promise<void> {
  response.writeHead(status, {
    ...headers,
    connection: 'close',
    'content-length': Buffer.byteLength(content),
  });
  if (content === '') response.flushHeaders();
  else response.write(content);
  await discard(request);
  response.end();
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Whether more of a request may come than was read. */
export const isUnread = (request: IncomingMessage): boolean => hasBody(request) && !request.complete;

/** An answer before the end of the request. */
interface Early {
  readonly status: number;
  readonly content?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = /^application\/json\s*(?:;\s*charset="?utf-?8"?\s*)?$/i;

const isPlain = (encoding: string | undefined): boolean => /^(?:identity)?$/i.test(encoding?.trim() ?? '');

const refuse = (status: Refused['status'], reason: string): Refused => ({ kind: 'refused', status, reason });

type Collected = { readonly kind: 'bytes'; readonly bytes: Buffer } | Refused;

/** Events instead of a loop over the stream: leaving such a loop destroys the connection before the answer is sent. */
function collect(request: IncomingMessage, { size, time }: BodyLimits): Promise<Collected> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let sum = 0;
    const timer = setTimeout(() => end(refuse(408, 'body-too-slow')), time);
    const take = (chunk: Buffer) => {
      sum += chunk.length;
      if (sum <= size) chunks.push(chunk);
      else end(refuse(413, 'body-too-large'));
    };
    const end = (found: Collected) => {
      clearTimeout(timer);
      request.off('data', take);
      done(found);
    };
    request.on('data', take);
    request.once('end', () => end({ kind: 'bytes', bytes: Buffer.concat(chunks) }));
    for (const event of ['error', 'close']) request.once(event, () => end(refuse(400, 'body-cut-off')));
  });
}

/** So much of a refused body is thrown away before the connection closes, in bytes and milliseconds. */
const DISCARDED = { size: 8 * 1024 * 1024, time: 1000 };

const discard = async (request: IncomingMessage): Promise<void> => {
  if (request.complete || request.destroyed) return;
  request.resume();
  await collect(request, DISCARDED);
};

function parse(bytes: Buffer): Body {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isDeep(value) ? refuse(400, 'body-too-deep') : { kind: 'json', value: keepable(value) };
  } catch {
    return refuse(400, 'body-malformed');
  }
}

/** So many lists and objects may stand within each other; cards that Teams quotes have some twenty. */
const DEEPEST = 64;

/** Looks level by level: a function that calls itself would run out of stack on what it must refuse. */
function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= DEEPEST; depth++) level = level.flatMap(childrenOf);
  return level.length > 0;
}

const childrenOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

/** Takes out of every text what a database refuses to keep, so that words around it are never lost with it. */
function keepable(value: unknown): unknown {
  if (typeof value === 'string') return keepableText(value);
  if (Array.isArray(value)) return value.map(keepable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [keepableText(key), keepable(one)]));
}

/** A text without the character zero and without half characters. */
export const keepableText = (text: string): string => text.replace(/[\0\p{Cs}]/gu, '');
