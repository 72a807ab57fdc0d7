import { z } from 'zod';
import type { Address } from '../delivery/model.ts';
import type { TeamsGroups, TeamsOutcome } from '../flows/group-chat/ports.ts';
import type { PersonRef } from '../routing/person.ts';
import { createConnector } from './connector.ts';
import { findOutcome } from './delivery-outcome.ts';
import { type AuthenticationSettings, isLoopback } from './door.ts';
import { type CallGraph, toCatalogueApp } from './install.ts';
import { readRoster } from './roster.ts';

export interface TeamsGroupsSettings extends AuthenticationSettings {
  /** Absent where the school does not let the app use Microsoft Graph. */
  readonly call?: CallGraph | undefined;
  /** The tenant that `call` asks about: nothing is done in another one. */
  readonly tenant?: string | undefined;
  /** The id of the app in the catalogue of the organisation; without it the bot cannot bring itself into a chat. */
  readonly app?: string | undefined;
  /** How to reach somebody. */
  readonly findAddress: (person: PersonRef) => Promise<Address | undefined>;
  readonly now: () => Date;
  /** Logs what did not work. */
  readonly reportFailure: (error: unknown) => unknown;
  /** How long a call of the connector service may take, in milliseconds. */
  readonly timeout?: number | undefined;
}

const NOT_PERMITTED = { kind: 'not-permitted' } as const;
const FAILED = { kind: 'failed' } as const;
const done = <T>(value: T) => ({ kind: 'done', value }) as const;

const chat = z.looseObject({ id: z.string().min(1) });
/** `null`: nobody ever changed the settings. Where they are not there at all, nothing is known. */
const channel = z.looseObject({
  moderationSettings: z.looseObject({ userNewMessageRestriction: z.string().nullish() }).nullable(),
});

/** Only moderators start posts, which owners are, everybody replies, and the bot is not silenced. */
const MODERATED = {
  moderationSettings: {
    userNewMessageRestriction: 'moderators',
    replyRestriction: 'everyone',
    allowNewMessageFromBots: true,
    allowNewMessageFromConnectors: false,
  },
};

/**
 * Makes what the bot can do in Teams beyond talking. Shapes are those of the Microsoft Graph reference; moderation of
 * channels is only in its beta version, so it may change.
 *
 * | what | page of the reference | application permission |
 * | --- | --- | --- |
 * | make a chat | "Create chat" | `Chat.Create` |
 * | bring the bot into it | "Add app to chat" | `TeamsAppInstallation.ReadWriteSelfForChat.All` |
 * | moderation | "Get channel", "Update channel" (beta) | `ChannelSettings.ReadWrite.All` |
 */
export function createTeamsGroups(settings: TeamsGroupsSettings): TeamsGroups {
  const { call, tenant: own, app, findAddress, now, reportFailure, timeout = 10_000, ...identity } = settings;
  const connector = createConnector(identity, () => AbortSignal.timeout(timeout));

  return {
    createChat: async (tenant, topic, members) => {
      const graph = graphOf(tenant);
      // a chat without the bot would be of no use, so it is not begun
      if (!graph || app === undefined) return NOT_PERMITTED;
      const made = await ask(() => graph('POST', '/chats', toChat(topic, members), 'once'), chat);
      if (made.kind !== 'done') return made;
      await bringBot(graph, app, made.value.id);
      return done({ conversation: made.value.id });
    },

    readModeration: async (tenant, team, id) => {
      const graph = graphOf(tenant);
      if (!graph) return NOT_PERMITTED;
      const read = await ask(() => graph('GET', toChannelPath(team, id)), channel);
      if (read.kind !== 'done') return read;
      return done(read.value.moderationSettings?.userNewMessageRestriction === 'moderators');
    },

    setModeration: async (tenant, team, id) => {
      const graph = graphOf(tenant);
      if (!graph) return NOT_PERMITTED;
      const set = await ask(() => graph('PATCH', toChannelPath(team, id), MODERATED), z.unknown());
      return set.kind === 'done' ? done(undefined) : set;
    },

    readMembers: (via, conversation) =>
      reach(via, (address) =>
        connector.read(via, address, conversation, (turn) => readRoster(turn, timeout)),
      ),
    post: (via, conversation, text) =>
      reach(via, async (address) => {
        await connector.post(via, address, conversation, { kind: 'text', text });
      }),
  };

  function graphOf(tenant: string): CallGraph | undefined {
    return own?.toLowerCase() === tenant.toLowerCase() ? call : undefined;
  }

  /** Asks Graph, and tells what became of it. */
  async function ask<T>(work: () => ReturnType<CallGraph>, shape: z.ZodType<T>): Promise<TeamsOutcome<T>> {
    try {
      const { status, body } = await work();
      if (status === 401 || status === 403) return NOT_PERMITTED;
      const read = status < 300 ? shape.safeParse(body) : undefined;
      if (read?.success) return done(read.data);
      reportFailure(new Error(`Microsoft Graph gave no usable answer about a group (${status})`));
    } catch (error) {
      reportFailure(error);
    }
    return FAILED;
  }

  /**
   * Installs the app in a chat that is there now. Where that fails the chat remains, and somebody can add the app by hand:
   * saying that there is no chat would bring a second one.
   */
  async function bringBot(graph: CallGraph, catalogueApp: string, id: string): Promise<void> {
    const path = `/chats/${encodeURIComponent(id)}/installedApps`;
    try {
      const { status } = await graph('POST', path, toCatalogueApp(catalogueApp));
      // 409: it is there already, because an answer was lost
      if (status < 300 || status === 409) return;
      reportFailure(new Error(`Microsoft Graph did not add the app to a chat (${status})`));
    } catch (error) {
      reportFailure(error);
    }
  }

  /** Calls the connector service by the address of somebody, and tells what became of it. */
  async function reach<T>(via: PersonRef, work: (address: Address) => Promise<T>): Promise<TeamsOutcome<T>> {
    const address = await findAddress(via);
    // a bot that nobody authenticates talks with this machine only, as its door does
    if (!address || (!identity.bot && !isLoopback(address.serviceUrl))) return FAILED;
    try {
      return done(await work(address));
    } catch (error) {
      const outcome = findOutcome(error, now());
      if (!outcome) reportFailure(error);
      return outcome?.kind === 'blocked' || outcome?.kind === 'not-installed' ? NOT_PERMITTED : FAILED;
    }
  }
}

const toChannelPath = (team: string, id: string): string =>
  `/beta/teams/${encodeURIComponent(team)}/channels/${encodeURIComponent(id)}`;

/** Graph takes 250 characters, and no colon (reference, "Update chat"). */
const toTopic = (topic: string): string => topic.replaceAll(':', ' ').slice(0, 250).trim();

/** A new group chat. Everybody is an owner: that is the only role for people of the organisation. */
const toChat = (topic: string, members: readonly string[]) => ({
  chatType: 'group',
  topic: toTopic(topic),
  members: [...new Set(members)].map((id) => ({
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    roles: ['owner'],
    'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${encodeURIComponent(id)}')`,
  })),
});
