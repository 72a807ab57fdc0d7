import { createServer as createRestify, plugins, type Request, type Response, type Server } from 'restify';
import { Fault } from '../errors.ts';
import type { Texts } from '../locale/locale.ts';
import { servePages } from './pages.ts';

/** What the bot endpoint does with a request; `teams/door.ts` makes one. */
export type Receive = (incoming: {
  readonly authorization: string;
  readonly body: unknown;
}) => Promise<{ readonly status: number; readonly body?: unknown; readonly reason?: string | undefined }>;

export interface ServerParts {
  readonly receive: Receive;
  readonly texts: Texts;
  /** Logs that a request was turned away, by its reason. */
  readonly turnedAway: (reason: string) => void;
  /** Logs an unexpected fault. */
  readonly failed: (error: unknown) => void;
}

/** A body above this is refused with 413. Teams sends at most some 100 KB; in bytes. */
const LARGEST_BODY = 4 * 1024 * 1024;

/** The HTTP side: the bot endpoint, a sign of life, and the public pages. */
export function createServer({ receive, texts, turnedAway, failed }: ServerParts): Server {
  const server = createRestify({ name: 'magdat', handleUncaughtExceptions: false });
  server.use(plugins.bodyParser({ maxBodySize: LARGEST_BODY, mapParams: false }));

  server.post('/api/messages', async (request: Request, response: Response) => {
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
