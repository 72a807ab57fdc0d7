import type { GroupConditions, GroupSituation } from './group-situation.ts';

/** The words of the domain. Everything here is plain, frozen data; the shapes of the YAML files are in `schema.ts`. */

export const LANGUAGES = ['nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in each language that the product speaks. */
export type Text = Readonly<Record<Language, string>>;

export const AUDIENCES = ['staff', 'student', 'parent'] as const;
/** Who asks, or whom an article addresses. */
export type Audience = (typeof AUDIENCES)[number];

export const VERDICTS = ['allowed', 'conditional', 'discouraged', 'not-allowed', 'required', 'info'] as const;
/** What a policy says about an act; `info` answers a question that is not yes-or-no. */
export type Verdict = (typeof VERDICTS)[number];

export const INTENTS = ['answer', 'group-chat', 'escalation', 'request', 'smalltalk', 'unknown'] as const;
/** What somebody wants of the bot. */
export type Intent = (typeof INTENTS)[number];

export const HELP_KINDS = [
  'self-harm',
  'abuse-at-home',
  'approach-by-staff',
  'sexual-images',
  'threat',
  'bullying',
  'other',
] as const;
/** What kind of trouble somebody is in: each has steps, help lines and people not to tell of its own. */
export type HelpKind = (typeof HELP_KINDS)[number];

export const LEVELS = ['crisis', 'alarm', 'trouble', 'abuse'] as const;
/**
 * How much a sign of trouble weighs. `crisis`: nothing outweighs it. `alarm`: the emergency numbers come first, and the
 * asker can say that it was an ordinary question. `trouble`: first aid without them. `abuse`: words against whoever reads
 * them, which count only in a message that is asked about.
 */
export type Level = (typeof LEVELS)[number];

export const REQUESTS = ['report', 'reports', 'person', 'readers', 'anonymous'] as const;
/**
 * What somebody asks of the bot itself: to report, their reports, a human being, who reads along, whether a name must be
 * given.
 */
export type Request = (typeof REQUESTS)[number];

export const REQUIREMENT_KINDS = [
  'permission',
  'second-staff',
  'admin-only-posting',
  'minimum-age',
  'consent',
  'purpose-limited',
  'no-student-admin',
  'inform-manager',
  'school-account-only',
  'prefer-school-system',
] as const;
/** What a policy can ask of a group chat. */
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];

/** Known facts about the situation asked about, by slot id; a slot that is absent is unknown. */
export type Slots = Readonly<Record<string, string>>;

export interface SlotValue {
  readonly id: string;
  readonly label: Text;
  /** The value in a few words that say something on their own, to tell two readings of a question apart. */
  readonly short?: Text | undefined;
  /** Words that give this value away, written as in `signs.ts`. */
  readonly signs: readonly string[];
  /** Weaker words: they count only where no sign of the slot is found. */
  readonly hints: readonly string[];
  /** Phrases that give it away; they outrank signs. */
  readonly says: readonly string[];
}

/** A fact that can change a ruling. */
export interface Slot {
  readonly id: string;
  /** The question that asks for it; absent where the general answer names it as a condition. */
  readonly ask?: Text | undefined;
  readonly values: readonly SlotValue[];
}

/** One act that people ask about, shared by all policies; with an intent other than `answer` it is no act but a reason to write. */
export interface Topic {
  readonly id: string;
  readonly theme: string;
  readonly intent: Intent;
  /** Somebody may be in danger: the emergency numbers come first. */
  readonly emergency: boolean;
  /** Of a topic of trouble: which first aid it needs. */
  readonly help?: HelpKind | undefined;
  /** Of a topic that asks something of the bot itself: what. */
  readonly request?: Request | undefined;
  /** Whoever asks this may want to make a group chat: the guide to one is offered. */
  readonly guide: boolean;
  readonly title: Text;
  /** How the act is told from its neighbours; for writers and keepers. */
  readonly about: string;
  readonly audiences: readonly Audience[];
  readonly slots: readonly string[];
}

export interface Theme {
  readonly id: string;
  readonly title: Text;
}

/** A rule of a policy, restated in plain words; `id` is the source document's own. */
export interface Article {
  readonly id: string;
  readonly audience: readonly Audience[];
  readonly title: Text;
  readonly text: Text;
}

/**
 * What one policy says about a topic to an audience. The first ruling that fits the slots holds. The verdict `unknown` marks
 * a case in which the policy is silent although it rules on the topic.
 */
export interface Ruling {
  readonly topic: string;
  readonly audience: readonly Audience[];
  readonly when: Slots;
  readonly verdict: Verdict | 'unknown';
  readonly answer: Text;
  readonly conditions: readonly Text[];
  /** Ids of articles; the first is the one that a careful reader would cite. Never empty. */
  readonly articles: readonly string[];
  readonly next?: Text | undefined;
}

/** A line that an owner of a policy put right: whoever asks this means that topic. */
export interface Correction {
  readonly text: string;
  readonly audience: readonly Audience[];
  readonly topic: string;
}

export interface Contact {
  readonly who: Text;
  readonly articles: readonly string[];
}

/** First aid when online communication goes wrong. */
export interface FirstAid extends Contact {
  readonly steps: readonly { readonly text: Text; readonly article?: string | undefined }[];
}

/** What the answer card says of groups, without knowing more about the one that is wanted. */
export interface GroupChatRules {
  readonly verdict: Verdict | 'unknown';
  readonly summary: Text;
  readonly articles: readonly string[];
  readonly requirements: readonly {
    readonly kind: RequirementKind;
    readonly text: Text;
    readonly article: string;
  }[];
}

/** A better place for a group: a medium, or something that the policy names itself, such as Magister. */
export type Alternative = { readonly medium: GroupSituation['medium'] } | { readonly name: string };

/** What a policy says of the group chats that fit; the first outcome that fits holds. */
export interface GroupOutcome {
  readonly when: GroupConditions;
  readonly verdict: Verdict | 'unknown';
  readonly sentence: Text;
  /** Ids of articles, the best one first; only silence may rest on none. */
  readonly articles: readonly string[];
  readonly instead: readonly Alternative[];
}

/** Whose permission a group may need, or who must know of it, named from the one who makes it. */
export const GROUP_LEADERS = ['line-manager', 'team-leader', 'school-leader'] as const;
export const CONSENTERS = ['students', 'parents'] as const;

/** What a requirement needs beside its text, by kind. */
type GroupNeed =
  | { readonly kind: 'permission' | 'inform-manager'; readonly of: (typeof GROUP_LEADERS)[number] }
  | { readonly kind: 'minimum-age'; readonly years: number }
  | {
      readonly kind: 'consent';
      readonly yearly: boolean;
      readonly by: readonly (typeof CONSENTERS)[number][];
    }
  | {
      readonly kind:
        | 'second-staff'
        | 'admin-only-posting'
        | 'purpose-limited'
        | 'no-student-admin'
        | 'school-account-only';
    };

/** Something that a group chat needs; every one that fits is asked. */
export type GroupRequirement = GroupNeed & {
  readonly when: GroupConditions;
  readonly text: Text;
  readonly article: string;
};

export interface GroupRules {
  readonly outcomes: readonly GroupOutcome[];
  readonly requirements: readonly GroupRequirement[];
}

/** Whom a report reaches, named from the reporter. */
export const CHAIN_ROLES = ['line-manager', 'deputy', 'mentor', 'team-leader', 'school-leader'] as const;
export type ChainRole = (typeof CHAIN_ROLES)[number];

/** A step of the chain that a report goes along. */
export interface ChainRule {
  readonly role: ChainRole;
  /** How long the person has to react, in minutes of school time. */
  readonly minutes: number;
}

export const CASE_KINDS = [
  'conflict-parent',
  'conflict-student',
  'between-students',
  'conflict-colleague',
  'bullying',
  'threat',
  'images',
  'fake-account',
  'other',
] as const;
/** What a report is about. */
export type CaseKind = (typeof CASE_KINDS)[number];

/** How long the words of a closed report are kept, in days. */
export interface Retention {
  readonly default: number;
  readonly kinds: Readonly<Partial<Record<CaseKind, number>>>;
}

/** One school's rules. */
export interface Policy {
  readonly id: string;
  readonly school: Text;
  readonly title: Text;
  /** ISO date of the document, or `unknown`. */
  readonly version: string;
  readonly audiences: readonly Audience[];
  readonly scope: Text;
  readonly contacts: Readonly<Partial<Record<Audience, Contact>>>;
  readonly escalation: Readonly<Partial<Record<Audience, FirstAid>>>;
  /** Along whom a report goes; parents have none. */
  readonly chains: Readonly<Partial<Record<Audience, readonly ChainRule[]>>>;
  readonly retention: Retention;
  readonly groupChat: Readonly<Partial<Record<Audience, GroupChatRules>>>;
  /** What a group that somebody of the staff wants to make must meet. */
  readonly groups: GroupRules;
  readonly articles: ReadonlyMap<string, Article>;
  readonly rulings: readonly Ruling[];
  /** How people of this school ask for a topic; they count beside what the model learnt. */
  readonly corrections: readonly Correction[];
}

/** Somebody outside of the school who helps. Numbers and hours change, so each line says when it was last checked. */
export interface HelpLine {
  readonly id: string;
  readonly name: Text;
  /** As people dial it; absent where there is only a site. */
  readonly number?: string | undefined;
  /** When and how they can be reached. */
  readonly hours: Text;
  readonly free: boolean;
  /** What to do when they are closed; absent where they never are. */
  readonly closed?: Text | undefined;
  readonly site?: string | undefined;
  /** Where number and hours were found. */
  readonly source: string;
  /** ISO date on which they were found there. */
  readonly checked: string;
}

export interface AidStep {
  readonly text: Text;
  /** The law that asks for it; national law is no article of a policy. */
  readonly law?: Text | undefined;
}

/** First aid in one kind of trouble, as one audience is told it. */
export interface Aid {
  /** Says that it was heard; fits the victim and whoever fears for somebody. */
  readonly first: Text;
  readonly steps: readonly AidStep[];
  /** Whom to tell, and whom not. */
  readonly tell: Text;
  readonly lines: readonly HelpLine[];
  /**
   * What of the first aid of a policy fits this kind. `none` where the person that the policy names may be the one who
   * does it; `contact` where its steps, such as screenshots, may be wrong.
   */
  readonly school: 'steps' | 'contact' | 'none';
  /** Names the emergency number. */
  readonly emergency: Text;
}

/** First aid for every kind of trouble and every audience. */
export interface Help {
  readonly lines: readonly HelpLine[];
  readonly kinds: Readonly<Record<HelpKind, Readonly<Record<Audience, Aid>>>>;
}

/** Words and phrases that stand for one thing, by name; see `phrases.ts`. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** A word of a crisis that is found with slips of the pen, unless an ordinary word lies as near. */
export interface Slip {
  readonly word: string;
  /** How many letters may be wrong. */
  readonly slips: number;
  readonly near: readonly string[];
}

/** Phrases that tell of trouble, and those that show that it is none. */
export interface TroubleSignal {
  readonly id: string;
  readonly level: Level;
  readonly help: HelpKind;
  /** The first aid follows from whoever does it, where that is told. */
  readonly by: boolean;
  /** The reason, for keepers. */
  readonly why: string;
  readonly says: readonly string[];
  readonly unless: readonly string[];
}

/** What somebody in trouble says, and what only sounds like it. */
export interface Trouble {
  /** Topics whose ruling may stand below the first aid, by the kind of trouble. */
  readonly rules: Readonly<Partial<Record<HelpKind, readonly string[]>>>;
  readonly slips: readonly Slip[];
  readonly groups: Groups;
  /** What only sounds like trouble: beside it, what was learnt must be surer. */
  readonly alike: readonly string[];
  readonly signals: readonly TroubleSignal[];
}

/** How people ask something of the bot itself. */
export interface RequestWords {
  readonly id: Request;
  readonly says: readonly string[];
  readonly unless: readonly string[];
}

export interface Requests {
  readonly groups: Groups;
  readonly said: readonly RequestWords[];
}

/** Everything that the policies folder holds, checked. */
export interface Library {
  readonly policies: ReadonlyMap<string, Policy>;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly themes: readonly Theme[];
  readonly slots: ReadonlyMap<string, Slot>;
  readonly help: Help;
  readonly trouble: Trouble;
  readonly requests: Requests;
  /** What the phrases of slots name. */
  readonly slotGroups: Groups;
  /** How a text tells that somebody agrees, and who. */
  readonly consent: Groups;
}
