import { request } from 'node:http';
import type { CasePage, GroupPage, Shown } from '../../src/http/contract.ts';
import type { RunningBot } from './app.ts';
import { type Part, PEOPLE } from './school.ts';

/** What the server answered; `body` is what its JSON says. */
export interface TabAnswer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Somebody who has the tab open. */
export interface TabUser {
  get<Body = unknown>(path: string, headers?: Record<string, string>): Promise<TabAnswer<Body>>;
  post<Body = unknown>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TabAnswer<Body>>;
  put<Body = unknown>(path: string, body: unknown): Promise<TabAnswer<Body>>;
  delete<Body = unknown>(path: string): Promise<TabAnswer<Body>>;
  cases(query?: string): Promise<CasePage>;
  groups(query?: string): Promise<GroupPage>;
  /** Presses a button, and gives what comes in its place. */
  press(data: object): Promise<TabAnswer<Shown>>;
}

/** Opens the tab as somebody of the school, without a sign-in: as where there is no app id. */
export const openTab = (bot: Pick<RunningBot, 'port'>, part: Part): TabUser =>
  openTabWith(bot, `Demo ${PEOPLE[part]}`);

/** Opens the tab with any header `Authorization`. */
export function openTabWith({ port }: Pick<RunningBot, 'port'>, authorization: string): TabUser {
  const ask = async <Body>(path: string, init: RequestInit): Promise<TabAnswer<Body>> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      ...init,
      headers: { authorization, 'accept-language': 'nl', ...init.headers },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
    };
  };
  const get = <Body>(path: string, headers: Record<string, string> = {}) => ask<Body>(path, { headers });
  const send = <Body>(
    method: 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) =>
    ask<Body>(path, {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    });
  return {
    get,
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body) => send('PUT', path, body),
    delete: (path) => ask(path, { method: 'DELETE' }),
    cases: async (query = 'scope=open') => (await get<CasePage>(`/cases?${query}`)).body,
    groups: async (query = 'scope=running') => (await get<GroupPage>(`/groups?${query}`)).body,
    press: (data) => send<Shown>('POST', '/press', { data }),
  };
}

/** Asks with headers that `fetch` sets by itself, and gives the status. */
export const statusWith = (
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<number | undefined> =>
  new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      response.on('end', () => done(response.statusCode));
    });
    sent.on('error', fail);
    sent.end();
  });
