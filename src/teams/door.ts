import {
  type Activity,
  Channels,
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
  readonly reason?: Reason | undefined;
}

type Reason = 'malformed' | 'unauthenticated' | 'foreign-channel' | 'foreign-tenant' | 'foreign-service';

/** The bot endpoint without HTTP. */
export interface Door {
  /** Why a request is refused by its header alone; undefined when its body is worth reading. */
  refuse(authorization: string): Reason | undefined;
  /** Checks who calls, then runs the turn. */
  receive(incoming: Incoming): Promise<Outgoing>;
}

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

/**
 * An id or a name that a client may leave out. What is no text is left out too, and what is longer than any is: an answer
 * repeats them, and botbuilder or the service would refuse it.
 */
const word = z.string().max(1000).optional().catch(undefined);

const account = z.looseObject({ id: z.string().min(1), name: word, aadObjectId: word, role: word });

/** What an activity must have to be looked at. Without it botbuilder fails before it has checked the token. */
const shape = z.looseObject({
  type: z.string().min(1),
  id: word,
  replyToId: word,
  name: word,
  locale: word,
  serviceUrl: z.url(),
  channelId: z.string().optional(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1),
    tenantId: z.string().nullish(),
    name: word,
    aadObjectId: word,
    role: word,
    conversationType: word,
    // anything but no is a group: a chat of one person never says it is one
    isGroup: z.unknown().transform(Boolean).optional(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).nullish() }).nullish(),
});

type Shape = z.infer<typeof shape>;
type Identity = Awaited<ReturnType<Adapter['authenticate']>>;

/** Opens the protected part of the adapter: its public `process` prints errors and sends their text to the caller. */
class Adapter extends CloudAdapter {
  async authenticate(activity: Partial<Activity>, authorization: string) {
    return this.botFrameworkAuthentication.authenticateRequest(activity as Activity, authorization);
  }

  async run(identity: Identity, activity: Partial<Activity>, turn: Turn) {
    return this.processActivity(identity, activity as Activity, turn);
  }
}

/** The one channel that is served: on others anybody can say who they are. */
const CHANNEL = Channels.Msteams;

/** Tools that speak for Teams where nothing is authenticated. */
const LOCAL_CHANNELS: readonly (string | undefined)[] = [CHANNEL, Channels.Emulator, undefined];

/** Who signs the tokens of channels. Those of the Emulator and of other bots have other issuers. */
const ISSUER = 'https://api.botframework.com';

/**
 * Makes the door. A request that is malformed gets 400, one that is not proven to come from Teams 401, one of another
 * channel or tenant 403; none of them reaches the bot, and none is told why.
 */
export function createDoor({ tenants, ...settings }: DoorSettings, turn: Turn): Door {
  const { bot, authentication } = settings;
  const adapter = new Adapter(createAuthentication(settings));
  const issuer = authentication?.ToBotFromChannelTokenIssuer ?? ISSUER;
  return {
    refuse: (authorization) => (bot && !BEARER.test(authorization) ? 'unauthenticated' : undefined),
    async receive({ authorization, body }) {
      const parsed = shape.safeParse(body);
      if (!parsed.success) return { status: 400, reason: 'malformed' };
      const activity = parsed.data as Partial<Activity>;
      const identity = await identify(activity, authorization);
      if (!identity) return { status: 401, reason: 'unauthenticated' };
      const reason = findForeign(parsed.data);
      if (reason) return { status: 403, reason };
      const response = await adapter.run(identity, activity, turn);
      return { status: response?.status ?? 200, body: response?.body };
    },
  };

  /** The token must be good for Teams, whatever channel the activity names: keys are endorsed for channels. */
  async function identify(activity: Partial<Activity>, authorization: string) {
    const asTeams = bot ? { ...activity, channelId: CHANNEL } : activity;
    const identity = await adapter.authenticate(asTeams, authorization).catch(() => undefined);
    return identity && (!bot || isOfChannel(identity, issuer)) ? identity : undefined;
  }

  function findForeign({ channelId, serviceUrl, ...from }: Shape): Reason | undefined {
    if (bot ? channelId !== CHANNEL : !LOCAL_CHANNELS.includes(channelId)) return 'foreign-channel';
    if (!isServed(from, tenants)) return 'foreign-tenant';
    return bot || isLoopback(serviceUrl) ? undefined : 'foreign-service';
  }
}

const BEARER = /^bearer \S+$/i;

/** The library lets tokens in that never expire, and those of the Emulator and of other bots. */
const isOfChannel = ({ claimsIdentity }: Identity, issuer: string): boolean =>
  claimsIdentity.getClaimValue('iss') === issuer && typeof claimsIdentity.getClaimValue('exp') === 'number';

/** Makes the Bot Framework's own authentication: the check of calls, and the tokens for the bot's calls. */
export function createAuthentication({ bot, authentication, credentials }: AuthenticationSettings) {
  const settings = Object.fromEntries(
    Object.entries({ ...bot, ...authentication }).filter(([, value]) => value !== undefined),
  );
  return new ConfigurationBotFrameworkAuthentication(settings, credentials);
}

const isServed = (
  { conversation, channelData }: Pick<Shape, 'conversation' | 'channelData'>,
  tenants: readonly string[],
): boolean =>
  tenants.length === 0 ||
  tenants.some(
    (id) => id.toLowerCase() === (conversation.tenantId ?? channelData?.tenant?.id ?? '').toLowerCase(),
  );

/** Without authentication anybody on this machine may name the address that answers go to: let it be this machine. */
export const isLoopback = (serviceUrl: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(serviceUrl).hostname);
