import type { Address, Content, DeliveryOutcome, Sender } from '../delivery/model.ts';
import type { PersonRef } from '../routing/person.ts';
import { failAt } from './attempt.ts';
import { createConnector } from './connector.ts';
import { findOutcome, isElsewhere } from './delivery-outcome.ts';
import { type AuthenticationSettings, isLoopback } from './door.ts';
import type { Installation, Installer } from './install.ts';
import { canBeOwnChat } from './place.ts';

export interface SenderSettings extends AuthenticationSettings {
  readonly now: () => Date;
  /** Logs what neither the service nor the network explains. */
  readonly reportFailure: (error: unknown) => unknown;
  /** Installs the app for somebody without it; absent where the school does not permit that. */
  readonly install?: Installer | undefined;
  /** Where somebody is asked for who was never met. */
  readonly serviceUrl?: string | undefined;
  /** How long sending may take, all calls together, in milliseconds; mostly the service answers within one second. */
  readonly timeout?: number | undefined;
}

/** The public address of the service for the whole world (Teams documentation, "Send proactive messages"). */
const GLOBAL_SERVICE = 'https://smba.trafficmanager.net/teams/';

/**
 * Makes the sender over Teams: a message, or a change of one, in the personal chat of somebody. It tries each call once;
 * when to try again is for the caller.
 */
export function createSender({ timeout = 10_000, ...settings }: SenderSettings): Sender {
  const within = (stopped: AbortSignal | undefined): Sender => {
    const limit = AbortSignal.timeout(timeout);
    return createLimited(settings, stopped ? AbortSignal.any([limit, stopped]) : limit);
  };
  return {
    send: (to, known, content, stopped) => within(stopped).send(to, known, content),
    update: (address, conversation, activity, content, stopped) =>
      within(stopped).update(address, conversation, activity, content),
  };
}

/** Sends until the signal says that it must end. */
function createLimited(settings: Omit<SenderSettings, 'timeout'>, limit: AbortSignal): Sender {
  const { now, reportFailure, install, serviceUrl = GLOBAL_SERVICE, ...identity } = settings;
  const { bot } = identity;
  const connector = createConnector(identity, () => limit);

  return {
    async send(to, known, content) {
      const address = known ?? introduce(to);
      if (!address) return { kind: 'not-installed' };
      const outcome = await reach(to, address, content);
      if (outcome.kind !== 'not-installed' || !install) return outcome;
      return reachInstalled(to, address, content, await tryTo(install, to));
    },

    update: (address, conversation, activity, content) =>
      settle(address, async () => ({
        kind: 'delivered',
        conversation,
        activity: await connector.change(address, conversation, activity, content),
      })),
  };

  /** An address for somebody who was never met; Teams lets in registered bots only. */
  function introduce(to: PersonRef): Address | undefined {
    return (
      bot && { serviceUrl, channelId: to.id, botId: `28:${bot.MicrosoftAppId}`, conversation: undefined }
    );
  }

  /** Sends into the known conversation. Where there is none, or the bot is not in it, one is opened, once. */
  async function reach(to: PersonRef, address: Address, content: Content): Promise<DeliveryOutcome> {
    const known = address.conversation;
    if (known !== undefined && canBeOwnChat(known)) {
      const outcome = await postUnlessElsewhere(to, address, known, content);
      if (outcome) return outcome;
    }
    const opened = await settle(address, () => connector.open(to, address));
    return typeof opened === 'string' ? post(to, address, opened, content) : opened;
  }

  /** Nothing when the conversation is gone, or one that the bot is no member of: it may have been learnt wrongly. */
  async function postUnlessElsewhere(
    to: PersonRef,
    address: Address,
    conversation: string,
    content: Content,
  ): Promise<DeliveryOutcome | undefined> {
    let elsewhere = false;
    const outcome = await settle(
      address,
      () => deliver(to, address, conversation, content),
      (error) => {
        elsewhere = isElsewhere(error);
      },
    );
    return elsewhere ? undefined : outcome;
  }

  async function reachInstalled(
    to: PersonRef,
    address: Address,
    content: Content,
    installation: Installation,
  ): Promise<DeliveryOutcome> {
    switch (installation.kind) {
      case 'installed':
        return reach(to, { ...address, conversation: installation.conversation }, content);
      case 'refused':
        return { kind: 'not-installed' };
      case 'failed':
        return { kind: 'failed', again: true, code: 'install' };
      default:
        return installation satisfies never;
    }
  }

  async function tryTo(installFor: Installer, to: PersonRef): Promise<Installation> {
    try {
      return await Promise.race([installFor(to), failAt(limit)]);
    } catch (error) {
      reportFailure(error);
      return { kind: 'failed' };
    }
  }

  function post(to: PersonRef, address: Address, conversation: string, content: Content) {
    return settle(address, () => deliver(to, address, conversation, content));
  }

  async function deliver(
    to: PersonRef,
    address: Address,
    conversation: string,
    content: Content,
  ): Promise<DeliveryOutcome> {
    const activity = await connector.post(to, address, conversation, content);
    return { kind: 'delivered', conversation, activity };
  }

  /** Does some work at an address, and gives what became of it where it fails. */
  async function settle<T>(
    address: Address,
    work: () => Promise<T>,
    lookAt: (error: unknown) => void = () => undefined,
  ): Promise<T | DeliveryOutcome> {
    // a bot that nobody authenticates talks with this machine only, as its door does
    if (!bot && !isLoopback(address.serviceUrl))
      return { kind: 'failed', again: false, code: 'foreign-service' };
    try {
      return await work();
    } catch (error) {
      lookAt(error);
      const outcome = findOutcome(error, now());
      if (outcome) return outcome;
      reportFailure(error);
      return { kind: 'failed', again: true, code: 'unexpected' };
    }
  }
}
