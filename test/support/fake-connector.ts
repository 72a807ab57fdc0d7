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
    readonly recipient?: { readonly id: string; readonly aadObjectId?: string };
    readonly conversation?: { readonly id: string; readonly tenantId?: string };
    readonly attachments?: readonly { readonly contentType: string; readonly content: Card }[];
  };
}

/** A card as the client gets it; loose, for tests look into it as a person does. */
export interface Card {
  readonly version?: string;
  readonly body?: readonly unknown[];
  readonly actions?: readonly unknown[];
}

/** A conversation that the bot asked for. */
export interface Created {
  readonly conversation: string;
  readonly body: {
    readonly isGroup?: boolean;
    readonly bot?: { readonly id: string };
    readonly members?: readonly { readonly id: string }[];
    readonly tenantId?: string;
    readonly channelData?: unknown;
  };
}

/** A request of any kind, whatever came of it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Absent where a conversation is asked for. */
  readonly conversation: string | undefined;
  readonly authorization: string | undefined;
  /** When it was answered, or whoever asked hung up. */
  readonly ended: Promise<unknown>;
}

/** What the service answers instead of success: a status, with headers and the body that Teams documents for it. */
export interface Failure {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What else befalls a request. */
export type Trouble =
  | Failure
  /** The connection ends, before the request is carried out or after. */
  | { readonly cut: 'before' | 'after' }
  /** It is carried out no sooner than this. */
  | { readonly wait: Promise<unknown> };

/** Says which requests run into trouble, such as those for one conversation. */
export type Rule = (asked: Asked) => Trouble | undefined;

/** Somebody in a conversation, as the roster shows them; the object id stands in one of two places. */
export interface Member {
  readonly id: string;
  readonly aadObjectId?: string;
  readonly objectId?: string;
  readonly name?: string;
  readonly tenantId?: string;
  readonly userPrincipalName?: string;
  readonly userRole?: string;
}

export interface FakeConnector {
  readonly url: string;
  /** What was taken, in order. */
  readonly sent: Sent[];
  readonly created: Created[];
  readonly asked: Asked[];
  /** Conversations for which something went wrong, so that messages may still wait. */
  readonly troubled: Set<string>;
  /** Who wrote to a bot that sends here, by their ids. */
  readonly writers: Set<string>;
  /** The next requests fail so, one each. */
  readonly failures: Trouble[];
  /** Looked at when no failure waits; the first that says something counts. */
  readonly rules: Rule[];
  /** By conversation. */
  readonly rosters: Map<string, readonly Member[]>;
  stop(): Promise<void>;
}

type State = Omit<FakeConnector, 'url' | 'stop'>;

/**
 * The Bot Framework's connector service on loopback, as far as the bot uses it: open a conversation, send to, reply in,
 * update and delete in it, and read who is there. Ids arrive percent-encoded, as from botbuilder (Bot Framework REST API,
 * "Send and receive messages").
 */
export async function startFakeConnector(): Promise<FakeConnector> {
  const state: State = {
    sent: [],
    created: [],
    asked: [],
    troubled: new Set(),
    writers: new Set(),
    failures: [],
    rules: [],
    rosters: new Map(),
  };
  const server = createServer((request, response) => {
    void serve(request, response, state);
  });
  // a client keeps connections for its next request; on a slow machine one would be closed under its hands
  server.keepAliveTimeout = 0;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ...state,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections(); // a request that waits would hold it open
      }),
  };
}

const PATH = /^\/v3\/conversations(?:\/([^/]+)(?:\/(activities|members|pagedmembers)(?:\/([^/]+))?)?)?$/;

/** Teams takes messages up to about 100 KB of UTF-16 ("Format your bot messages"); in bytes. */
const LARGEST_MESSAGE = 100 * 1024;

async function serve(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const text = await readText(request);
  const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://loopback');
  const [matched, conversation, kind, id] = (PATH.exec(path) ?? []).map(
    (part) => part && decodeURIComponent(part),
  );
  const { method = '' } = request;
  const ended = new Promise((done) => response.once('close', done));
  const asked = { method, path, conversation, authorization: request.headers.authorization, ended };
  state.asked.push(asked);

  const trouble = state.failures.shift() ?? findTrouble(state.rules, asked);
  if (trouble && conversation !== undefined) state.troubled.add(conversation);
  if (trouble && 'status' in trouble)
    return reply(response, trouble.status, trouble.body ?? {}, trouble.headers);
  if (trouble && 'wait' in trouble) await trouble.wait;
  if (trouble && 'cut' in trouble && trouble.cut === 'before') return cut(response);

  const [status, body] =
    matched === undefined
      ? NO_SUCH_PATH
      : carryOut({ method, conversation, kind, id, text, searchParams }, state);
  if (trouble && 'cut' in trouble) return cut(response);
  return reply(response, status, body);
}

const findTrouble = (rules: readonly Rule[], asked: Asked): Trouble | undefined =>
  rules.map((rule) => rule(asked)).find((trouble) => trouble !== undefined);

type Answer = readonly [status: number, body: unknown];

const NO_SUCH_PATH: Answer = [404, { error: { code: 'NotFound', message: 'no such path' } }];
const TOO_BIG: Answer = [413, { error: { code: 'MessageSizeTooBig', message: 'Message size too large.' } }];

interface Wish {
  readonly method: string;
  readonly conversation: string | undefined;
  readonly kind: string | undefined;
  readonly id: string | undefined;
  readonly text: string;
  readonly searchParams: URLSearchParams;
}

function carryOut({ method, conversation, kind, id, text, searchParams }: Wish, state: State): Answer {
  if (conversation === undefined) return method === 'POST' ? create(JSON.parse(text), state) : NO_SUCH_PATH;
  if (kind === 'members' || kind === 'pagedmembers')
    return readRoster(state.rosters.get(conversation), kind, id, searchParams);
  if (text.length * 2 > LARGEST_MESSAGE) return TOO_BIG;
  const body: Sent['body'] = text === '' ? {} : JSON.parse(text);
  state.sent.push({ method: method as Sent['method'], conversation, activity: id, body });
  return [200, { id: method === 'PUT' ? id : `sent-${state.sent.length}` }];
}

/** Opens a personal conversation; the same person gets the same one again. */
function create(body: Created['body'], { created }: State): Answer {
  const conversation = `a:${body.members?.[0]?.id}`;
  created.push({ conversation, body });
  return [201, { id: conversation, activityId: conversation }];
}

function readRoster(
  roster: readonly Member[] | undefined,
  kind: string,
  id: string | undefined,
  asked: URLSearchParams,
): Answer {
  if (!roster) return [404, { error: { code: 'ConversationNotFound', message: 'Conversation not found.' } }];
  if (kind === 'pagedmembers') return [200, readPage(roster, asked)];
  if (id === undefined) return [200, roster];
  const member = roster.find((one) => one.id === id || one.aadObjectId === id);
  return member
    ? [200, member]
    : [404, { error: { code: 'MemberNotFoundInConversation', message: 'Not there.' } }];
}

/** A page of a team: between 50 and 500 members, whatever is asked. A chat has no pages, and fewer people. */
function readPage(roster: readonly Member[], asked: URLSearchParams): object {
  const from = Number(asked.get('continuationToken') ?? 0);
  const size = Math.min(500, Math.max(50, Number(asked.get('pageSize') ?? 500)));
  const more = from + size < roster.length;
  return {
    members: roster.slice(from, from + size),
    ...(more && { continuationToken: String(from + size) }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function cut(response: ServerResponse): void {
  response.socket?.destroy();
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
