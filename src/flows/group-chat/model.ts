import type { GroupSituation } from '../../policy/group-situation.ts';
import type { GroupRequirement, Language, RequirementKind } from '../../policy/model.ts';
import type { Step } from '../../routing/chain.ts';
import type { Named } from '../../routing/person.ts';
import type { HistoryEvent } from '../history-event.ts';

/**
 * The words of the register: a group chat with students, from the first question of the guide to its end. Plain, frozen
 * data; moments are ISO 8601 instants, days are dates such as `2027-07-31`.
 */

/** What the guide asks about the group itself. A fact is absent until it is answered. */
export type Answers = Partial<GroupSituation> & {
  /** Name of the class or group, such as `2B`; no names of students. */
  readonly name: string;
  /** Last day of the group; empty until it is answered. */
  readonly until: string;
};

/** What the guide asks about the group itself, in this order; the requirements of the policy follow. */
export const FACT_QUESTIONS = ['purpose', 'medium', 'participants', 'age', 'managed-by', 'until'] as const;
export type FactQuestion = (typeof FACT_QUESTIONS)[number];

/** Requirements that the initiator answers; of `inform-manager` the bot takes care. */
export type AskedRequirement = Exclude<RequirementKind, 'inform-manager' | 'prefer-school-system'>;
export type Question = FactQuestion | AskedRequirement;

/** What the initiator declares, on their own word. */
export const ATTESTED = [
  'admin-only-posting',
  'minimum-age',
  'purpose-limited',
  'no-student-admin',
  'school-account-only',
] as const satisfies readonly AskedRequirement[];
export type Attested = (typeof ATTESTED)[number];

export const isAttested = (question: string): question is Attested =>
  ATTESTED.some((one) => one === question);

/** Who says that a requirement is met: Teams itself, or somebody. */
export interface Proof {
  /** `checked`: the bot saw it in Teams; `attested`: somebody declared it. Never the one for the other. */
  readonly by: 'checked' | 'attested';
  readonly who: Named | undefined;
  readonly at: string;
}

/** The second member of staff, who reads along. */
export interface Second {
  readonly person: Named;
  readonly state: 'chosen' | 'asked' | 'confirmed' | 'declined' | 'silent' | 'left';
  /** When it came to this state. */
  readonly at: string;
  /** Reminded once. */
  readonly reminded: boolean;
}

/** A permission, asked along a chain of people who may give it. */
export interface Permission {
  /** Why the initiator wants the group; what those in the chain read. */
  readonly why: string;
  /** As it was when it was asked. */
  readonly chain: readonly Step[];
  readonly step: number;
  /** Whom the chain has asked so far, in that order. */
  readonly asked: readonly Named[];
  readonly state: 'written' | 'asked' | 'granted' | 'conditional' | 'refused' | 'silent';
  readonly at: string;
  readonly reminded: boolean;
  /** Who decided. */
  readonly decider: Named | undefined;
  /** The conditions, or the reason of a refusal. */
  readonly words: string;
}

/** Consent in numbers; never who. */
export interface Consent {
  readonly asked: number;
  readonly given: number;
  readonly refused: number;
  /** Those who refused get the same news in another way. */
  readonly alternative: boolean;
  /** Day on which it was counted. */
  readonly on: string;
}

/** The chat or channel in Teams where the bot is too. */
export interface Chat {
  readonly conversation: string;
  readonly kind: 'group' | 'channel';
  /** Object id of the team, of a channel. */
  readonly team: string;
  /** When its members were last looked at; empty before the first time. */
  readonly seenAt: string;
  /** Members of staff of the school who were in it then, each once. */
  readonly staff: readonly Named[];
  /** How many students were in it then. */
  readonly students: number;
}

export const GROUP_STATES = ['draft', 'waiting', 'active', 'review', 'closed', 'dropped'] as const;
/** `waiting`: for a permission or a second member of staff; `review`: its yearly look is due; `dropped`: never registered. */
export type GroupState = (typeof GROUP_STATES)[number];

/** What a group waits for, each with its own time. `to-do`: the initiator, for what is still open. */
export const GROUP_WAITS = ['second-staff', 'permission', 'to-do', 'review'] as const;
export type GroupWait = (typeof GROUP_WAITS)[number];

export interface Group {
  readonly id: string;
  readonly tenant: string;
  readonly school: string;
  readonly policy: string;
  /** Who makes the group and answers for it. */
  readonly owner: Named & { readonly language: Language };
  /** The line manager of the owner, who sees the groups of their team; absent before it is registered or where there is none. */
  readonly leader: Named | undefined;
  readonly state: GroupState;
  /** Counts changes; a card that shows another one cannot act. */
  readonly version: number;
  readonly answers: Answers;
  /** Where the guide is: a question, the verdict of the policy, or the check before it is registered. */
  readonly at: Question | 'outcome' | 'check';
  /** The owner goes on although the policy advises against it or says nothing. */
  readonly wentOn: boolean;
  /** Questions on requirements that were put off. */
  readonly later: readonly AskedRequirement[];
  readonly second: Second | undefined;
  readonly permission: Permission | undefined;
  readonly consent: Consent | undefined;
  readonly proofs: Readonly<Partial<Record<Attested, Proof>>>;
  /** When the leader was told of the group; empty before. */
  readonly informedAt: string;
  /** Why nobody is told although the policy wants it: the owner plays that part, or nobody does. */
  readonly untold?: 'owner' | 'nobody' | undefined;
  readonly chat: Chat | undefined;
  /** Fewer than two members of staff are in the chat. */
  readonly unattended: 'one-left' | 'none-left' | undefined;
  /** Others who were told of it: because the policy wants that, or because nobody was left in the chat. */
  readonly told: readonly Named[];
  /** Day on which the group is looked at again. */
  readonly reviewOn: string;
  readonly waits: readonly { readonly awaited: GroupWait; readonly at: string }[];
  readonly createdAt: string;
  /** Empty before. */
  readonly registeredAt: string;
  readonly closedAt: string;
}

/** How a requirement of the policy stands for a group. */
export interface Standing {
  readonly requirement: GroupRequirement;
  /** `asked`: somebody else must answer; `refused`: they said no; `lost`: it was met, and is no more. */
  readonly state: 'met' | 'open' | 'asked' | 'refused' | 'lost';
  /** Of a requirement that is met. */
  readonly proof: Proof | undefined;
  /** Whom it waits for or who decided. */
  readonly who: Named | undefined;
  /** Words that belong to it: conditions, a reason. */
  readonly words: string;
}

export const GROUP_EVENT_KINDS = [
  'registered',
  'second-asked',
  'second-confirmed',
  'second-declined',
  'second-silent',
  'second-left',
  'permission-asked',
  'permission-passed-on',
  'permission-skipped',
  'permission-granted',
  'permission-conditional',
  'permission-refused',
  'permission-silent',
  'informed',
  'attested',
  'checked',
  'consent-counted',
  'chat-linked',
  'chat-made',
  'chat-gone',
  'welcome-posted',
  'member-check',
  'one-left',
  'none-left',
  'attended',
  'changed',
  'reminded',
  'review-due',
  'reviewed',
  'undeliverable',
  'closed',
  /** A newer version knows what it was. */
  'unknown',
] as const;
export type GroupEventKind = (typeof GROUP_EVENT_KINDS)[number];

export type GroupEvent = HistoryEvent<GroupEventKind>;

/** What a person is told about a group. `refresh` tells nothing: it brings the card that they have up to date. */
export const GROUP_NOTICES = [
  'second-asked',
  'second-reminder',
  'second-confirmed',
  'second-declined',
  'second-silent',
  'second-left',
  'permission-asked',
  'permission-reminder',
  'permission-decided',
  'permission-silent',
  'permission-passed-on',
  'informed',
  'to-do',
  'one-left',
  'none-left',
  'review',
  'closed',
  'invited',
  'refresh',
] as const;
export type GroupNotice = (typeof GROUP_NOTICES)[number];

/** In the register and not at its end. */
export const isRunning = ({ state }: Group): boolean =>
  state === 'waiting' || state === 'active' || state === 'review';
