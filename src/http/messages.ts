import type { Request, Response, Server } from 'restify';
import { answerAndClose, type Body, isUnread, readBody } from './body.ts';

/** The bot without HTTP: who may come in, and what becomes of an activity. `teams/door.ts` makes one. */
export interface Door {
  /** Why a request is refused by its header `Authorization` alone; undefined when its body may be read. */
  refuse(authorization: string): string | undefined;
  receive(incoming: {
    readonly authorization: string;
    readonly body: unknown;
  }): Promise<{ readonly status: number; readonly body?: unknown; readonly reason?: string | undefined }>;
}

export interface BotParts {
  readonly door: Door;
  /** How long a body may take to arrive, in milliseconds. */
  readonly bodyTime: number;
  /** Logs that a request was turned away, by its reason. */
  readonly turnedAway: (reason: string) => void;
  readonly failed: (error: unknown) => unknown;
}

/** An activity above this is refused, in bytes: Teams sends messages of at most some 100 KB. */
const LARGEST_BODY = 256 * 1024;

/** Serves the bot endpoint. A refusal has no body: nobody is told why. */
export function serveBot(server: Server, { door, bodyTime, turnedAway, failed }: BotParts): void {
  server.post('/api/messages', async (request: Request, response: Response) => {
    try {
      const { status, body, reason } = await answer(request, response);
      if (reason) turnedAway(reason);
      if (isUnread(request)) await answerAndClose(request, response, { status });
      else response.send(status, body ?? undefined);
    } catch (error) {
      failed(error);
      response.send(500);
    }
  });

  async function answer(request: Request, response: Response): ReturnType<Door['receive']> {
    const authorization = request.header('authorization') ?? '';
    const reason = door.refuse(authorization);
    if (reason) return { status: 401, reason };
    const read: Body = await readBody(request, response, { size: LARGEST_BODY, time: bodyTime });
    return read.kind === 'json' ? door.receive({ authorization, body: read.value }) : read;
  }
}
