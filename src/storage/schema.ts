import type { ColumnType, Generated, GeneratedAlways, RawBuilder } from 'kysely';
import type { About, Lane } from '../delivery/store.ts';
import type { Case, Closing, Draft, Report } from '../flows/escalation/model.ts';
import type { Group } from '../flows/group-chat/model.ts';
import type { Named } from '../routing/person.ts';

type Moment = ColumnType<Date, Date | string, Date | string>;
type MaybeMoment = ColumnType<Date | null, Date | string | null, Date | string | null>;
/** Read as a value, written as text: the drivers differ in what they make of an array. */
type Json<T> = ColumnType<T, string, string>;
type MaybeJson<T> = ColumnType<T | null, string | null, string | null>;

/** The tables as Kysely sees them; `migrations/` makes them. */
export interface Schema {
  person: PersonTable;
  feedback: FeedbackTable;
  context: ContextTable;
  address: AddressTable;
  draft: DraftTable;
  escalation_case: CaseTable;
  case_party: CasePartyTable;
  case_event: CaseEventTable;
  group_chat: GroupTable;
  group_party: GroupPartyTable;
  group_event: GroupEventTable;
  outbox: OutboxTable;
  absence: AbsenceTable;
  gap_decision: GapDecisionTable;
  usage: UsageTable;
}

/** What somebody told about themselves. One row a person; keyed on tenant and Entra object id. */
export interface PersonTable {
  tenant: string;
  person: string;
  audience: string | null;
  policy: string | null;
  language: string | null;
  updated_at: ColumnType<Date, Date | string, Date | string>;
}

/** What helps the keeper to improve the answers; never who asked. */
export interface FeedbackTable {
  id: Generated<string>;
  /** A day, no minute. */
  at: ColumnType<Date, Date | string | RawBuilder<Date>, never>;
  kind: string;
  tenant: string;
  school: string;
  policy: string;
  audience: string;
  language: string;
  topic: string | null;
  question: string | null;
  note: string | null;
}

/** What was last answered to somebody in a conversation, so that a follow-up can lean on it. */
export interface ContextTable {
  tenant: string;
  person: string;
  conversation: string;
  topic: string;
  slots: ColumnType<Record<string, string>, string, string>;
  at: ColumnType<Date, Date | string, Date | string>;
}

/** How to reach somebody in their own chat. */
export interface AddressTable {
  tenant: string;
  person: string;
  service_url: string;
  channel_id: string;
  bot_id: string;
  conversation: string | null;
  name: string;
  seen_at: Moment;
}

/** A report that somebody is writing; its case gets the same id. */
export interface DraftTable {
  tenant: string;
  person: string;
  id: string;
  content: Json<Draft>;
  at: Moment;
}

/** An escalation. `awaited` and `due_at` say what must happen by when; both are null once it is closed. */
export interface CaseTable {
  id: string;
  tenant: string;
  school: string;
  policy: string;
  reporter: Json<Case['reporter']>;
  kind: string;
  severity: string;
  report: MaybeJson<Report>;
  state: string;
  version: number;
  chain: Json<Case['chain']>;
  step: number;
  asked: Json<Case['asked']>;
  holder: MaybeJson<{ id: string; name: string; since: string }>;
  offer: MaybeJson<Named>;
  awaited: string | null;
  due_at: MaybeMoment;
  reminded: boolean;
  exhausted: boolean;
  guard: MaybeJson<Named>;
  question: string | null;
  closing: MaybeJson<Closing>;
  rating: string | null;
  created_at: Moment;
  closed_at: MaybeMoment;
  /** What a search looks in, in lower case. */
  names: GeneratedAlways<string>;
}

/** Who may see a case or group, and where the card lies that they last got. */
interface PartyTable {
  tenant: string;
  person: string;
  conversation: string | null;
  activity: string | null;
}

/** `part`: how they stand to it now; null once they have no part any more. The rest repeats the case, for lists. */
export interface CasePartyTable extends PartyTable {
  case_id: string;
  part: string | null;
  /** The chain asked them in the place of somebody else. */
  deputised: Generated<boolean>;
  is_open: Generated<boolean>;
  /** Whoever has it was reminded, or nobody reacted. */
  is_late: Generated<boolean>;
  /** In the year 9999 when nothing is awaited. */
  due_at: ColumnType<Date, Date | undefined, Date>;
  /** 0 is the worst severity. */
  urgency: Generated<number>;
  created_at: ColumnType<Date, Date | undefined, Date>;
}

/** What happened in a case or group. A trigger refuses changes. */
export interface EventTable {
  id: Generated<string>;
  at: Moment;
  kind: string;
  version: number;
  actor: MaybeJson<Named>;
  subject: MaybeJson<Named>;
  reason: string | null;
  text: string | null;
}

export interface CaseEventTable extends EventTable {
  case_id: string;
}

/**
 * A group chat with students: a draft, in the register, or at its end. The whole is in `content`; the other columns
 * repeat what is looked for.
 */
export interface GroupTable {
  id: string;
  tenant: string;
  /** Object id. */
  owner: string;
  policy: string;
  state: string;
  version: number;
  /** Of the chat or channel in Teams. */
  conversation: string | null;
  /** The earliest of what it waits for. */
  due_at: MaybeMoment;
  content: Json<Group>;
  created_at: Moment;
  updated_at: Moment;
  closed_at: MaybeMoment;
  /** The purge took its words and names. */
  cleared: Generated<boolean>;
  /** What a search looks in, in lower case. */
  names: GeneratedAlways<string>;
}

/** `part` as in `CasePartyTable`; the rest repeats the group. */
export interface GroupPartyTable extends PartyTable {
  group_id: string;
  part: string | null;
  state: Generated<string>;
  is_running: Generated<boolean>;
  /** ISO date; empty when there is none. */
  review_on: Generated<string>;
  created_at: ColumnType<Date, Date | undefined, Date>;
}

export interface GroupEventTable extends EventTable {
  group_id: string;
}

/** What is to be told to whom. Holds no words: a message is made when it is sent. */
export interface OutboxTable {
  id: Generated<string>;
  key: string;
  tenant: string;
  person: string;
  about: Generated<About>;
  /** The case or group that it is about. */
  subject: string;
  notice: string;
  lane: Generated<Lane>;
  /** Its place in the lane: a round has one change of each reporter. */
  round: Generated<number>;
  state: string;
  tries: number;
  first_tried_at: MaybeMoment;
  /** An attempt was cut off before its outcome was known, so the message may have come twice. */
  repeated: boolean;
  next_at: Moment;
  /** By the clock of the database, which all processes share. */
  leased_until: MaybeMoment;
  code: string | null;
  created_at: Moment;
  done_at: MaybeMoment;
}

/** When somebody is away and who stands in, as they said themselves. Days are ISO dates. */
export interface AbsenceTable {
  tenant: string;
  person: string;
  first_day: string;
  last_day: string;
  deputy: string;
}

/** How often somebody did a thing in an hour, so that nobody floods others. `at`: when the hour began. */
export interface UsageTable {
  tenant: string;
  person: string;
  kind: string;
  at: Moment;
  times: number;
}

/** What the keeper of a policy said of a question that got no good answer; `question` is a hash of its words. */
export interface GapDecisionTable {
  tenant: string;
  school: string;
  policy: string;
  question: string;
  kind: string;
  topic: string | null;
  at: Moment;
}
