import type { Activity } from 'botbuilder';
import type { WelcomeReply } from '../flows/answering/reply.ts';
import type { Chat } from '../flows/group-chat/model.ts';

/** Where something happens, as far as the activity tells. */

/** How the ids of chats with several people, of channels and of meetings begin; a bot's own chat has another. */
const THREAD = '19:';

/** Whether a conversation can be somebody's own chat with the bot. */
export const canBeOwnChat = (conversation: string): boolean =>
  !conversation.trim().toLowerCase().startsWith(THREAD);

/**
 * Where something happens. Only a personal chat that says so, and of which nothing says otherwise, has one reader: whatever
 * is missing, unknown or contradictory counts as a group, where nothing is shown that is for one person.
 */
export function readPlace({ conversation, channelData }: Partial<Activity>): WelcomeReply['place'] {
  const kind = toWord(conversation?.conversationType);
  if (kind === 'channel') return 'channel';
  const isShared = (conversation?.isGroup ?? false) !== false || Boolean(channelData?.meeting);
  const isOwn = kind === 'personal' && !isShared && canBeOwnChat(conversation?.id ?? THREAD);
  return isOwn ? 'personal' : 'group';
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
  const conversation = findOwnRoster(activity) ?? toChannel(activity.conversation?.id);
  return { conversation, kind, team: team?.aadGroupId ?? team?.id ?? '' };
}

/** Kinds of channels that have members of their own (Teams documentation, "Shared and private channels"). */
const APART = ['shared', 'private'];

/**
 * The channel itself, where it has other members than its team; the service is asked for those of the team else. Teams
 * calls its kind by several names.
 */
export function findOwnRoster({ conversation, channelData }: Partial<Activity>): string | undefined {
  const { channel } = channelData ?? {};
  const kinds = [channel?.type, channel?.channelType, channel?.membershipType, channelData?.channelType];
  if (!kinds.some((kind) => APART.includes(toWord(kind)))) return undefined;
  return typeof channel?.id === 'string' && channel.id !== '' ? channel.id : toChannel(conversation?.id);
}

const toChannel = (id = ''): string => id.split(';messageid=', 1)[0] ?? '';

const toWord = (value: unknown): string => (typeof value === 'string' ? value.trim().toLowerCase() : '');
