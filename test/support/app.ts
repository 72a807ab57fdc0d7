import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { MOST } from '../../src/flows/limits.ts';
import { createLog } from '../../src/log.ts';
import { type Opened, openEngine } from '../../src/policy/open.ts';
import type { DoorSettings } from '../../src/teams/door.ts';
import { type Card, type FakeConnector, type Sent, startFakeConnector } from './fake-connector.ts';
import { createReadyFolder } from './ready-folder.ts';

/** The real bot over HTTP, with a fake connector service to answer to. */
export interface RunningBot {
  readonly port: number;
  readonly connector: FakeConnector;
  readonly logged: string[];
  /** The folder of its database. */
  readonly data: string;
  /** Posts an activity and gives the HTTP status. */
  post(activity: unknown, headers?: Record<string, string>): Promise<number>;
  /** Somebody to chat as, in a conversation of their own. */
  person(overrides?: Partial<Seat>): Chatter;
  /** Does everything that is due and not done. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** Where somebody chats. */
export interface Seat {
  readonly id: string;
  readonly conversationType: 'personal' | 'groupChat' | 'channel';
  readonly conversation: string;
  readonly tenant: string;
}

export interface Chatter {
  readonly seat: Seat;
  /** Types something and gives what the bot sent back. */
  say(text: string, overrides?: object): Promise<Sent[]>;
  /** Presses a button with this data, on the card with this id. */
  press(data: unknown, card?: string): Promise<Sent[]>;
  /** Sends any activity. */
  send(activity: object): Promise<Sent[]>;
  /** Calls the bot and gives what it answers over HTTP: search, action on a message, button in a dialog. */
  invoke(name: string, value: unknown): Promise<Answered>;
  /** Presses a button that gets its card back, and gives that card. */
  execute(data: unknown, card?: string): Promise<Card>;
  /** Says role and school, as the first card asks. */
  introduce(audience: string, policy: string): Promise<Sent[]>;
}

/** The HTTP response to an activity; `body` is absent where there is none. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

export interface BotSettings {
  readonly env?: NodeJS.ProcessEnv;
  /** Policies and engine, instead of the real ones. */
  readonly opened?: Opened;
  readonly now?: () => Date;
  readonly authentication?: DoorSettings['authentication'];
  /** Where tokens for the tab come from, instead of Microsoft. */
  readonly authority?: string;
  /** Where the built tab lies. */
  readonly tabFolder?: string;
  /** What the directory file says, in YAML. */
  readonly directory?: string;
  /** Takes jobs by itself, as in a school; without, only a sweep does what is due. */
  readonly takesJobs?: boolean;
  /** How often one person may do a thing in an hour; without, as often as tests like, which all happen at one time. */
  readonly most?: typeof MOST;
  /** How long the body of a request may take to arrive, in milliseconds. */
  readonly bodyTime?: number;
  /** How many bytes are free on the disk of its database. */
  readonly readFree?: () => Promise<number>;
  /** Where it sends to; without, a connector of its own. */
  readonly connector?: FakeConnector;
}

export async function startBot(settings: BotSettings = {}): Promise<RunningBot> {
  const { env = {}, now, authentication, authority, tabFolder, directory, takesJobs = false } = settings;
  const connector = settings.connector ?? (await startFakeConnector());
  const logged: string[] = [];
  const data = env.MAGDAT_DATA ?? (await createReadyFolder());
  const file = directory === undefined ? {} : { MAGDAT_DIRECTORY: writeDirectory(directory) };
  const config = readConfig({ PORT: '0', MAGDAT_DATA: data, ...file, ...env });
  const app = await startApp(config, {
    log: createLog('info', { write: (line) => logged.push(line) }),
    opened: settings.opened ?? (env.MAGDAT_POLICIES ? undefined : await openRealPolicies(config.policies)),
    ...(now && { now }),
    authentication,
    ...(authority !== undefined && { authority }),
    ...(tabFolder !== undefined && { tabFolder }),
    ...(settings.readFree && { readFree: settings.readFree }),
    takesJobs,
    bodyTime: settings.bodyTime,
    most: settings.most ?? { report: Infinity, request: Infinity, reminder: Infinity, tab: Infinity },
    pause: async () => undefined,
  });
  const post = (activity: unknown, headers = {}) => postActivity(app, activity, headers);
  return {
    port: app.port,
    connector,
    logged,
    data,
    post: async (activity, headers) => (await post(activity, headers)).status,
    person: (overrides = {}) => createChatter(post, connector, overrides),
    sweep: app.sweep,
    stop: async () => {
      await app.stop();
      if (!settings.connector) await connector.stop();
    },
  };
}

/** The real policies, opened once for all bots of a test file: that takes as long as everything else of a start. */
const openRealPolicies = (folder: string): Promise<Opened> => {
  real ??= openEngine(folder);
  return real;
};
let real: Promise<Opened> | undefined;

function writeDirectory(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'magdat-directory-')), 'directory.yaml');
  writeFileSync(path, content);
  return path;
}

async function postActivity(app: App, activity: unknown, headers: Record<string, string>): Promise<Answered> {
  const response = await fetch(`http://127.0.0.1:${app.port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

function createChatter(
  post: (activity: unknown) => Promise<Answered>,
  connector: FakeConnector,
  overrides: Partial<Seat>,
): Chatter {
  const id = overrides.id ?? randomUUID();
  const seat: Seat = {
    id,
    conversationType: 'personal',
    conversation: `a:${id}`,
    tenant: 'tenant-1',
    ...overrides,
  };
  const write = (activity: object) => {
    connector.writers.add(seat.id);
    return post({ ...envelope(seat, connector.url), ...activity });
  };
  const send = async (activity: object): Promise<Sent[]> => {
    const before = connector.sent.length;
    const { status } = await write(activity);
    if (status !== 200) throw new Error(`the bot answered ${status}`);
    return connector.sent.slice(before).filter(({ conversation }) => conversation === seat.conversation);
  };
  const press = (value: unknown, card = 'card-1') => send({ type: 'message', value, replyToId: card });
  return {
    seat,
    send,
    press,
    invoke: (name, value) => write({ type: 'invoke', name, value }),
    execute: async (data, card = 'card-1') => {
      const value = { action: { type: 'Action.Execute', verb: 'any', data }, trigger: 'manual' };
      const { status, body } = await write({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value,
        replyToId: card,
      });
      if (status !== 200) throw new Error(`the bot answered ${status}`);
      return (body as { value: Card }).value;
    },
    say: (text, more = {}) => send({ type: 'message', text, textFormat: 'plain', ...more }),
    introduce: (audience, policy) => press({ do: 'profile', audience, policy }),
  };
}

/** What every activity from Teams has (Bot Framework activity schema; the Teams fields as recorded from a client). */
const envelope = (seat: Seat, serviceUrl: string) => ({
  id: randomUUID(),
  channelId: 'msteams',
  serviceUrl,
  locale: 'en-US',
  from: { id: `29:${seat.id}`, aadObjectId: seat.id, name: 'Somebody' },
  recipient: { id: '28:bot', name: 'Mag dat?' },
  conversation: {
    id: seat.conversation,
    conversationType: seat.conversationType,
    tenantId: seat.tenant,
    ...(seat.conversationType === 'personal' ? {} : { isGroup: true }),
  },
  channelData: { tenant: { id: seat.tenant } },
});

/** The card in what was sent; throws when there is none. */
export function cardOf(sent: readonly Sent[]): Card {
  const content = sent.at(-1)?.body.attachments?.[0]?.content;
  if (!content) throw new Error(`no card was sent: ${JSON.stringify(sent)}`);
  return content;
}

/** All words on a card and its buttons, in reading order. */
export function textOf(card: unknown): string {
  const found: string[] = [];
  visit(card, (node) => {
    for (const key of ['text', 'title', 'label', 'value']) {
      const value = node[key];
      if (typeof value === 'string') found.push(value);
    }
  });
  return found.join('\n');
}

/** The buttons of a card with what they send. */
export function buttonsOf(card: unknown): { title: string; data: Record<string, unknown> }[] {
  const found: { title: string; data: Record<string, unknown> }[] = [];
  visit(card, (node) => {
    if (node.type === 'Action.Submit' || node.type === 'Action.Execute') {
      found.push({ title: String(node.title), data: (node.data ?? {}) as Record<string, unknown> });
    }
  });
  return found;
}

/** The data of the button with this title. */
export function button(card: unknown, title: string): Record<string, unknown> {
  const found = buttonsOf(card).find((one) => one.title.includes(title));
  if (!found) throw new Error(`no button ${title} among ${buttonsOf(card).map((one) => one.title)}`);
  return found.data;
}

/** Every object in a card, outer ones first. */
export function nodesOf(card: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  visit(card, (node) => {
    found.push(node);
  });
  return found;
}

function visit(node: unknown, each: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const child of node) visit(child, each);
  else if (typeof node === 'object' && node !== null) {
    each(node as Record<string, unknown>);
    for (const child of Object.values(node)) visit(child, each);
  }
}
