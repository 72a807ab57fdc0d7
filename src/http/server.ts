import { createServer as createRestify, type Next, type Request, type Response, type Server } from 'restify';
import { Fault } from '../errors.ts';
import { type ApiParts, serveApi } from './api.ts';
import { type Health, serveHealth } from './health.ts';
import { type Door, serveBot } from './messages.ts';
import { servePages } from './pages.ts';
import { serveTab } from './tab.ts';

export interface ServerParts extends Omit<ApiParts, 'bodyTime'> {
  readonly door: Door;
  readonly readHealth: () => Promise<Health>;
  /** Where the built tab lies, when not where the build puts it. */
  readonly tabFolder?: string | undefined;
  /** How long a body may take to arrive, in milliseconds; a test has less patience. */
  readonly bodyTime?: number | undefined;
}

/**
 * How long an idle connection stays open, in milliseconds: longer than the proxies before it, which wait some 60 seconds.
 * So a proxy closes first, and never sends on a connection that closes at that moment (Node's own 5 seconds invite that).
 */
const KEEP_ALIVE_MS = 75_000;

/** How long the head, the body and the whole of a request may take to arrive, in milliseconds. */
const SLOWEST = { head: 10_000, body: 10_000, request: 30_000 };

/** The HTTP side: the bot endpoint, a sign of life, the public pages, and the tab with what it asks. */
export function createServer(settings: ServerParts): Server {
  const { door, readHealth, tabFolder, bodyTime = SLOWEST.body, ...parts } = settings;
  // the body readers say themselves when a client may send on
  const server = createRestify({ name: 'magdat', handleUncaughtExceptions: false, noWriteContinue: true });
  server.server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.server.headersTimeout = SLOWEST.head;
  server.server.requestTimeout = SLOWEST.request;
  // a connection that asks for another protocol would be handed to nobody and stay open: it gets plain HTTP
  server.server.removeAllListeners('upgrade');
  server.pre(refuseUnreadableAddress);

  serveBot(server, { door, bodyTime, turnedAway: parts.turnedAway, failed: parts.failed });
  serveHealth(server, readHealth);
  servePages(server, parts.texts);
  serveTab(server, parts.texts, tabFolder);
  serveApi(server, { ...parts, bodyTime });
  return server;
}

/**
 * Answers a request whose address or header `Host` is none. Restify reads both where nothing catches what it throws, so
 * that one such request would end the process.
 */
function refuseUnreadableAddress(request: Request, response: Response, next: Next): void {
  const isReadable = hasAddress(request);
  if (!isReadable) response.send(400);
  next(isReadable ? undefined : false);
}

function hasAddress(request: Request): boolean {
  try {
    request.getUrl();
    return true;
  } catch {
    return false;
  }
}

/**
 * Listens and gives the port. A fault of the server later on, such as too many open files, goes to `failed`.
 * @throws {Fault} `port-in-use`
 */
export const listen = (
  server: Server,
  port: number,
  host: string,
  failed: (error: unknown) => unknown,
): Promise<number> =>
  new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      fail(taken ? new Fault('port-in-use', portInUse(port), { cause: error }) : error);
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      server.on('error', failed);
      done(server.address().port);
    });
  });

/** How long running requests may take to end at a stop, in milliseconds; then their connections are closed. */
const CLOSING_MS = 3000;

/** Takes no more requests, and lets the running ones end. */
export const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    const cutOff = setTimeout(() => server.server.closeAllConnections(), CLOSING_MS);
    server.close(() => {
      clearTimeout(cutOff);
      done();
    });
  });

const portInUse = (port: number): string =>
  `Port ${port} is in use. Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`;
