import type { DeliveryOutcome } from '../delivery/model.ts';

/**
 * What the connector service means by refusing (Teams documentation, "Status codes from bot conversational APIs", "Send
 * proactive messages", "Rate limiting").
 */

/** The person, or an administrator, does not want it. Teams says `MessageWritesBlocked` after a removal too. */
const BLOCKED = ['conversationblockedbyuser', 'messagewritesblocked', 'botdisabledbyadmin'];
const OUTSIDE = 'botnotinconversationroster';
const NOT_INSTALLED = [OUTSIDE, 'forbiddenoperationexception'];

/** Whether one of the codes is in a list; the service does not write them the same everywhere. */
const hasOne = (list: readonly string[], codes: readonly string[]): boolean =>
  codes.some((code) => list.includes(code.toLowerCase()));

/**
 * Statuses below 500 after which another try may succeed: 412 comes of several changes at the same time, and 401 of a
 * registration or secret that the operator must put right, so that nobody is to be passed over for it.
 */
const PASSING = [401, 408, 412];

/** Tells what became of an attempt that failed; `undefined` when neither network, token nor service explains it. */
export function findOutcome(error: unknown, now: Date): DeliveryOutcome | undefined {
  const refusal = findRefusal(error);
  if (refusal) return readRefusal(refusal, now);
  const code = findFault(error);
  return code === undefined ? undefined : { kind: 'failed', again: true, code };
}

/** Whether a refusal says that a conversation is not there, or is one without the bot: perhaps another one is right. */
export function isElsewhere(error: unknown): boolean {
  const { status, body } = findRefusal(error) ?? {};
  return status === 404 || (status === 403 && hasOne([OUTSIDE], readCodes(body)));
}

interface Refusal {
  readonly status: number;
  readonly body: string | undefined;
  readonly retryAfter: string | undefined;
}

function readRefusal({ status, body, retryAfter }: Refusal, now: Date): DeliveryOutcome {
  const codes = readCodes(body);
  if (status === 429) return { kind: 'throttled', retryAfter: parseRetryAfter(retryAfter, now) };
  if (status === 403) {
    const isBlocked = hasOne(BLOCKED, codes);
    const isMissing = !isBlocked && hasOne(NOT_INSTALLED, codes);
    // the codes that are documented are not always there: any other 403 is somebody who cannot be reached
    return { kind: isMissing ? 'not-installed' : 'blocked' };
  }
  if (status === 404) return { kind: 'failed', again: false, code: 'gone' };
  const again = status >= 500 || PASSING.includes(status);
  return { kind: 'failed', again, code: codes[0] ?? `http-${status}` };
}

/** Reads the header: seconds, or a date (RFC 9110, 10.2.3). */
function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
}

/** A code of the service. Anything else that stands in its place might be a token or a name. */
const CODE = /^[A-Za-z]{3,50}$/;

/**
 * The codes in an error body, outermost first. They stand in `error.code`, or as `subCode` in a message that is JSON
 * itself; and `error` is not always there.
 */
function readCodes(body: string | undefined): string[] {
  const outer = parseObject(body);
  const error = toObject(outer.error);
  const inner = [error.message, outer.message].map(parseObject);
  const found = [error.code, outer.code, ...inner.flatMap(({ subCode, code }) => [subCode, code])];
  return found.filter((code): code is string => typeof code === 'string' && CODE.test(code));
}

function parseObject(text: unknown): Record<string, unknown> {
  if (typeof text !== 'string') return {};
  try {
    return toObject(JSON.parse(text));
  } catch {
    return {}; // a message in words, or a page of a proxy
  }
}

const toObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** What the connector client throws (`RestError` of @azure/core-rest-pipeline), as far as it is looked at. */
interface RestError {
  readonly name?: unknown;
  readonly statusCode?: unknown;
  readonly errorCode?: unknown;
  readonly response?: {
    readonly bodyAsText?: string | null;
    readonly headers?: { get(name: string): string | undefined };
  };
}

function findRefusal(error: unknown): Refusal | undefined {
  const { statusCode, response } = toObject(error) as RestError;
  if (typeof statusCode !== 'number') return undefined;
  return {
    status: statusCode,
    body: response?.bodyAsText ?? undefined,
    retryAfter: response?.headers?.get('retry-after'),
  };
}

/** What kept an attempt from getting an answer. */
function findFault(error: unknown): string | undefined {
  const { name, errorCode } = toObject(error) as RestError;
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout';
  if (name === 'RestError') return 'network';
  // MSAL: no token, because Entra is away or the secret has expired. The message itself was not refused.
  return typeof errorCode === 'string' ? 'token' : undefined;
}
