import {
  Channels,
  type ConversationParameters,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder';
import type { Address, Content } from '../delivery/model.ts';
import type { PersonRef } from '../routing/person.ts';
import { createAttempt } from './attempt.ts';
import { toActivity } from './content.ts';
import type { AuthenticationSettings } from './door.ts';

/** The connector service, outside of any turn. Every call is one attempt, and fails as the adapter does. */
export interface Connector {
  /** Opens the personal conversation with somebody, which the service makes once, and gives its id. */
  open(to: PersonRef, address: Address): Promise<string>;
  /** Sends a message and gives its id. */
  post(to: PersonRef, address: Address, conversation: string, content: Content): Promise<string>;
  /** Reads something about a conversation that the bot is in. */
  read<T>(
    to: PersonRef,
    address: Address,
    conversation: string,
    work: (turn: TurnContext) => Promise<T>,
  ): Promise<T>;
  /** Puts content in the place of a message and gives its id. */
  change(address: Address, conversation: string, activity: string, content: Content): Promise<string>;
}

/** For whom the tokens of the bot are, where the settings do not tell. */
const SCOPE = 'https://api.botframework.com';

/** Connects to the service as the bot. @param limit says of a call when it must end. */
export function createConnector(settings: AuthenticationSettings, limit: () => AbortSignal): Connector {
  const attempt = createAttempt(settings, limit);
  const app = settings.bot?.MicrosoftAppId ?? '';
  const scope = settings.authentication?.ToChannelFromBotOAuthScope ?? SCOPE;

  return {
    async open(to, { serviceUrl, botId }) {
      let made = '';
      await attempt((adapter) =>
        adapter.createConversationAsync(
          app,
          Channels.Msteams,
          serviceUrl,
          scope,
          withOne(to, botId),
          async (turn) => {
            made = turn.activity.conversation.id;
          },
        ),
      );
      return made;
    },

    async post(to, address, conversation, content) {
      let sent: string | undefined;
      await continueIn(refer(address, conversation, to), async (turn) => {
        sent = (await turn.sendActivity(toActivity(content)))?.id;
      });
      return sent ?? '';
    },

    async read(to, address, conversation, work) {
      const found = Promise.withResolvers<Awaited<ReturnType<typeof work>>>();
      await continueIn(refer(address, conversation, to), async (turn) => found.resolve(await work(turn)));
      return found.promise;
    },

    async change(address, conversation, activity, content) {
      await continueIn(refer(address, conversation), async (turn) => {
        await turn.updateActivity({ ...toActivity(content), id: activity });
      });
      return activity;
    },
  };

  function continueIn(reference: Partial<ConversationReference>, work: (turn: TurnContext) => Promise<void>) {
    return attempt((adapter) => adapter.continueConversationAsync(app, reference, work));
  }
}

/** A personal conversation as the service is asked for it: the Entra object id serves as the id of the member. */
const withOne = ({ tenant, id }: PersonRef, botId: string) =>
  ({
    isGroup: false,
    bot: { id: botId },
    members: [{ id }],
    tenantId: tenant,
    channelData: { tenant: { id: tenant } },
  }) as ConversationParameters; // the type asks for names and a first message, which the service does not

/** A conversation in the words of the adapter, with the person where they are known by more than the channel's id. */
function refer({ serviceUrl, channelId, botId }: Address, conversation: string, to?: PersonRef) {
  return {
    channelId: Channels.Msteams,
    serviceUrl,
    bot: { id: botId },
    user: { id: channelId, aadObjectId: to?.id === channelId ? undefined : to?.id },
    conversation: { id: conversation, tenantId: to?.tenant },
  } as Partial<ConversationReference>; // the type asks for names, which the service does not
}
