import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import { Fault, isFault } from '../errors.ts';
import { createAuthentication } from './graph-token.ts';

/** What Microsoft Graph answered: any status that is an answer to the question. No body: `undefined`. */
export interface GraphAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks Microsoft Graph. `path` begins with a slash and follows the version, begins with `/beta/` for what only that
 * version has, or is a whole `@odata.nextLink`. `once`: it is not tried again, for the first try may have been carried
 * out though its answer was lost.
 * @throws {Fault} `directory-unreachable`, when Graph does not answer, is too busy, or does not accept the app's token.
 */
export type GraphRequest = (
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
  tries?: 'once',
) => Promise<GraphAnswer>;

export interface GraphClientOptions {
  /** Gives the tokens of the app registration, for example a `ClientSecretCredential`; it keeps them itself. */
  readonly credential: TokenCredential;
  readonly http?: HttpClient | undefined;
  /** With the version and without a slash at the end. Must be https, as a token goes there. */
  readonly base?: string | undefined;
  /** How long a call may take with all its tries, in milliseconds. Teams gives a turn about 15 seconds. */
  readonly timeout?: number | undefined;
  /** The first wait before a new try where Graph does not say how long, in milliseconds; doubled each time. */
  readonly retryDelay?: number | undefined;
}

/** New tries after the first; Graph advises a bounded number. */
const RETRIES = 2;

/** The longest of those waits, in milliseconds. */
const LONGEST_DELAY = 2000;

/** Statuses that tell nothing about the question: no right token, took too long, too busy. Also all from 500. */
const NO_ANSWER = [401, 408, 429];

/** Makes the one way to Microsoft Graph. Retries, Retry-After and proxies are those of Azure's request pipeline. */
export function createGraphClient({
  credential,
  http = createDefaultHttpClient(),
  base = 'https://graph.microsoft.com/v1.0',
  timeout = 8000,
  retryDelay = 300,
}: GraphClientOptions): GraphRequest {
  const createFor = (maxRetries: number) =>
    createPipeline(credential, base, timeout, { maxRetries, retryDelayInMs: retryDelay });
  const again = createFor(RETRIES);
  const once = createFor(0);
  return async (method, path, body, tries) => {
    const request = createPipelineRequest({
      url: toUrl(base, path),
      method,
      headers: createHttpHeaders({ accept: 'application/json', 'content-type': 'application/json' }),
      // a limit of the request itself would end with the first header and begin anew with each try
      abortSignal: AbortSignal.timeout(timeout),
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await send(tries === 'once' ? once : again, http, request);
    if (NO_ANSWER.includes(response.status) || response.status >= 500) throw unreachable(response.status);
    return { status: response.status, body: parseBody(response) };
  };
}

function createPipeline(
  credential: TokenCredential,
  base: string,
  timeout: number,
  retryOptions: { readonly maxRetries: number; readonly retryDelayInMs: number },
): Pipeline {
  const pipeline = createPipelineFromOptions({
    retryOptions: { ...retryOptions, maxRetryDelayInMs: LONGEST_DELAY },
  });
  pipeline.addPolicy(giveUpLongWaits(timeout), { afterPhase: 'Retry' });
  pipeline.addPolicy(createAuthentication(credential, base), { phase: 'Sign' });
  return pipeline;
}

/**
 * Ends a call at once when Graph asks for a longer wait than the whole call may take: the retry policy would wait for
 * nothing. Graph gives seconds; a date, which HTTP allows too, is left to the limit of the call.
 */
const giveUpLongWaits = (timeout: number): PipelinePolicy => ({
  name: 'giveUpLongWaits',
  async sendRequest(request, next) {
    const response = await next(request);
    const seconds = Number(response.headers.get('retry-after'));
    if (seconds * 1000 >= timeout) throw unreachable(response.status);
    return response;
  },
});

/** A link to the next page is followed only within Graph: the token goes along. */
function toUrl(base: string, path: string): string {
  if (path.startsWith('/beta/')) return new URL(base).origin + path;
  if (path.startsWith('/')) return base + path;
  if (path.startsWith(`${base}/`)) return path;
  throw unreachable('a link to another server');
}

/** Errors of the libraries hold addresses with ids, so only their code or name goes on. */
async function send(
  pipeline: Pipeline,
  http: HttpClient,
  request: PipelineRequest,
): Promise<PipelineResponse> {
  try {
    return await pipeline.sendRequest(http, request);
  } catch (error) {
    if (isFault(error)) throw error;
    const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
    if (name === 'AbortError') throw unreachable('timeout', error);
    throw unreachable(typeof code === 'string' ? code : String(name), error);
  }
}

function parseBody({ bodyAsText, status }: PipelineResponse): unknown {
  if (!bodyAsText) return undefined;
  try {
    return JSON.parse(bodyAsText);
  } catch (error) {
    // what refuses without JSON, such as a proxy, refuses all the same
    if (status >= 400) return undefined;
    throw unreachable('no JSON', error);
  }
}

const REMEDIES: Readonly<Record<string | number, string>> = {
  401: 'Check that the app registration still exists and that its secret has not expired.',
  AuthenticationError: 'Check the tenant, the id and the secret of the app registration.',
  429: 'Microsoft is throttling the app: try again later.',
};

function unreachable(reason: string | number, cause?: unknown): Fault {
  const remedy = REMEDIES[reason] ?? 'Check the connection to it, or try again later.';
  return new Fault('directory-unreachable', `Microsoft Graph gave no answer (${reason}). ${remedy}`, {
    cause,
  });
}
