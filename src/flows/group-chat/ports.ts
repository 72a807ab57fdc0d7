import type { Language } from '../../policy/model.ts';
import type { Person, PersonRef } from '../../routing/person.ts';
import type { CardPlace } from '../told.ts';
import type { Unreadable } from '../unreadable.ts';
import type { Group, GroupEvent, GroupNotice } from './model.ts';

/** Something to tell somebody; it is made into a card when it is sent. */
export interface GroupMessage {
  /** Object id, in the tenant of the group. */
  readonly to: string;
  readonly notice: GroupNotice;
}

/** A group as it becomes, what happened, and who is told: kept together or not at all. */
export interface GroupChange {
  readonly group: Group;
  readonly events: readonly GroupEvent[];
  readonly messages: readonly GroupMessage[];
}

export interface GroupRef {
  readonly tenant: string;
  readonly id: string;
}

/** The register: groups, what happened to them, and what is still to be told and done. */
export interface Groups {
  find(ref: GroupRef): Promise<Group | undefined>;
  /** The one group that somebody is still being guided through. */
  findDraft(owner: PersonRef): Promise<Group | undefined>;
  /** A running group, or a draft, that belongs to a conversation of Teams. */
  findByChat(tenant: string, conversation: string): Promise<Group | undefined>;
  /** The last draft about a conversation of Teams that its owner stopped. */
  findStopped(owner: PersonRef, conversation: string): Promise<Group | undefined>;
  /** Registered groups that a person may see, newest first. */
  listFor(person: PersonRef): Promise<readonly Group[]>;
  /** What stands in the place of those that cannot be read. */
  listUnreadable(person: PersonRef): Promise<readonly Unreadable[]>;
  /** Keeps a new group; false when there is one with its id, or the owner has another draft. */
  create(change: GroupChange): Promise<boolean>;
  /** Keeps a change; false when the group has moved on since the version before it. */
  save(change: GroupChange): Promise<boolean>;
  /** Adds an event that changes nothing. */
  record(ref: GroupRef, event: GroupEvent): Promise<void>;
  /** Oldest first. */
  listEvents(ref: GroupRef): Promise<readonly GroupEvent[]>;
  /** Running groups of which a time has come; longest overdue first. */
  listDue(at: Date): Promise<readonly GroupRef[]>;
  saveCard(ref: GroupRef, person: string, card: CardPlace): Promise<void>;
  findCard(ref: GroupRef, person: string): Promise<CardPlace | undefined>;
}

/** Somebody in a chat of Teams. */
export interface Member {
  /** Entra object id, else the channel's own id. */
  readonly id: string;
  readonly name: string;
  /** Of another organisation. */
  readonly isGuest: boolean;
}

/** What became of something that was asked of Teams. `not-permitted`: the school did not give the app the right to. */
export type TeamsOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'not-permitted' }
  | { readonly kind: 'failed' };

/** What the bot can do in Teams beyond talking; each needs a right that the school may not have given. */
export interface TeamsGroups {
  /** Makes a group chat with these people, the bot in it; gives its conversation. Needs `Chat.Create`. */
  createChat(
    tenant: string,
    topic: string,
    members: readonly string[],
  ): Promise<TeamsOutcome<{ readonly conversation: string }>>;
  /** Whether only moderators may start posts in a channel. */
  readModeration(tenant: string, team: string, channel: string): Promise<TeamsOutcome<boolean>>;
  /** Lets only moderators start posts in a channel; the bot may still post. */
  setModeration(tenant: string, team: string, channel: string): Promise<TeamsOutcome<void>>;
  /** Who is in a conversation that the bot is in. `via`: whoever asks for it. */
  readMembers(via: PersonRef, conversation: string): Promise<TeamsOutcome<readonly Member[]>>;
  /** Posts a text in a conversation that the bot is in. `via`: whoever asks for it. */
  post(via: PersonRef, conversation: string, text: string): Promise<TeamsOutcome<void>>;
}

export interface DifferentSteps {
  readonly policy: string;
  readonly language: Language;
  readonly medium: string;
}

/** Where the keeper of the policy learns that instructions for an app are out of date. */
export interface Feedback {
  looksDifferent(by: Pick<Person, 'tenant' | 'school'>, told: DifferentSteps): Promise<void>;
}
