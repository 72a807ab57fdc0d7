import { createHash } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import type { z } from 'zod';
import { type FaultCode, isFault } from '../errors.ts';
import type { Texts } from '../locale/locale.ts';
import { answerAndClose, isUnread, readBody } from './body.ts';
import type { Failure, Language } from './contract.ts';
import { type Asking, isTurnedAway, type SignedIn, type SignIn } from './sign-in.ts';
import { type Caller, type Given, isRefusal, type Refusal, type TabApi } from './tab-api.ts';
import {
  absenceChange,
  caseQuery,
  gapDecision,
  groupQuery,
  insightQuery,
  press,
  question,
  readLanguage,
  readQuery,
  rulesQuery,
} from './tab-requests.ts';

export interface ApiParts {
  readonly api: TabApi;
  readonly signIn: SignIn;
  readonly texts: Texts;
  /** Logs that a request was turned away, by its reason. */
  readonly turnedAway: (reason: string) => void;
  /** Logs an unexpected fault and gives the reference that people are told. */
  readonly failed: (error: unknown) => string;
  /** How long a body may take to arrive, in milliseconds. */
  readonly bodyTime: number;
}

/** What a route answers with. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** May be compared with what the tab has, so that nothing new takes no time. */
  readonly isTagged?: boolean;
  /** A table for a spreadsheet, unless it was refused. */
  readonly isCsv?: boolean;
}

/** How much a body may hold, in bytes: a report of the longest kind is a tenth of it. */
const LARGEST_BODY = 64 * 1024;

/** One request on its way: who asks, in which language, and how to say no. */
interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly language: Language;
  fail(status: number, code: Failure['code'], reference?: string): Answer;
}

/** Serves what the tab asks under `/api/v1`, as `contract.ts` tells. */
export function serveApi(server: Server, parts: ApiParts): void {
  const { api, signIn, texts, turnedAway, failed, bodyTime } = parts;

  route('get', '/session', async () => ({ status: 200, body: await api.session() }));
  route(
    'get',
    '/me',
    signed((caller) => api.me(caller)),
  );
  route(
    'get',
    '/cases',
    listed(caseQuery, (caller, query) => api.listCases(caller, query)),
  );
  route(
    'get',
    '/groups',
    listed(groupQuery, (caller, query) => api.listGroups(caller, query)),
  );
  route(
    'post',
    '/groups/:id/reminder',
    signed((caller, { request }) => api.remind(caller, String(request.params.id))),
  );
  route(
    'post',
    '/press',
    sent(press, (caller, body) => api.press(caller, body)),
  );
  route(
    'post',
    '/ask',
    sent(question, (caller, body) => api.ask(caller, body)),
  );
  route(
    'get',
    '/rules',
    asked(rulesQuery, (caller, query) => api.getRules(caller, query)),
  );
  route(
    'get',
    '/absence',
    signed((caller) => api.getAbsence(caller)),
  );
  route(
    'put',
    '/absence',
    sent(absenceChange, (caller, body) => api.setAbsence(caller, body)),
  );
  route(
    'del',
    '/absence',
    signed((caller) => api.endAbsence(caller)),
  );
  route(
    'get',
    '/insight',
    asked(insightQuery, (caller, query) => api.getInsight(caller, query)),
  );
  route('get', '/insight.csv', async (exchange) => ({
    ...(await asked(insightQuery, (caller, query) => api.getInsightCsv(caller, query))(exchange)),
    isCsv: true,
  }));
  route(
    'get',
    '/gaps',
    signed((caller) => api.listGaps(caller)),
  );
  route(
    'post',
    '/gaps/:id',
    sent(gapDecision, (caller, body, { request }) => api.decideGap(caller, String(request.params.id), body)),
  );

  function route(
    method: 'get' | 'post' | 'put' | 'del',
    path: string,
    answer: (exchange: Exchange) => Promise<Answer>,
  ): void {
    server[method](`/api/v1${path}`, async (request: Request, response: Response) =>
      serve(request, response, answer),
    );
  }

  /** A route for whoever is signed in. */
  function signed<T>(give: (caller: Caller, exchange: Exchange) => Given<T>) {
    return identified(async (caller, exchange) => toAnswer(await give(caller, exchange)));
  }

  /** A list that the tab asks for again and again. */
  function listed<Q, T>(shape: z.ZodType<Q>, give: (caller: Caller, query: Q) => Given<T>) {
    return async (exchange: Exchange): Promise<Answer> => {
      const answer = await asked(shape, give)(exchange);
      return { ...answer, isTagged: answer.status === 200 };
    };
  }

  /** A route with a query. */
  function asked<Q, T>(shape: z.ZodType<Q>, give: (caller: Caller, query: Q) => Given<T>) {
    return identified(async (caller, exchange) => {
      const query = shape.safeParse(readQuery(exchange.request));
      return query.success ? toAnswer(await give(caller, query.data)) : exchange.fail(400, 'bad-request');
    });
  }

  /** A route with a body. */
  function sent<B, T>(shape: z.ZodType<B>, give: (caller: Caller, body: B, exchange: Exchange) => Given<T>) {
    return identified(async (caller, exchange) => {
      const read = await readBody(exchange.request, exchange.response, {
        size: LARGEST_BODY,
        time: bodyTime,
      });
      if (read.kind === 'refused') {
        turnedAway(read.reason);
        return exchange.fail(read.status, read.status === 413 ? 'too-large' : 'bad-request');
      }
      const body = shape.safeParse(read.value);
      return body.success
        ? toAnswer(await give(caller, body.data, exchange))
        : exchange.fail(400, 'bad-request');
    });
  }

  function identified(answer: (caller: Caller, exchange: Exchange) => Promise<Answer>) {
    return async (exchange: Exchange): Promise<Answer> => {
      const found = await signIn.identify(askingOf(exchange.request));
      if (!isTurnedAway(found)) return answer(callerOf(found, exchange), exchange);
      turnedAway(found.reason);
      return exchange.fail(found.status, 'not-signed-in');
    };
  }

  async function serve(
    request: Request,
    response: Response,
    answer: (exchange: Exchange) => Promise<Answer>,
  ): Promise<void> {
    const language = readLanguage(request.header('accept-language'));
    const fail: Exchange['fail'] = (status, code, reference = '') => ({
      status,
      body: {
        code,
        message: texts(language, `tab-failure.${code}`, { reference }),
        ...(reference && { reference }),
      } satisfies Failure,
    });
    await reply(request, response, await decide({ request, response, language, fail }, answer));
  }

  async function decide(
    exchange: Exchange,
    answer: (exchange: Exchange) => Promise<Answer>,
  ): Promise<Answer> {
    const refused = signIn.refuse(askingOf(exchange.request));
    if (refused) {
      turnedAway(refused.reason);
      return exchange.fail(refused.status, 'forbidden');
    }
    try {
      return await answer(exchange);
    } catch (error) {
      return exchange.fail(isOutOfReach(error) ? 503 : 500, 'failed', failed(error));
    }
  }
}

/** It may work again in a moment, without anything being mended here. */
const isOutOfReach = (error: unknown): boolean => isFault(error) && PASSING.includes(error.code);

const PASSING: readonly FaultCode[] = [
  'keys-unreachable',
  'directory-unreachable',
  'disk-full',
  'database-stalled',
];

const askingOf = ({ headers, socket }: Request): Asking => ({ headers, remoteAddress: socket.remoteAddress });

const callerOf = ({ tenant, id }: SignedIn, { language }: Exchange): Caller => ({ tenant, id, language });

const STATUSES: Readonly<Record<Refusal['refused'], number>> = {
  'unknown-person': 403,
  forbidden: 403,
  'not-found': 404,
  'bad-request': 400,
  'too-often': 429,
};

function toAnswer(given: unknown): Answer {
  if (!isRefusal(given)) return { status: 200, body: given };
  const { refused, message } = given;
  return { status: STATUSES[refused], body: { code: refused, message } satisfies Failure };
}

/** Browsers keep nothing of it: the tab itself remembers the tag of a list, and gets nothing when that is still right. */
async function reply(request: Request, response: Response, answer: Answer): Promise<void> {
  const { status, body, isTagged = false, isCsv = false } = answer;
  const isTable = isCsv && typeof body === 'string';
  const content = isTable ? body : JSON.stringify(body);
  const tag = `W/"${createHash('sha256').update(content).digest('base64url')}"`;
  const isKnown = isTagged && request.header('if-none-match') === tag;
  const headers = {
    'cache-control': 'no-store',
    'content-type': isTable ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    vary: 'accept-language, authorization',
    ...(isTagged && { etag: tag }),
  };
  if (isUnread(request)) return answerAndClose(request, response, { status, content, headers });
  response.sendRaw(isKnown ? 304 : status, isKnown ? '' : content, headers);
}
