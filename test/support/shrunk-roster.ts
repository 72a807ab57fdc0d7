import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A connector service in front of the Playground's own, in whose roster some people are no more. */
export interface ShrunkRoster {
  readonly url: string;
  close(): void;
}

/** One page of members. */
interface Roster {
  readonly members: readonly { readonly id: string }[];
}

/**
 * The Playground sends events of people who leave, but its roster stays as it was. This one answers
 * `GET /v3/conversations/{id}/pagedmembers` without those who left; only that is asked while an event is handled.
 */
export async function startShrunkRoster(connector: string, left: readonly string[]): Promise<ShrunkRoster> {
  const server = createServer(async (request, response) => {
    const answer = await fetch(new URL(`.${request.url}`, `${connector}/`));
    const roster = (await answer.json()) as Roster; // the Playground's own, of the shape that Teams documents
    const members = roster.members.filter(({ id }) => !left.includes(id));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ...roster, members }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // a server that listens on a port has one
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Tells the bot by the Playground that people left its group chat. */
export async function leaveGroupChat(
  playground: string,
  roster: string,
  left: readonly string[],
): Promise<void> {
  const template = `${playground}/_internal/v1/customActivities/template?conversationId=group-chat-id&type=userRemoved`;
  const activity = (await (await fetch(template)).json()) as object;
  await fetch(`${playground}/_internal/v1/customActivities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...activity, serviceUrl: roster, membersRemoved: left.map((id) => ({ id })) }),
  });
}
