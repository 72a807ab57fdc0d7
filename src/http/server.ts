import { createServer as createRestify, plugins, type Request, type Response, type Server } from 'restify';
import { Fault } from '../errors.ts';
import { type ApiParts, serveApi } from './api.ts';
import { servePages } from './pages.ts';
import { serveTab } from './tab.ts';

/** What the bot endpoint does with a request; `teams/door.ts` makes one. */
export type Receive = (incoming: {
  readonly authorization: string;
  readonly body: unknown;
}) => Promise<{ readonly status: number; readonly body?: unknown; readonly reason?: string | undefined }>;

export interface ServerParts extends ApiParts {
  readonly receive: Receive;
  /** Where the built tab lies, when not where the build puts it. */
  readonly tabFolder?: string | undefined;
}

/** A body above this is refused with 413. Teams sends at most some 100 KB; in bytes. */
const LARGEST_BODY = 4 * 1024 * 1024;

/**
 * How long an idle connection stays open, in milliseconds: longer than the proxies before it, which wait some 60 seconds.
 * So a proxy closes first, and never sends on a connection that closes at that moment (Node's own 5 seconds invite that).
 */
const KEEP_ALIVE_MS = 75_000;

/** The HTTP side: the bot endpoint, a sign of life, the public pages, and the tab with what it asks. */
export function createServer({ receive, tabFolder, ...parts }: ServerParts): Server {
  const { texts, turnedAway, failed } = parts;
  const server = createRestify({ name: 'magdat', handleUncaughtExceptions: false });
  server.server.keepAliveTimeout = KEEP_ALIVE_MS;

  const parseBody = plugins.bodyParser({ maxBodySize: LARGEST_BODY, mapParams: false });
  server.post('/api/messages', parseBody, async (request: Request, response: Response) => {
    try {
      const { status, body, reason } = await receive({
        authorization: request.header('authorization') ?? '',
        body: request.body,
      });
      if (reason) turnedAway(reason);
      response.send(status, body ?? undefined);
    } catch (error) {
      failed(error);
      response.send(500);
    }
  });

  server.get('/health', async (_request: Request, response: Response) => {
    response.send(200, { status: 'ok' });
  });
  servePages(server, texts);
  serveTab(server, texts, tabFolder);
  serveApi(server, parts);
  return server;
}

/**
 * Listens and gives the port.
 * @throws {Fault} `port-in-use`
 */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      fail(taken ? new Fault('port-in-use', portInUse(port), { cause: error }) : error);
    });
    server.listen(port, host, () => done(server.address().port));
  });

const portInUse = (port: number): string =>
  `Port ${port} is in use. Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`;
