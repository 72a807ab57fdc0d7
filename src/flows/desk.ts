import { words } from '../policy/normalise.ts';
import { parseAction } from './answering/action.ts';
import type { Answering } from './answering/answering.ts';
import { findCommand as findOwnCommand } from './answering/commands.ts';
import type { Asker } from './answering/ports.ts';
import type { SearchReply, WelcomeReply } from './answering/reply.ts';
import { type CaseAction, parseEscalationAction } from './escalation/action.ts';
import type { Escalation } from './escalation/escalation.ts';
import type { Snapshot } from './escalation/model.ts';
import { type GroupAction, parseGroupAction } from './group-chat/action.ts';
import type { GroupChats } from './group-chat/group-chat.ts';
import type { ChatPlace } from './group-chat/meeting.ts';
import type { Member } from './group-chat/ports.ts';
import type { GroupChatReply } from './group-chat/reply.ts';
import { isPrivate, type Notify, sendPrivately } from './privacy.ts';
import type { Reply } from './reply.ts';
import type { CardPlace } from './told.ts';

/** The answer to a button; `replace` when it takes the place of the card that was pressed. */
export interface Pressed {
  readonly reply: Reply;
  readonly replace: boolean;
}

/** Where something happens; in a personal chat a card has one reader. */
export type Place = WelcomeReply['place'];

/** Brings what people type and press to the flow that it is for. */
export interface Desk {
  say(asker: Asker, place: Place, text: string): Promise<Reply>;
  /** Somebody asks about the rules on a page where they do nothing else. */
  ask(asker: Asker, text: string): Promise<Reply>;
  /** `card`: the id of the card that was pressed. */
  press(asker: Asker, place: Place, value: unknown, card: string | undefined): Promise<Pressed>;
  /** First aid for words of trouble without knowing who wrote them; nothing for other words. */
  findAid(text: string): Promise<Reply | undefined>;
  /** The same for plain words of a crisis alone: it needs nothing that can fail. */
  findCrisisAid(text: string): Reply | undefined;
  /** Somebody wants to know about a text of somebody else. */
  consider(asker: Asker, text: string): Promise<Reply>;
  /** Somebody reports a message of somebody else. */
  report(asker: Asker, snapshot: Snapshot): Promise<Reply>;
  search(asker: Asker, typed: string): Promise<SearchReply>;
  welcome(asker: Asker, place: Place): Promise<Reply>;
  /** The app was removed by somebody: what is about them goes, except what an open case needs. */
  goodbye(asker: Asker): Promise<void>;
  /** The bot is in a group chat or channel, with these people: it came, or somebody else came or left. */
  meetGroup(asker: Asker, chat: ChatPlace, members: readonly Member[]): Promise<void>;
  /** The bot was removed from a group chat or channel. */
  leaveGroup(tenant: string, conversation: string): Promise<void>;
}

type Command = 'escalate' | 'cases' | 'group-chat' | 'groups';

/** Both languages work always: the titles in the manifest are what Teams sends. */
const COMMANDS: Readonly<Record<string, Command>> = {
  escaleer: 'escalate',
  escaleren: 'escalate',
  escalate: 'escalate',
  melden: 'escalate',
  report: 'escalate',
  meldingen: 'cases',
  'mijn meldingen': 'cases',
  reports: 'cases',
  'my reports': 'cases',
  groepsapp: 'group-chat',
  groepschat: 'group-chat',
  'groepsapp maken': 'group-chat',
  'group chat': 'group-chat',
  groepen: 'groups',
  'mijn groepen': 'groups',
  groups: 'groups',
  'my groups': 'groups',
};

/** What is asked in other words than those of a command; the rest is for the flow of questions. */
const REQUESTED: Readonly<Partial<Record<string, Command>>> = { report: 'escalate', reports: 'cases' };

export interface DeskParts {
  readonly answering: Answering;
  readonly escalation: Escalation;
  readonly groupChats: GroupChats;
  readonly notify: Notify;
}

export function createDesk({ answering, escalation, groupChats, notify }: DeskParts): Desk {
  return {
    say: async (asker, place, text) => discreet(asker, place, await say(asker, place, text, true)),
    ask: (asker, text) => say(asker, 'personal', text),
    async press(asker, place, value, card) {
      const { reply, replace } = await press(asker, place, value, card);
      return { reply: await discreet(asker, place, reply), replace };
    },
    findAid: answering.findAid,
    findCrisisAid: answering.findCrisisAid,
    consider: answering.consider,
    search: answering.search,
    welcome: answering.welcome,
    async goodbye(asker) {
      await answering.goodbye(asker);
      await escalation.goodbye(asker);
    },
    meetGroup: groupChats.meetMembers,
    leaveGroup: groupChats.leaveChat,
    async report(asker, snapshot) {
      return orIntroduce(asker, 'escaleer', await escalation.start(asker, '', snapshot));
    },
  };

  /** `isTyped`: by hand, so that it may be meant for a case; not by a button, nor where rules alone are asked. */
  async function say(asker: Asker, place: Place, text: string, isTyped = false): Promise<Reply> {
    const command = await commandOf(text);
    const own = place === 'personal';
    switch (command) {
      case undefined:
        return forPlace(place, await (own && isTyped ? hear(asker, text) : answering.say(asker, text)));
      case 'group-chat':
        return orIntroduce(asker, text, await startGroup(asker, place));
      case 'groups':
        return orIntroduce(asker, text, await (own ? groupChats.list(asker) : groupChats.point(asker)));
      case 'cases':
        return alone(asker, place, await orIntroduce(asker, text, await escalation.list(asker)));
      case 'escalate':
        return startReport(asker, place, '', text);
      default:
        return command satisfies never;
    }
  }

  async function hear(asker: Asker, text: string): Promise<Reply> {
    const isCommand =
      text.trim() === '' ||
      findOwnCommand(text) !== undefined ||
      (await answering.requestOf(text)) !== undefined;
    const asked = isCommand ? undefined : await escalation.hear(asker, text);
    return asked ?? answering.say(asker, text);
  }

  async function commandOf(text: string): Promise<Command | undefined> {
    return findCommand(text) ?? REQUESTED[(await answering.requestOf(text)) ?? ''];
  }

  /** In a group others would read along: the guide goes on in the chat of whoever asked. */
  function startGroup(asker: Asker, place: Place): Promise<GroupChatReply> {
    const chat = { conversation: asker.conversation, kind: 'group', team: '' } as const;
    return place === 'personal'
      ? groupChats.start(asker)
      : groupChats.keep(asker, place === 'group' ? chat : undefined);
  }

  async function press(
    asker: Asker,
    place: Place,
    value: unknown,
    card: string | undefined,
  ): Promise<Pressed> {
    const own = place === 'personal';
    const action = parseEscalationAction(value);
    if (action?.do === 'escalate') {
      return {
        reply: await startReport(asker, place, action.text, action.text || 'escaleer'),
        replace: false,
      };
    }
    if (action?.do === 'typed-question') {
      return { reply: await say(asker, place, action.text), replace: true };
    }
    if (action) return own ? pressReport(asker, action, card) : pressElsewhere(asker, place, action);
    const group = parseGroupAction(value);
    if (group) return pressGroup(asker, place, group, card);
    return pressAnswering(asker, place, value);
  }

  /**
   * No card of a report belongs where others read along; it only seems so where a client does not tell the place. What was
   * typed is kept, and the card goes on in the own chat.
   */
  async function pressElsewhere(asker: Asker, place: Place, action: CaseAction): Promise<Pressed> {
    if (action.do === 'report-check' || action.do === 'report-unquote') await escalation.press(asker, action);
    return { reply: await startReport(asker, place, '', ''), replace: false };
  }

  async function pressReport(asker: Asker, action: CaseAction, card: string | undefined): Promise<Pressed> {
    const at = card ? placeOf(asker, card) : undefined;
    // what was typed into the form waits in the draft, and the form comes back
    const waiting = action.do === 'report-check' || action.do === 'report-unquote' ? 'escaleer' : '';
    const reply = await orIntroduce(asker, waiting, await escalation.press(asker, action, at));
    return { reply, replace: action.do !== 'case-show' };
  }

  async function pressGroup(
    asker: Asker,
    place: Place,
    action: GroupAction,
    card: string | undefined,
  ): Promise<Pressed> {
    if (place !== 'personal') {
      // an answer on groups has a button into the guide; no other card of a group belongs where others read along
      const reply = action.do === 'group-start' ? startGroup(asker, place) : groupChats.point(asker);
      return { reply: await orIntroduce(asker, 'groepsapp', await reply), replace: false };
    }
    const at = card ? placeOf(asker, card) : undefined;
    const reply = await orIntroduce(asker, 'groepsapp', await groupChats.press(asker, action, at));
    // what is opened from a list or an answer stands below it
    const isBelow =
      action.do === 'group-show' || action.do === 'group-start' || action.do === 'group-differs';
    return { reply, replace: !isBelow };
  }

  /** A profile that was asked for on the way to a report leads on to it. */
  async function pressAnswering(asker: Asker, place: Place, value: unknown): Promise<Pressed> {
    const action = parseAction(value);
    if (!action) return { reply: { kind: 'notice', language: 'nl', notice: 'expired' }, replace: false };
    if (action.do === 'say') return { reply: await say(asker, place, action.text), replace: false };
    const command = action.do === 'profile' ? await commandOf(action.question) : undefined;
    if (action.do !== 'profile' || !command) return answering.press(asker, action);
    const pressed = await answering.press(asker, { ...action, question: '' });
    return pressed.reply.kind === 'profile'
      ? { ...pressed, reply: await alone(asker, place, { ...pressed.reply, question: action.question }) }
      : { reply: await goOn(asker, place, command, action.question), replace: true };
  }

  /** On with what somebody was doing before they said who they are. */
  async function goOn(asker: Asker, place: Place, command: Command, question: string): Promise<Reply> {
    if (command !== 'escalate') return say(asker, place, question);
    return alone(asker, place, await orIntroduce(asker, question, await escalation.resume(asker)));
  }

  /** The words lie in the draft before its form is sent: they wait there when nobody can be reached in their own chat. */
  async function startReport(asker: Asker, place: Place, text: string, waiting: string): Promise<Reply> {
    return alone(asker, place, await orIntroduce(asker, waiting, await escalation.start(asker, text)));
  }

  /** Where others read along, what is private goes to the own chat of whoever it is for. */
  function discreet(asker: Asker, place: Place, reply: Reply): Promise<Reply> | Reply {
    if (isPrivate(reply)) return alone(asker, place, reply);
    return reply.kind === 'profile' ? { ...reply, amongOthers: place !== 'personal' } : reply;
  }

  function alone(asker: Asker, place: Place, reply: Reply): Promise<Reply> | Reply {
    return place === 'personal' ? reply : sendPrivately(notify, asker, reply);
  }

  /** Asks role and school of whom nobody knows; shows parents whom to contact. */
  async function orIntroduce(asker: Asker, waiting: string, reply: Reply): Promise<Reply> {
    if (reply.kind !== 'case-notice' && reply.kind !== 'group-notice') return reply;
    if (reply.notice === 'unknown-person') return answering.introduce(asker, waiting);
    return reply.notice === 'parent' ? answering.firstAid(asker) : reply;
  }
}

/** Among others nobody is told that no one reads along. */
const forPlace = (place: Place, reply: Reply): Reply =>
  place !== 'personal' && reply.kind === 'notice' && reply.notice === 'readers'
    ? { ...reply, notice: 'readers-shared' }
    : reply;

const placeOf = ({ conversation }: Asker, activity: string): CardPlace => ({ conversation, activity });

function findCommand(text: string): Command | undefined {
  const typed = words(text).join(' ');
  return Object.hasOwn(COMMANDS, typed) ? COMMANDS[typed] : undefined;
}
