import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { buttonsOf } from '../support/app.ts';
import type { Card } from '../support/fake-connector.ts';
import { TENANT } from './crowd.ts';

/** The line from Teams to the bot, which is often dead: what is sent is sent again until it is answered. */
export interface Line {
  /** Presses a button that gets its card back, on the card with this id. */
  execute(person: string, data: object, card: string): Promise<Card>;
  /** Adds the bot, as Teams tells it. */
  install(person: string): Promise<void>;
  /** How many requests were cut off or refused, and sent again. */
  repeats(): number;
}

/** After a request that was not answered, and while nobody listens, in milliseconds of the machine. */
const RETRY = 25;
/** Nothing may take so long, in milliseconds of the machine. */
const PATIENCE = 180_000;

export const conversationOf = (person: string): string => `a:${person}`;
export const personOf = (conversation: string): string => conversation.slice('a:'.length);

export function createLine(findPort: () => number | undefined, connector: string): Line {
  let repeats = 0;
  return {
    async execute(person, data, card) {
      const value = { action: { type: 'Action.Execute', verb: 'any', data }, trigger: 'manual' };
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', value, replyToId: card };
      const body = await send({ ...envelope(person, connector), ...invoke });
      return (JSON.parse(body) as { value: Card }).value;
    },
    install: async (person) => {
      await send({ ...envelope(person, connector), type: 'installationUpdate', action: 'add' });
    },
    repeats: () => repeats,
  };

  async function send(activity: object): Promise<string> {
    const started = Date.now();
    while (Date.now() - started < PATIENCE) {
      const port = findPort();
      const answer = port === undefined ? undefined : await tryOnce(port, activity);
      if (answer !== undefined) return answer;
      if (port !== undefined) repeats += 1;
      await sleep(RETRY);
    }
    throw new Error(`the bot did not answer for ${PATIENCE / 1000} seconds`);
  }
}

/** Gives the body of the answer; nothing when there was none, or another one than "done". */
async function tryOnce(port: number, activity: object): Promise<string | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    const body = await response.text();
    return response.status === 200 ? body : undefined;
  } catch {
    return undefined; // the process was killed
  }
}

const envelope = (person: string, serviceUrl: string) => ({
  id: randomUUID(),
  channelId: 'msteams',
  serviceUrl,
  from: { id: `29:${person}`, aadObjectId: person, name: 'Somebody' },
  recipient: { id: '28:bot', name: 'Mag dat?' },
  conversation: { id: conversationOf(person), conversationType: 'personal', tenantId: TENANT },
  channelData: { tenant: { id: TENANT } },
});

/** What a button of a card sends; nothing when the card has no such button. */
export const findButton = (
  card: unknown,
  wanted: Readonly<Record<string, string>>,
): Record<string, unknown> | undefined =>
  buttonsOf(card).find(({ data }) => Object.entries(wanted).every(([key, value]) => data[key] === value))
    ?.data;
