import type { Audience, CaseKind, Language } from '../../policy/model.ts';
import type { Step } from '../../routing/chain.ts';
import type { Named } from '../../routing/person.ts';
import type { HistoryEvent } from '../history-event.ts';

/** The words of an escalation: what is reported, and what becomes of it. Plain, frozen data. */

/** `1` threatens to derail, `2` derailed, `3` threatening or criminal. */
export const SEVERITIES = ['1', '2', '3'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const PLATFORMS = ['whatsapp', 'teams', 'instagram', 'snapchat', 'tiktok', 'email', 'other'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A message in Teams as it was when somebody reported it. Attachments are not copied. */
export interface Snapshot {
  readonly author: string;
  /** When it was sent, ISO 8601; empty where the client does not tell. */
  readonly at: string;
  readonly link: string;
  readonly text: string;
}

/** A report while somebody writes it: everything as typed, right or wrong. */
export interface Draft {
  /** Becomes the id of the case, so that sending twice makes one case. */
  readonly id: string;
  readonly text: string;
  readonly platform: string;
  /** Name of the group, account or page. */
  readonly group: string;
  readonly kind: string;
  readonly severity: string;
  /** The line manager, or the mentor of a student, is involved: skip them. */
  readonly involved: boolean;
  /** How the reporter wants to be reached. */
  readonly reach: string;
  /** Evidence: links, one a line. */
  readonly links: string;
  readonly snapshot?: Snapshot | undefined;
}

/** What is reported; a draft that was found right. */
export interface Report {
  readonly text: string;
  /** Absent where the reporter did not say. */
  readonly platform?: Platform | undefined;
  readonly group: string;
  readonly involved: boolean;
  readonly reach: string;
  readonly links: readonly string[];
  readonly snapshot?: Snapshot | undefined;
}

export const CASE_STATES = [
  'reported',
  'notified',
  'acknowledged',
  'in-progress',
  'follow-up',
  'closed',
  'withdrawn',
  'reopened',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What a case waits for. */
export const AWAITED = ['acknowledgement', 'progress', 'follow-up', 'acceptance', 'rescue'] as const;
export type Awaited = (typeof AWAITED)[number];

export const OUTCOMES = ['solved', 'agreed', 'handed-to-police', 'no-action', 'other'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Closing {
  readonly outcome: Outcome;
  readonly agreement: string;
  /** Id of the article that it rests on. */
  readonly article: string;
}

export interface Case {
  readonly id: string;
  readonly tenant: string;
  readonly school: string;
  readonly policy: string;
  readonly reporter: Named & { readonly role: Audience; readonly language: Language };
  readonly kind: CaseKind;
  readonly severity: Severity;
  /** Absent once its term has passed or its reporter was erased. */
  readonly report: Report | undefined;
  readonly state: CaseState;
  /** Counts changes; a card that shows another one cannot act. */
  readonly version: number;
  /** As it was when the case was made. */
  readonly chain: readonly Step[];
  /** Index in the chain of the step under way; its length once the chain is exhausted. */
  readonly step: number;
  /** Whom the chain has told so far, in that order. */
  readonly asked: readonly Named[];
  /** Who acknowledged, and since when. */
  readonly holder: (Named & { readonly since: Date }) | undefined;
  /** A colleague who was asked to take over and has not answered yet. */
  readonly offer: Named | undefined;
  /** What must happen by when; absent when the case is closed or withdrawn. */
  readonly next: { readonly awaited: Awaited; readonly at: Date } | undefined;
  /** The holder was reminded once and is still silent. */
  readonly reminded: boolean;
  /** Nobody in the chain reacted. */
  readonly exhausted: boolean;
  /** The safety coordinator, once told that nobody reacted. */
  readonly guard: Named | undefined;
  /** A question of the holder that the reporter has not answered. */
  readonly question: string | undefined;
  readonly closing: Closing | undefined;
  readonly rating: Rating | undefined;
  readonly createdAt: Date;
  readonly closedAt: Date | undefined;
}

export const RATINGS = ['helped', 'partly', 'not-helped'] as const;
export type Rating = (typeof RATINGS)[number];

export const EVENT_KINDS = [
  'reported',
  'notified',
  'skipped',
  'delivered',
  'undeliverable',
  'acknowledged',
  'asked',
  'answered',
  'planned',
  'offered',
  'accepted',
  'declined',
  'lapsed',
  'reminded',
  'passed-on',
  'exhausted',
  'added',
  'corrected',
  'withdrawn',
  'closed',
  'reopened',
  'rated',
  'read',
  'purged',
  /** A newer version knows what it was. */
  'unknown',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type CaseEvent = HistoryEvent<EventKind>;

/** What a person is told about a case. `refresh` tells nothing: it brings the card that they have up to date. */
export const NOTICES = [
  'assigned',
  'passed-on',
  'acknowledged',
  'question',
  'answered',
  'added',
  'corrected',
  'planned',
  'offered',
  'accepted',
  'declined',
  'lapsed',
  'reminder',
  'follow-up',
  'returned',
  'exhausted',
  'alarm',
  'withdrawn',
  'closed',
  'reopened',
  'refresh',
] as const;
export type Notice = (typeof NOTICES)[number];

export const isOpen = ({ state }: Case): boolean => state !== 'closed' && state !== 'withdrawn';

/** Of the third level and not over: the emergency number stands on every card of it. */
export const isUrgent = (one: Case): boolean => one.severity === '3' && isOpen(one);

/** What a person reads out over the phone to name a case. */
export const referenceOf = ({ id }: { readonly id: string }): string => id.slice(0, 8).toUpperCase();
