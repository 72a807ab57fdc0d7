import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder';
import { z } from 'zod';
import type { BotIdentity } from '../config.ts';

/** A request to the bot endpoint, as HTTP hands it over. */
export interface Incoming {
  readonly authorization: string;
  readonly body: unknown;
}

/** What goes back over HTTP. A body is only there for an invoke. */
export interface Outgoing {
  readonly status: number;
  readonly body?: unknown;
  /** Why a request was turned away; for the log, never for the caller. */
  readonly reason?: 'malformed' | 'unauthenticated' | 'foreign-tenant' | 'foreign-service' | undefined;
}

/** The bot endpoint without HTTP: checks who calls, then runs the turn. */
export type Door = (incoming: Incoming) => Promise<Outgoing>;

/** Who the bot is to the Bot Framework: the door checks calls with it, the sender makes calls with it. */
export interface AuthenticationSettings {
  readonly bot: BotIdentity | undefined;
  /** Settings of the Bot Framework's own authentication, for tests against other keys. */
  readonly authentication?: Readonly<Record<string, string>> | undefined;
  /** Where the bot's own tokens come from, for tests without Entra. */
  readonly credentials?: Credentials | undefined;
}

type Credentials = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

export interface DoorSettings extends AuthenticationSettings {
  /** Tenants that may talk to the bot; empty for any. */
  readonly tenants: readonly string[];
}

type Turn = (context: TurnContext) => Promise<void>;

/** What an activity must have to be looked at. Without it botbuilder fails before it has checked the token. */
const shape = z.looseObject({
  type: z.string().min(1),
  serviceUrl: z.url(),
  channelId: z.string().optional(),
  from: z.looseObject({ id: z.string().min(1) }),
  recipient: z.looseObject({ id: z.string().min(1) }),
  conversation: z.looseObject({ id: z.string().min(1), tenantId: z.string().optional() }),
  text: z.string().nullish(),
  entities: z.array(z.looseObject({ type: z.string() })).nullish(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).nullish(),
});

/** Opens the protected part of the adapter: its public `process` prints errors and sends their text to the caller. */
class Adapter extends CloudAdapter {
  async authenticate(activity: Partial<Activity>, authorization: string) {
    return this.botFrameworkAuthentication.authenticateRequest(activity as Activity, authorization);
  }

  async run(identity: Awaited<ReturnType<Adapter['authenticate']>>, activity: Partial<Activity>, turn: Turn) {
    return this.processActivity(identity, activity as Activity, turn);
  }
}

/**
 * Makes the door. A request that is malformed gets 400, one that is not proven to come from the Bot Framework 401,
 * one of another tenant 403; none of them reaches the bot, and none is told why.
 */
export function createDoor({ tenants, ...settings }: DoorSettings, turn: Turn): Door {
  const { bot } = settings;
  const adapter = new Adapter(createAuthentication(settings));
  return async ({ authorization, body }) => {
    const parsed = shape.safeParse(body);
    if (!parsed.success) return { status: 400, reason: 'malformed' };
    const activity = body as Partial<Activity>;
    const identity = await adapter.authenticate(activity, authorization).catch(() => undefined);
    if (!identity) return { status: 401, reason: 'unauthenticated' };
    if (!isServed(parsed.data, tenants)) return { status: 403, reason: 'foreign-tenant' };
    if (!bot && !isLoopback(parsed.data.serviceUrl)) return { status: 403, reason: 'foreign-service' };
    const response = await adapter.run(identity, activity, turn);
    return { status: response?.status ?? 200, body: response?.body };
  };
}

/** Makes the Bot Framework's own authentication: the check of calls, and the tokens for the bot's calls. */
export function createAuthentication({ bot, authentication, credentials }: AuthenticationSettings) {
  const settings = Object.fromEntries(
    Object.entries({ ...bot, ...authentication }).filter(([, value]) => value !== undefined),
  );
  return new ConfigurationBotFrameworkAuthentication(settings, credentials);
}

const isServed = (
  { conversation, channelData }: z.infer<typeof shape>,
  tenants: readonly string[],
): boolean =>
  tenants.length === 0 ||
  tenants.some(
    (id) => id.toLowerCase() === (conversation.tenantId ?? channelData?.tenant?.id ?? '').toLowerCase(),
  );

/** Without authentication anybody on this machine may name the address that answers go to: let it be this machine. */
export const isLoopback = (serviceUrl: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(serviceUrl).hostname);
