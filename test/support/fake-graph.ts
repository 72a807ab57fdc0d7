import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';

/** An account in the tenant, with what Graph tells of it in several places. */
export interface FakeUser {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName?: string;
  readonly accountEnabled?: boolean;
  /** Absent: School Data Sync does not know them. */
  readonly primaryRole?: 'student' | 'teacher' | 'faculty' | 'none';
  /** Id of their manager. */
  readonly manager?: string;
  /** Ids of the groups that they are in. */
  readonly groups?: readonly string[];
}

/** A request to Graph as it arrived, without `/v1.0` and with `/beta`; `token` is what stood behind `Bearer`. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * What goes wrong: an answer, a connection that is cut, no answer at all; `lost`: it is carried out, and the connection
 * is cut before the answer.
 */
export type Failure = Answer | 'cut' | 'silent' | 'lost';

/** A chat that was made. */
export interface FakeChat {
  readonly id: string;
  readonly topic: string | undefined;
  /** Ids of accounts. */
  readonly members: readonly string[];
  /** Where the installed apps are in the catalogue. */
  readonly apps: Set<string>;
}

/** The moderation of a channel; `null` where nobody changed it. */
export type Moderation = Readonly<Record<string, unknown>> | null;

/** A further path; `path` is matched without `/v1.0` and the query. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  answer(ids: readonly string[], seen: Seen): Answer;
}

export interface FakeGraph {
  /** Address on loopback, with the version. */
  readonly url: string;
  /** Sends what is meant for Microsoft to this server, so that everything else is as in production. */
  readonly http: HttpClient;
  readonly requests: Seen[];
  /** The next requests fail so, one each. */
  readonly failures: Failure[];
  /** Requests to these paths always fail so. */
  readonly refusals: Map<RegExp, Failure>;
  /** Tokens that are accepted; the token endpoint adds to them. */
  readonly tokens: Set<string>;
  /** Looked at before the fake's own. */
  readonly routes: Route[];
  users: readonly FakeUser[];
  readonly chats: FakeChat[];
  /** By team and channel, with a slash between them. */
  readonly channels: Map<string, Moderation>;
  /** How many requests were for a path. */
  count(path: RegExp): number;
  stop(): Promise<void>;
}

export const GRAPH = 'https://graph.microsoft.com/v1.0';

/** Members on one page. Graph gives 100 or as many as `$top` says; few, so that small groups have pages too. */
const PAGE = 2;

/**
 * Microsoft Graph on loopback, as far as it is used, and the token endpoint of Entra beside it. Shapes as in the
 * reference: "Get user", "List manager", "Get educationUser", "directoryObject: checkMemberGroups", "List group
 * transitive members", "Create chat", "Add app to chat", "Get channel" and "Update channel" (beta), "Microsoft Graph
 * error responses".
 */
export async function startFakeGraph(users: readonly FakeUser[] = []): Promise<FakeGraph> {
  const server = createServer((request, response) => {
    void serve(request, response, fake);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeGraph = {
    url: `${host}/v1.0`,
    http: createLoopback(host),
    requests: [],
    failures: [],
    refusals: new Map(),
    tokens: new Set(),
    routes: [],
    users,
    chats: [],
    channels: new Map(),
    count: (path) => fake.requests.filter((seen) => path.test(seen.path)).length,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
  return fake;
}

/** The real client with another address: a token may go over https only, and loopback has none. */
function createLoopback(host: string): HttpClient {
  const client = createDefaultHttpClient();
  return {
    sendRequest({ agent: _proxy, proxySettings: _settings, ...request }) {
      const { pathname, search } = new URL(request.url);
      return client.sendRequest({ ...request, url: host + pathname + search, allowInsecureConnection: true });
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, fake: FakeGraph) {
  const url = new URL(request.url ?? '/', 'http://loopback');
  const text = await readBody(request);
  const path = readPath(url);
  if (path === undefined) return reply(response, answerEntra(url, fake));
  const seen: Seen = {
    method: request.method ?? '',
    path: decodeURIComponent(path + url.search),
    token: /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1],
    body: text === '' ? undefined : JSON.parse(text),
  };
  fake.requests.push(seen);
  const refusal = [...fake.refusals].find(([path]) => path.test(seen.path))?.[1];
  const trouble = fake.failures.shift() ?? refusal;
  if (trouble && trouble !== 'lost') return reply(response, trouble);
  const answer = answerGraph(url, path, seen, fake);
  return reply(response, trouble ? 'cut' : answer);
}

/** The path of a request to Graph; `undefined` for Entra. */
function readPath({ pathname }: URL): string | undefined {
  if (pathname.startsWith('/beta/')) return pathname;
  return pathname.startsWith('/v1.0/') ? pathname.slice('/v1.0'.length) : undefined;
}

/** The part of Entra that gives an app its token (OAuth 2.0 client credentials). */
function answerEntra({ pathname }: URL, { tokens }: FakeGraph): Answer {
  const issuer = `https://login.microsoftonline.com/${pathname.split('/')[1]}`;
  if (pathname.endsWith('/.well-known/openid-configuration')) {
    const endpoints = {
      authorization_endpoint: `${issuer}/oauth2/v2.0/authorize`,
      token_endpoint: `${issuer}/oauth2/v2.0/token`,
      jwks_uri: `${issuer}/discovery/v2.0/keys`,
    };
    return { status: 200, body: { issuer: `${issuer}/v2.0`, ...endpoints } };
  }
  const token = randomUUID();
  tokens.add(token);
  return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: token } };
}

function answerGraph(url: URL, path: string, seen: Seen, fake: FakeGraph): Answer {
  if (!seen.token || !fake.tokens.has(seen.token)) return UNAUTHORISED;
  for (const route of [...fake.routes, ...graphRoutes(fake, url), ...teamsRoutes(fake)]) {
    const ids = route.method === seen.method ? route.path.exec(path)?.slice(1) : undefined;
    if (ids) return route.answer(ids.map(decodeURIComponent), seen);
  }
  return failure(400, 'BadRequest', `Resource not found for the segment '${path}'.`);
}

const graphRoutes = (fake: FakeGraph, { searchParams }: URL): readonly Route[] => [
  {
    method: 'GET',
    path: /^\/users\/([^/]+)$/,
    answer: ([id]) => withUser(fake, id, (user) => found('users/$entity', toAccount(user))),
  },
  {
    method: 'GET',
    path: /^\/users\/([^/]+)\/manager$/,
    answer: ([id]) =>
      withUser(fake, id, ({ manager }) => {
        if (!manager) return missing('manager');
        return found('directoryObjects/$entity', { '@odata.type': '#microsoft.graph.user', id: manager });
      }),
  },
  {
    method: 'GET',
    path: /^\/education\/users\/([^/]+)$/,
    answer: ([id]) =>
      withUser(fake, id, ({ primaryRole }) =>
        primaryRole ? found('education/users/$entity', { primaryRole }) : missing(id),
      ),
  },
  {
    method: 'POST',
    path: /^\/users\/([^/]+)\/checkMemberGroups$/,
    answer: ([id], { body }) =>
      withUser(fake, id, ({ groups = [] }) => {
        const { groupIds } = body as { readonly groupIds: readonly string[] };
        if (groupIds.length > 20) return failure(400, 'Request_BadRequest', 'Too many elements.');
        return found('Collection(Edm.String)', { value: groupIds.filter((group) => groups.includes(group)) });
      }),
  },
  {
    method: 'GET',
    path: /^\/groups\/([^/]+)\/transitiveMembers$/,
    answer: ([group = '']) => listPage(fake, group, Number(searchParams.get('$skiptoken'))),
  },
];

const teamsRoutes = (fake: FakeGraph): readonly Route[] => [
  { method: 'POST', path: /^\/chats$/, answer: (_ids, { body }) => makeChat(fake, body as NewChat) },
  {
    method: 'POST',
    path: /^\/chats\/([^/]+)\/installedApps$/,
    answer: ([id], { body }) => installIn(fake, id, body as { readonly [bind: string]: string }),
  },
  {
    method: 'GET',
    path: /^\/beta\/teams\/([^/]+)\/channels\/([^/]+)$/,
    answer: ([team, id]) => {
      const moderationSettings = fake.channels.get(`${team}/${id}`);
      if (moderationSettings === undefined) return missing(id);
      const channel = { id, displayName: 'Mededelingen', membershipType: 'standard', moderationSettings };
      return found(`teams('${team}')/channels/$entity`, channel);
    },
  },
  {
    method: 'PATCH',
    path: /^\/beta\/teams\/([^/]+)\/channels\/([^/]+)$/,
    answer: ([team, id], { body }) => {
      const before = fake.channels.get(`${team}/${id}`);
      if (before === undefined) return missing(id);
      const { moderationSettings } = body as { readonly moderationSettings: Moderation };
      fake.channels.set(`${team}/${id}`, { ...before, ...moderationSettings });
      return { status: 204 };
    },
  },
];

interface NewChat {
  readonly chatType?: string;
  readonly topic?: string;
  readonly members?: readonly {
    readonly '@odata.type'?: string;
    readonly roles?: readonly string[];
    readonly 'user@odata.bind'?: string;
  }[];
}

/** Makes a chat each time: Graph knows no key by which it would see that it was asked twice. */
function makeChat({ chats }: FakeGraph, { chatType, topic, members = [] }: NewChat): Answer {
  const ids = members.map((one) => /\/users\('([^']+)'\)$/.exec(one['user@odata.bind'] ?? '')?.[1] ?? '');
  const isWell = members.every(
    (one) =>
      one['@odata.type'] === '#microsoft.graph.aadUserConversationMember' &&
      one.roles?.length === 1 &&
      ['owner', 'guest'].includes(one.roles[0] ?? ''),
  );
  if (chatType !== 'group' || !isWell || ids.includes('') || ids.length < 2)
    return failure(400, 'BadRequest', 'Invalid members.');
  if (new Set(ids).size < ids.length) return failure(400, 'BadRequest', 'Duplicate chat members.');
  if (topic?.includes(':') || (topic?.length ?? 0) > 250) return failure(400, 'BadRequest', 'Invalid topic.');
  const id = `19:chat-${chats.length + 1}@thread.v2`;
  chats.push({ id, topic, members: ids, apps: new Set() });
  const at = '2026-11-21T10:00:00Z';
  const made = { id, topic: topic ?? null, createdDateTime: at, lastUpdatedDateTime: at, chatType };
  return { ...found('chats/$entity', made), status: 201 };
}

function installIn({ chats }: FakeGraph, id: string | undefined, body: { readonly [bind: string]: string }) {
  const chat = chats.find((one) => one.id === id);
  if (!chat) return missing(id);
  const app = body['teamsApp@odata.bind'] ?? '';
  if (chat.apps.has(app)) return failure(409, 'Conflict', 'The app is already installed.');
  chat.apps.add(app);
  return { status: 201 };
}

/** A page of members. A device is among them, as in real groups. */
function listPage({ users }: FakeGraph, group: string, from: number): Answer {
  const device = { '@odata.type': '#microsoft.graph.device', id: `${group}-device`, displayName: 'Digibord' };
  const members = users
    .filter(({ groups }) => groups?.includes(group))
    .map((user) => ({ '@odata.type': '#microsoft.graph.user', ...toAccount(user) }));
  const all = [device, ...members];
  const next = `${GRAPH}/groups/${group}/transitiveMembers?$select=id&$skiptoken=${from + PAGE}`;
  return found('directoryObjects', {
    ...(from + PAGE < all.length && { '@odata.nextLink': next }),
    value: all.slice(from, from + PAGE),
  });
}

const toAccount = ({ id, displayName, userPrincipalName, accountEnabled = true }: FakeUser) => ({
  id,
  displayName,
  userPrincipalName: userPrincipalName ?? `${id}@school.example`,
  accountEnabled,
});

function withUser({ users }: FakeGraph, id: string | undefined, answer: (user: FakeUser) => Answer): Answer {
  const user = users.find((known) => known.id === id);
  return user ? answer(user) : missing(id);
}

const found = (context: string, body: object): Answer => ({
  status: 200,
  body: { '@odata.context': `${GRAPH}/$metadata#${context}`, ...body },
});

const missing = (what = '') =>
  failure(404, 'Request_ResourceNotFound', `Resource '${what}' does not exist or is not present.`);

const INNER = { date: '2026-11-21T10:00:00', 'request-id': 'a', 'client-request-id': 'a' };

/** An error in the shape that Graph gives it. */
export function failure(
  status: number,
  code: string,
  message: string,
  headers: Answer['headers'] = {},
): Answer {
  return { status, headers, body: { error: { code, message, innerError: INNER } } };
}

const UNAUTHORISED = failure(401, 'InvalidAuthenticationToken', 'Lifetime validation failed.', {
  'www-authenticate':
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
});

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function reply(response: ServerResponse, answer: Failure): void {
  if (answer === 'silent') return;
  if (answer === 'cut' || answer === 'lost') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}
