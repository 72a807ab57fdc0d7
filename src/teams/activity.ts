import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import type { Address } from '../delivery/model.ts';
import type { Asker } from '../flows/answering/ports.ts';
import type { WelcomeReply } from '../flows/answering/reply.ts';
import type { Chat } from '../flows/group-chat/model.ts';
import { readExecuted } from './card-action.ts';

/** An activity in the words of the flows. */
export type Inbound =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly value: unknown; readonly card: string | undefined }
  | { readonly kind: 'installed'; readonly place: WelcomeReply['place'] }
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
 * Tells what an activity means to us. A plain Action.Submit arrives as a message with `value` and no text; a message in a
 * group or channel starts with a mention of the bot, which is taken off. Of the two events at an installation only
 * `installationUpdate` counts, so that there is one welcome; `conversationUpdate` tells who else comes and goes.
 */
export function readActivity(activity: Partial<Activity>): Inbound {
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

/**
 * How to reach whoever acts. Their conversation is only there in a personal chat that says so: what is meant for one
 * person must never go to a group.
 */
export function readAddress(activity: Partial<Activity>): Address | undefined {
  const { serviceUrl, from, recipient, conversation } = activity;
  if (!serviceUrl || !from?.id || !recipient?.id || from.id === recipient.id) return undefined;
  const isOwn = conversation?.conversationType === 'personal';
  return {
    serviceUrl,
    channelId: from.id,
    botId: recipient.id,
    conversation: isOwn ? conversation.id : undefined,
  };
}

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
  if (!action.startsWith('remove')) return { kind: 'ignored' };
  return { kind: readPlace(activity) === 'personal' ? 'removed' : 'left' };
}

/** What a team says in `channelData.eventType`, whether or not it lists whom it is about. */
const TEAM_MEMBER_EVENTS = ['teamMemberAdded', 'teamMemberRemoved'];

/**
 * Reads who came or left (Teams documentation, "Conversation events in your Teams bot"). What happens to the bot alone
 * comes with an `installationUpdate` too.
 */
function readMembers(activity: Partial<Activity>): Inbound {
  const { membersAdded, membersRemoved, recipient, channelData } = activity;
  if (readPlace(activity) === 'personal') return { kind: 'ignored' };
  const about = [...(membersAdded ?? []), ...(membersRemoved ?? [])];
  const isAboutOthers =
    about.length > 0
      ? about.some(({ id }) => id !== recipient?.id)
      : TEAM_MEMBER_EVENTS.includes(channelData?.eventType);
  return { kind: isAboutOthers ? 'members' : 'ignored' };
}

/**
 * The group chat or channel where something happens; nothing in a personal chat. Events of a team give the id of the
 * team as conversation, which is that of its General channel; a thread adds the id of its first message, taken off here.
 */
export function readChat(
  activity: Partial<Activity>,
): Pick<Chat, 'conversation' | 'kind' | 'team'> | undefined {
  const kind = readPlace(activity);
  if (kind === 'personal') return undefined;
  const { team } = activity.channelData ?? {};
  return {
    conversation: (activity.conversation?.id ?? '').replace(/;messageid=.*$/u, ''),
    kind,
    team: team?.aadGroupId ?? team?.id ?? '',
  };
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
