import { type Activity, ActivityTypes } from 'botbuilder';
import type { Address } from '../delivery/model.ts';
import type { Asker } from '../flows/answering/ports.ts';
import type { WelcomeReply } from '../flows/answering/reply.ts';
import { transcriptionIn } from './attachments.ts';
import { readExecuted, readPressed } from './card-action.ts';
import { readPlace } from './place.ts';
import { readText } from './text.ts';

/** An activity in the words of the flows. */
export type Inbound =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly value: unknown; readonly card: string | undefined }
  /** `again`: a newer version of an app that was there already, or a part of it that is new. */
  | { readonly kind: 'installed'; readonly place: WelcomeReply['place']; readonly again: boolean }
  /** Somebody removed the app for themselves. */
  | { readonly kind: 'removed' }
  /** The bot was removed from a group or team; whoever did that may keep it for themselves. */
  | { readonly kind: 'left' }
  /** Somebody else came into a group or team, or left it. */
  | { readonly kind: 'members' }
  /** A button that gets its card back. */
  | { readonly kind: 'execute'; readonly value: unknown }
  /** The message extension: a search, an action on a message, or a button in its dialog. */
  | { readonly kind: 'search' | 'consider' | 'report' | 'dialog' }
  | { readonly kind: 'ignored' };

/**
 * Tells what an activity means to us. A plain Action.Submit arrives as a message with `value` and no text. Of the two
 * events at an installation only `installationUpdate` counts, so that there is one welcome; `conversationUpdate` tells who
 * else comes and goes. What another bot says is not looked at: two of them would talk for ever.
 */
export function readActivity(activity: Partial<Activity>): Inbound {
  if (isBot(activity)) return { kind: 'ignored' };
  switch (activity.type) {
    case ActivityTypes.Message:
      return readMessage(activity);
    case ActivityTypes.InstallationUpdate:
      return readInstallation(activity);
    case ActivityTypes.ConversationUpdate:
      return readMembers(activity);
    case ActivityTypes.Invoke:
      return readInvoke(activity);
    default:
      return { kind: 'ignored' };
  }
}

/** Ids of bots begin so (Teams documentation, "Send and receive messages"). */
const BOT = '28:';

const isBot = ({ type, from }: Partial<Activity>): boolean =>
  type === ActivityTypes.Message && (from?.role === 'bot' || Boolean(from?.id?.startsWith(BOT)));

/** The action "report" on a message, by its id in the manifest. */
const REPORT = 'meldBericht';

function readInvoke(activity: Partial<Activity>): Inbound {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return { kind: 'execute', value: readExecuted(activity) };
    case 'composeExtension/query':
      return { kind: 'search' };
    case 'composeExtension/fetchTask':
      return { kind: activity.value?.commandId === REPORT ? 'report' : 'consider' };
    case 'composeExtension/submitAction':
      return { kind: 'dialog' };
    default:
      return { kind: 'ignored' };
  }
}

/** Who acts, and where: the Entra object id where the client gives it, else the channel's own id. */
export const readAsker = (activity: Partial<Activity>): Asker => ({
  tenant: activity.conversation?.tenantId ?? activity.channelData?.tenant?.id ?? '',
  id: activity.from?.aadObjectId ?? activity.from?.id ?? '',
  conversation: activity.conversation?.id ?? '',
});

/** What happens only where the bot is a member. A search or an action on a message comes from any chat of two people. */
const IN_CHAT: readonly Inbound['kind'][] = ['text', 'action', 'execute', 'installed'];
/** What somebody does through the message extension: it tells who they are, but not where the bot can write to them. */
const ELSEWHERE: readonly Inbound['kind'][] = ['search', 'consider', 'report', 'dialog'];

/**
 * How to reach whoever acts; nothing where nobody turned to the bot. Their conversation is only there when the bot is in it
 * with them alone: what is meant for one person must never go to others.
 */
export function readAddress(activity: Partial<Activity>, kind: Inbound['kind']): Address | undefined {
  const { serviceUrl, from, recipient, conversation } = activity;
  const isInChat = IN_CHAT.includes(kind);
  if (!isInChat && !ELSEWHERE.includes(kind)) return undefined;
  if (!serviceUrl || !from?.id || !recipient?.id || from.id === recipient.id) return undefined;
  const isOwn = isInChat && readPlace(activity) === 'personal';
  return {
    serviceUrl,
    channelId: from.id,
    botId: recipient.id,
    conversation: isOwn ? conversation?.id : undefined,
  };
}

function readMessage(activity: Partial<Activity>): Inbound {
  const { value, replyToId } = activity;
  const isPressed = value !== undefined && value !== null && !activity.text && transcriptionIn(value) === '';
  return isPressed
    ? { kind: 'action', value: readPressed(value), card: replyToId }
    : { kind: 'text', text: readText(activity) };
}

function readInstallation(activity: Partial<Activity>): Inbound {
  const action = typeof activity.action === 'string' ? activity.action.toLowerCase() : '';
  const again = action === 'upgrade' || action === 'add-upgrade';
  if (again || action.startsWith('add')) return { kind: 'installed', place: readPlace(activity), again };
  if (!action.startsWith('remove')) return { kind: 'ignored' };
  return { kind: readPlace(activity) === 'personal' ? 'removed' : 'left' };
}

/** What a team says in `channelData.eventType`, whether or not it lists whom it is about. */
const MEMBER_EVENTS = [
  'teamMemberAdded',
  'teamMemberRemoved',
  // of a channel with members of its own
  'channelMemberAdded',
  'channelMemberRemoved',
  'channelShared',
  'channelUnshared',
];

/**
 * Reads who came or left (Teams documentation, "Conversation events in your Teams bot"). What happens to the bot alone
 * comes with an `installationUpdate` too.
 */
function readMembers(activity: Partial<Activity>): Inbound {
  const { membersAdded, membersRemoved, recipient, channelData } = activity;
  if (readPlace(activity) === 'personal') return { kind: 'ignored' };
  const about = [membersAdded, membersRemoved].flatMap((list) => (Array.isArray(list) ? list : []));
  const isAboutOthers =
    about.length > 0
      ? about.some((member) => member?.id !== recipient?.id)
      : MEMBER_EVENTS.includes(channelData?.eventType);
  return { kind: isAboutOthers ? 'members' : 'ignored' };
}
