import type { Request, Response, Server } from 'restify';

/** What the process says of itself: `storage/health.ts` finds it out. */
export interface Health {
  readonly database: 'ok' | 'silent';
  readonly space: 'enough' | 'low' | 'none' | undefined;
}

/**
 * Serves `/health`: 200 as long as people are served, 503 when not. The body names what is wrong, for whoever keeps the
 * bot; it tells nothing of what is kept.
 */
export function serveHealth(server: Server, readHealth: () => Promise<Health>): void {
  server.get('/health', async (_request: Request, response: Response) => {
    const { database, space } = await readHealth();
    const isDown = database !== 'ok' || space === 'none';
    const isShort = space === 'low' || space === 'none';
    const well = isShort ? 'degraded' : 'ok';
    response.header('cache-control', 'no-store');
    response.send(isDown ? 503 : 200, {
      status: isDown ? 'down' : well,
      ...(database !== 'ok' && { database }),
      ...(isShort && { space }),
    });
  });
}
