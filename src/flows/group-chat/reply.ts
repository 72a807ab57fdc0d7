import type { GroupPlan } from '../../policy/groups.ts';
import type { GroupRequirement, Language, Policy } from '../../policy/model.ts';
import type { RoutePart } from '../../routing/chain.ts';
import type { Named, Person } from '../../routing/person.ts';
import type { Problem } from '../typed.ts';
import type { Unreadable } from '../unreadable.ts';
import type { AskedRequirement, Group, GroupEvent, GroupNotice, Question, Standing } from './model.ts';

/** What every card of a group needs. */
interface Setting {
  readonly language: Language;
  readonly policy: Policy;
  /** Time zone of the school, in which times are shown. */
  readonly zone: string;
  readonly now: Date;
}

/** One question of the guide, with what was typed before. */
export interface GroupQuestionReply extends Setting {
  readonly kind: 'group-question';
  readonly group: Group;
  readonly question: Question;
  /** `Stap 3 van 6`; absent for a question about a group in the register. */
  readonly progress: { readonly step: number; readonly total: number } | undefined;
  /** Values of the inputs by their ids: see `action.ts`. */
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** The draft went on elsewhere while the card was open: this is where it is now. */
  readonly stale: boolean;
  /** admin-only-posting: Teams itself says that it is not so, whatever was declared. */
  readonly contradicted: boolean;
  /** Of a requirement: what the policy asks. */
  readonly requirement: GroupRequirement | undefined;
  /** second-staff: whom to choose from; empty when there are none or too many: then a people picker. */
  readonly people: readonly Person[];
  /** permission: who is asked, in turn. */
  readonly route: readonly RoutePart[];
  /** admin-only-posting: whether Teams itself can be asked, so that the bot can set it. */
  readonly canSet: boolean;
}

/** What the policy says of the group: it may not be, it is advised against, or the rules are silent. */
export interface GroupOutcomeReply extends Setting {
  readonly kind: 'group-outcome';
  readonly group: Group;
  readonly plan: GroupPlan;
  /** There is no exception: the group cannot be made like this. */
  readonly isFinal: boolean;
}

/** Everything that was answered, before it is registered and others are asked. */
export interface GroupCheckReply extends Setting {
  readonly kind: 'group-check';
  readonly group: Group;
  readonly plan: GroupPlan;
  readonly standings: readonly Standing[];
  readonly route: readonly RoutePart[];
  readonly progress: { readonly step: number; readonly total: number };
  /** Who is told of the group, where the policy wants that. */
  readonly informed: Named | undefined;
  readonly stale: boolean;
}

/** How the viewer stands to the group. `approver`: asked for the permission; `leader`: sees the groups of their team. */
export type GroupPart = 'owner' | 'second' | 'approver' | 'leader';

/** What somebody can do with a group; each is a button. */
export const GROUP_ACTS = [
  'confirm',
  'decline',
  'step-back',
  'approve',
  'approve-if',
  'refuse',
  'go-on',
  'welcome',
  'post-welcome',
  'make-chat',
  'set-moderation',
  'change',
  'review',
  'close',
  'history',
] as const;
export type GroupAct = (typeof GROUP_ACTS)[number];

/** A group of the register as one person may see it. */
export interface GroupReply extends Setting {
  readonly kind: 'group';
  readonly group: Group;
  readonly part: GroupPart;
  readonly plan: GroupPlan;
  readonly standings: readonly Standing[];
  /** Why the card is sent or shown; absent when somebody just looks. */
  readonly headline:
    | Exclude<GroupNotice, 'invited' | 'refresh'>
    | 'registered'
    | 'done'
    | 'posted'
    | undefined;
  /** Nothing was done: the card was out of date, it cannot be done now, or Teams did not let the bot. */
  readonly refused: 'stale' | 'not-now' | 'not-permitted' | 'failed' | undefined;
  readonly acts: readonly GroupAct[];
  /** The question that the button `go-on` opens. */
  readonly open: AskedRequirement | undefined;
  /** What happened, oldest first; absent: not asked for. */
  readonly events: readonly GroupEvent[] | undefined;
  /** Channel id of the viewer, for the card's own refresh. */
  readonly viewerId: string | undefined;
}

/** Acts that ask for words, a date, people or a list first. */
export const GROUP_FORM_ACTS = [
  'decline',
  'step-back',
  'approve-if',
  'refuse',
  'make-chat',
  'change',
  'review',
  'close',
] as const satisfies readonly GroupAct[];
export type GroupFormAct = (typeof GROUP_FORM_ACTS)[number];

export const hasGroupForm = (act: GroupAct): act is GroupFormAct =>
  GROUP_FORM_ACTS.some((one) => one === act);

/** The form of an act on a group, with what was typed before. */
export interface GroupFormReply extends Setting {
  readonly kind: 'group-form';
  readonly group: Group;
  readonly act: GroupFormAct;
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  readonly stale: boolean;
  /** `make-chat`: opens a chat with the two members of staff in Teams; absent without their addresses. */
  readonly chatLink: string | undefined;
  /** `make-chat`: Teams lets the bot make the chat. */
  readonly canMake: boolean;
}

/** A welcome message for the group, to change, to copy or to post. */
export interface GroupWelcomeReply extends Setting {
  readonly kind: 'group-welcome';
  readonly group: Group;
  readonly plan: GroupPlan;
  /** What the owner made of it before; empty: the text is made from the group. */
  readonly typed: string;
  readonly problems: readonly Problem[];
  /** The bot is in the chat, and can post there. */
  readonly canPost: boolean;
}

/** One's own groups, those that one reads along with or decides on, and those of one's team; newest first. */
export interface GroupsReply extends Setting {
  readonly kind: 'groups';
  readonly draft: Group | undefined;
  readonly own: readonly Group[];
  readonly shared: readonly Group[];
  readonly team: readonly Group[];
  readonly unreadable: readonly Unreadable[];
}

/** The bot is in a chat with students that the register does not know: offers the guide, or to link one's groups. */
export interface GroupInviteReply extends Setting {
  readonly kind: 'group-invite';
  readonly conversation: string;
  readonly students: number;
  readonly groups: readonly Group[];
}

/** The draft was dropped, and can be taken up again. */
export interface GroupDroppedReply {
  readonly kind: 'group-dropped';
  readonly language: Language;
  readonly id: string;
}

/** A line of text without a card. */
export interface GroupNoticeReply {
  readonly kind: 'group-notice';
  readonly language: Language;
  readonly notice:
    | 'not-found'
    /** Whoever said no, or stopped, has no part in the group any more. */
    | 'answered'
    | 'no-groups'
    | 'staff-only'
    | 'cannot-check'
    | 'not-in-directory'
    | 'in-own-chat'
    | 'list-in-own-chat'
    | 'no-school'
    | 'unknown-person'
    | 'thanks'
    | 'too-often'
    | 'newer';
}

export type GroupChatReply =
  | GroupQuestionReply
  | GroupOutcomeReply
  | GroupCheckReply
  | GroupReply
  | GroupFormReply
  | GroupWelcomeReply
  | GroupsReply
  | GroupInviteReply
  | GroupDroppedReply
  | GroupNoticeReply;
