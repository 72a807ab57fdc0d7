import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import type { Asker } from '../flows/answering/ports.ts';
import type { WelcomeReply } from '../flows/answering/reply.ts';

/** An activity in the words of the flows. */
export type Inbound =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly value: unknown; readonly card: string | undefined }
  | { readonly kind: 'installed'; readonly place: WelcomeReply['place'] }
  /** Somebody removed the app for themselves; from a team or group it may go without that. */
  | { readonly kind: 'removed' }
  /** The message extension: a search, the action on a message, or a button in its dialog. */
  | { readonly kind: 'search' | 'consider' | 'dialog' }
  | { readonly kind: 'ignored' };

/**
 * Tells what an activity means to us. A plain Action.Submit arrives as a message with `value` and no text; a message in a
 * group or channel starts with a mention of the bot, which is taken off. Of the two events at an installation only
 * `installationUpdate` counts, so that there is one welcome.
 */
export function readActivity(activity: Partial<Activity>): Inbound {
  switch (activity.type) {
    case ActivityTypes.Message:
      return readMessage(activity);
    case ActivityTypes.InstallationUpdate:
      return readInstallation(activity);
    case ActivityTypes.Invoke:
      return INVOKES[activity.name ?? ''] ?? { kind: 'ignored' };
    default:
      return { kind: 'ignored' };
  }
}

const INVOKES: Readonly<Record<string, Inbound | undefined>> = {
  'composeExtension/query': { kind: 'search' },
  'composeExtension/fetchTask': { kind: 'consider' },
  'composeExtension/submitAction': { kind: 'dialog' },
};

/** Who acts, and where: the Entra object id where the client gives it, else the channel's own id. */
export const readAsker = (activity: Partial<Activity>): Asker => ({
  tenant: activity.conversation?.tenantId ?? activity.channelData?.tenant?.id ?? '',
  id: activity.from?.aadObjectId ?? activity.from?.id ?? '',
  conversation: activity.conversation?.id ?? '',
});

/** A mention of somebody else, as Teams writes it into the text; the name is nobody's business. */
const MENTION = /<at\b[^>]*>.*?<\/at>/giu;
const SOMEBODY = '…';

function readMessage(activity: Partial<Activity>): Inbound {
  if (activity.value !== undefined && activity.value !== null && !activity.text) {
    return { kind: 'action', value: activity.value, card: activity.replyToId };
  }
  const text = TurnContext.removeRecipientMention(activity) ?? activity.text ?? '';
  return { kind: 'text', text: text.replace(MENTION, SOMEBODY) };
}

function readInstallation(activity: Partial<Activity>): Inbound {
  const action = activity.action ?? '';
  if (action.startsWith('add')) return { kind: 'installed', place: readPlace(activity) };
  const isOwn = readPlace(activity) === 'personal';
  return action.startsWith('remove') && isOwn ? { kind: 'removed' } : { kind: 'ignored' };
}

/** Where something happens; a card in a personal chat has one reader. */
export function readPlace(activity: Partial<Activity>): WelcomeReply['place'] {
  switch (activity.conversation?.conversationType) {
    case 'channel':
      return 'channel';
    case 'groupChat':
      return 'group';
    default:
      return 'personal';
  }
}
