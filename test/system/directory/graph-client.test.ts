import { ClientSecretCredential, type TokenCredential } from '@azure/identity';
import { createGraphClient, type GraphRequest } from '../../../src/directory/graph-client.ts';
import { idOf, TEACHER, TENANT } from '../../support/directory/contents.ts';
import { type FakeGraph, failure, startFakeGraph } from '../../support/fake-graph.ts';

let graph: FakeGraph;
beforeEach(async () => {
  graph = await startFakeGraph([{ id: TEACHER, displayName: 'Docent' }]);
});
afterEach(() => graph.stop());

/** Microsoft's own credential; only its requests go to loopback. */
const realCredential = () =>
  new ClientSecretCredential(TENANT, idOf(90), 'a-secret', {
    httpClient: graph.http,
    disableInstanceDiscovery: true,
  });

/** A credential that keeps its token until claims ask for another one, as Microsoft's does. */
function keepingCredential(): TokenCredential & { readonly asked: number } {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    async getToken(_scopes, options) {
      if (asked === 0 || options?.claims) asked += 1;
      graph.tokens.add(`kept-${asked}`);
      return { token: `kept-${asked}`, expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
    },
  };
}

type Options = Partial<Parameters<typeof createGraphClient>[0]>;
const clientOf = (options: Options = {}): GraphRequest =>
  createGraphClient({ credential: keepingCredential(), http: graph.http, retryDelay: 0, ...options });

const PATH = `/users/${TEACHER}`;
const unreachable = (message: RegExp) =>
  expect.objectContaining({ code: 'directory-unreachable', message: expect.stringMatching(message) });
const busy = (headers: Readonly<Record<string, string>> = {}) =>
  failure(429, 'TooManyRequests', 'Too many requests.', headers);

describe('The Graph client', () => {
  it('gives status and body', async () => {
    const answer = await clientOf()('GET', PATH);
    expect(answer).toEqual({
      status: 200,
      body: expect.objectContaining({ id: TEACHER, displayName: 'Docent' }),
    });
  });

  it.each([403, 404, 409])('gives a status of %i as an answer, after one request', async (status) => {
    graph.failures.push(failure(status, 'Code', 'Message.'));
    expect((await clientOf()('GET', PATH)).status).toBe(status);
    expect(graph.requests).toHaveLength(1);
  });

  it('sends a body, and takes an answer without one', async () => {
    graph.routes.push({ method: 'POST', path: /^\/echo$/, answer: () => ({ status: 201 }) });
    expect(await clientOf()('POST', '/echo', { one: 1 })).toEqual({ status: 201, body: undefined });
    expect(graph.requests[0]?.body).toEqual({ one: 1 });
  });

  it('asks the beta version for a path that begins with it', async () => {
    graph.channels.set('team/channel', null);
    const path = '/beta/teams/team/channels/channel';
    const body = { moderationSettings: { userNewMessageRestriction: 'moderators' } };
    expect(await clientOf()('PATCH', path, body)).toEqual({ status: 204, body: undefined });
    expect((await clientOf()('GET', path)).body).toMatchObject(body);
    expect(graph.requests).toMatchObject([
      { method: 'PATCH', path, body },
      { method: 'GET', path },
    ]);
  });

  it('follows a link within Graph only, so that its token goes nowhere else', async () => {
    const request = clientOf();
    expect((await request('GET', `https://graph.microsoft.com/v1.0${PATH}`)).status).toBe(200);
    const strange = [
      'https://elsewhere.example/v1.0/users',
      'https://graph.microsoft.com.example/v1.0/users',
      'https://graph.microsoft.com/v1.0-other/users',
      'https://graph.microsoft.com/beta/users',
    ];
    for (const link of strange) {
      await expect(request('GET', link)).rejects.toEqual(unreachable(/another server/));
    }
    expect(graph.requests).toHaveLength(1);
  });
});

describe('A token', () => {
  it('is got from Entra once, and kept', async () => {
    const request = clientOf({ credential: realCredential() });
    await request('GET', PATH);
    await request('GET', PATH);
    expect(graph.tokens.size).toBe(1);
    expect(new Set(graph.requests.map(({ token }) => token))).toEqual(graph.tokens);
  });

  it('that Graph no longer accepts is replaced, and the request sent again', async () => {
    const request = clientOf({ credential: realCredential() });
    await request('GET', PATH);
    graph.tokens.clear();
    expect((await request('GET', PATH)).status).toBe(200);
    expect((await request('GET', PATH)).status).toBe(200);
    // refused, sent again, and from then on the new token at once
    expect(graph.requests).toHaveLength(4);
    expect(graph.tokens.size).toBe(1);
  });

  it('that is refused again after that ends in a fault that names the remedy', async () => {
    const credential = keepingCredential();
    graph.refusals.set(
      /./,
      failure(401, 'InvalidAuthenticationToken', 'No.', { 'www-authenticate': 'Bearer realm=""' }),
    );
    await expect(clientOf({ credential })('GET', PATH)).rejects.toEqual(unreachable(/401.*secret/));
    expect(graph.requests).toHaveLength(2);
    expect(credential.asked).toBe(2);
  });

  it('that was withdrawn is asked anew with the claims that Graph wants', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const asked: (string | undefined)[] = [];
    const credential: TokenCredential = {
      async getToken(_scopes, options) {
        asked.push(options?.claims);
        graph.tokens.add('any');
        return { token: 'any', expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
      },
    };
    graph.failures.push(
      failure(401, 'InvalidAuthenticationToken', 'Withdrawn.', {
        'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${btoa(claims)}"`,
      }),
    );
    expect((await clientOf({ credential })('GET', PATH)).status).toBe(200);
    expect(asked).toEqual([undefined, claims]);
  });

  it('that Entra does not give ends in a fault without what Entra said', async () => {
    const credential: TokenCredential = {
      async getToken() {
        throw Object.assign(new Error('AADSTS7000215 a-secret'), { name: 'AuthenticationError' });
      },
    };
    const error = await clientOf({ credential })('GET', PATH).catch((thrown) => thrown);
    expect(error).toEqual(unreachable(/AuthenticationError.*secret of the app registration/));
    expect(error.message).not.toContain('a-secret');
    expect(graph.requests).toHaveLength(0);
  });
});

describe('A call that goes wrong', () => {
  it.each([500, 502, 503, 504])('with %i is made again', async (status) => {
    graph.failures.push(failure(status, 'serviceNotAvailable', 'Busy.'));
    expect((await clientOf()('GET', PATH)).status).toBe(200);
    expect(graph.requests).toHaveLength(2);
  });

  it('because the connection was cut is made again', async () => {
    graph.failures.push('cut');
    expect((await clientOf()('GET', PATH)).status).toBe(200);
  });

  it('three times ends in a fault with the status', async () => {
    graph.refusals.set(/./, failure(503, 'serviceNotAvailable', 'Busy.'));
    await expect(clientOf()('GET', PATH)).rejects.toEqual(unreachable(/503/));
    expect(graph.requests).toHaveLength(3);
  });

  it('at the connection three times ends in a fault that holds no id', async () => {
    graph.refusals.set(/./, 'cut');
    const error = await clientOf()('GET', PATH).catch((thrown) => thrown);
    expect(error).toEqual(unreachable(/ECONNRESET/));
    expect(error.message).not.toContain(TEACHER);
  });

  it.each([
    ['the connection was cut', 'cut'],
    ['its answer was lost', 'lost'],
    ['of 408', failure(408, 'RequestTimeout', 'Timeout.')],
    ['of 429', busy({ 'retry-after': '0' })],
    ['of 503', failure(503, 'serviceNotAvailable', 'Busy.', { 'retry-after': '0' })],
    ['of 504', failure(504, 'GatewayTimeout', 'Timeout.')],
  ] as const)('because %s is not made again where it must be made once', async (_name, trouble) => {
    graph.failures.push(trouble);
    await expect(clientOf()('POST', '/chats', {}, 'once')).rejects.toEqual(unreachable(/no answer/));
    expect(graph.requests).toHaveLength(1);
  });

  it('because nothing answers ends when its time is over', async () => {
    graph.refusals.set(/./, 'silent');
    await expect(clientOf({ timeout: 50 })('GET', PATH)).rejects.toEqual(unreachable(/timeout/));
  });

  it('because something else than JSON came is a fault', async () => {
    graph.routes.push({ method: 'GET', path: /^\/page$/, answer: () => ({ status: 200, body: '' }) });
    const http = { ...graph.http, sendRequest: cutShort(graph.http) };
    await expect(clientOf({ http })('GET', '/page')).rejects.toEqual(unreachable(/no JSON/));
  });
});

/** Loses the last character of each answer. */
const cutShort =
  ({ sendRequest }: FakeGraph['http']): FakeGraph['http']['sendRequest'] =>
  async (request) => {
    const response = await sendRequest(request);
    return { ...response, bodyAsText: response.bodyAsText?.slice(0, -1) ?? null };
  };

describe('A busy Graph', () => {
  const { jest } = import.meta;
  afterEach(() => jest.useRealTimers());

  it('is asked again at once when it says so, whatever the usual delay', async () => {
    graph.failures.push(busy({ 'retry-after': '0' }));
    expect((await clientOf({ retryDelay: 3_600_000 })('GET', PATH)).status).toBe(200);
  });

  it.each([429, 503])('with %i is asked again after just the time that it asks for', async (status) => {
    graph.failures.push(failure(status, 'Busy', 'Busy.', { 'retry-after': '5' }));
    fakeTimeouts();
    const answer = clientOf()('GET', PATH);
    await waitFor(() => jest.getTimerCount() === 1);
    await jest.advanceTimersByTimeAsync(4999);
    expect(graph.requests).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect((await answer).status).toBe(200);
    expect(graph.requests).toHaveLength(2);
  });

  it('is asked three times at most', async () => {
    graph.refusals.set(/./, busy({ 'retry-after': '0' }));
    await expect(clientOf()('GET', PATH)).rejects.toEqual(unreachable(/429.*throttling/));
    expect(graph.requests).toHaveLength(3);
  });

  it('is not waited for longer than a call may take', async () => {
    graph.failures.push(busy({ 'retry-after': '8' }));
    fakeTimeouts();
    await expect(clientOf()('GET', PATH)).rejects.toEqual(unreachable(/429/));
    expect(jest.getTimerCount()).toBe(0);
    expect(graph.requests).toHaveLength(1);
  });

  it('that does not say how long is not asked again', async () => {
    graph.failures.push(busy());
    await expect(clientOf()('GET', PATH)).rejects.toEqual(unreachable(/429/));
    expect(graph.requests).toHaveLength(1);
  });

  /** Stops the clock of waits alone; the network goes on. */
  const fakeTimeouts = () =>
    jest.useFakeTimers({
      doNotFake: [
        'Date',
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'setInterval',
      ],
    });
});

/** Lets the network go on until something holds. */
async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setImmediate(done));
}
