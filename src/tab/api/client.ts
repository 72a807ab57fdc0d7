import type { Failure, Language } from '../../http/contract.ts';

/** Proves who asks: the value of the header `Authorization`, fetched anew for each request. */
export type Prove = () => Promise<string>;

/** A request that failed. `status` is 0 where no answer came. */
export class RequestFailure extends Error {
  readonly status: number;
  readonly code: Failure['code'];
  readonly reference: string | undefined;

  constructor(status: number, failure: Failure, cause?: unknown) {
    super(failure.message, { cause });
    this.status = status;
    this.code = failure.code;
    this.reference = failure.reference;
  }
}

/** What came: `fresh` is absent when nothing changed since `tag`. */
export interface Fetched<T> {
  readonly fresh?: T;
  readonly tag?: string;
}

/** The server under `/api/v1`, for one person in one language. */
export interface Client {
  get<T>(path: string, query?: object): Promise<T>;
  /** Asks whether there is something newer than `tag`. */
  poll<T>(path: string, query: object, tag: string | undefined): Promise<Fetched<T>>;
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T>;
  getFile(path: string, query: object): Promise<Blob>;
}

export interface ClientParts {
  readonly language: Language;
  readonly prove?: Prove;
  /** Words for a failure that brought none of its own. */
  readonly unreachable: string;
  readonly signInFailed: string;
}

/** The beginning of all routes. */
const BASE = '/api/v1';

/** Makes the one way to the server. Every method rejects with a `RequestFailure`. */
export function createClient(parts: ClientParts): Client {
  const ask = (path: string, init: RequestInit) => request(parts, path, init);
  const json = async (path: string, init: RequestInit = {}) => (await ask(path, init)).json();
  return {
    get: (path, query = {}) => json(withQuery(path, query)),
    poll: async (path, query, tag) => {
      const headers = tag ? { 'if-none-match': tag } : {};
      const response = await ask(withQuery(path, query), { headers });
      const newTag = response.headers.get('etag') ?? undefined;
      if (response.status === 304) return tag ? { tag } : {};
      return { fresh: await response.json(), ...(newTag ? { tag: newTag } : {}) };
    },
    send: (method, path, body) =>
      json(path, {
        method,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      }),
    getFile: async (path, query) => (await ask(withQuery(path, query), {})).blob(),
  };
}

async function request(parts: ClientParts, path: string, init: RequestInit): Promise<Response> {
  const authorization = await proof(parts);
  const headers = { ...init.headers, 'accept-language': parts.language, ...authorization };
  let response: Response;
  try {
    response = await fetch(BASE + path, { ...init, headers, cache: 'no-store' });
  } catch (error) {
    throw new RequestFailure(0, { code: 'failed', message: parts.unreachable }, error);
  }
  if (response.ok || response.status === 304) return response;
  throw await readFailure(response, parts);
}

async function proof({ prove, signInFailed }: ClientParts): Promise<Record<string, string>> {
  if (!prove) return {};
  try {
    return { authorization: await prove() };
  } catch (error) {
    throw new RequestFailure(401, { code: 'not-signed-in', message: signInFailed }, error);
  }
}

async function readFailure(response: Response, { unreachable }: ClientParts): Promise<RequestFailure> {
  const body: Partial<Failure> = await response.json().catch(() => ({}));
  const { code = 'failed', message = unreachable, reference } = body;
  return new RequestFailure(response.status, { code, message, ...(reference ? { reference } : {}) });
}

function withQuery(path: string, query: object): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}
