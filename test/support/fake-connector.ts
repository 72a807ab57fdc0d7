import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bot sent to the connector service: a message, or a change of one. */
export interface Sent {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly conversation: string;
  /** The activity that is answered or changed. */
  readonly activity: string | undefined;
  readonly body: {
    readonly type?: string;
    readonly text?: string;
    readonly summary?: string;
    readonly attachments?: readonly { readonly contentType: string; readonly content: Card }[];
  };
}

/** A card as the client gets it; loose, for tests look into it as a person does. */
export interface Card {
  readonly version?: string;
  readonly body?: readonly unknown[];
  readonly actions?: readonly unknown[];
}

/** What the service answers instead of success: a status, with headers and the body that Teams documents for it. */
export interface Failure {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface FakeConnector {
  readonly url: string;
  readonly sent: Sent[];
  /** The next requests fail so, one each. */
  readonly failures: Failure[];
  stop(): Promise<void>;
}

/**
 * The Bot Framework's connector service on loopback, as far as the bot uses it: send to, reply in, update and delete in a conversation.
 * Ids arrive percent-encoded, as from botbuilder (Bot Framework REST API, "Send and receive messages").
 */
export async function startFakeConnector(): Promise<FakeConnector> {
  const sent: Sent[] = [];
  const failures: Failure[] = [];
  const server = createServer((request, response) => {
    void serve(request, response, sent, failures);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sent,
    failures,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

const PATH = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

async function serve(request: IncomingMessage, response: ServerResponse, sent: Sent[], failures: Failure[]) {
  const body = await readBody(request);
  const failure = failures.shift();
  if (failure) return reply(response, failure.status, failure.body ?? {}, failure.headers);
  const match = PATH.exec(new URL(request.url ?? '/', 'http://loopback').pathname);
  if (!match) return reply(response, 404, { error: { code: 'NotFound', message: 'no such path' } });
  const [, conversation = '', activity] = match;
  sent.push({
    method: request.method as Sent['method'],
    conversation: decodeURIComponent(conversation),
    activity: activity && decodeURIComponent(activity),
    body,
  });
  return reply(response, 200, { id: `sent-${sent.length}` });
}

async function readBody(request: IncomingMessage): Promise<Sent['body']> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Failure['headers'] = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
