import type { Aid, Article, Audience, FirstAid, Language, Policy } from '../../policy/model.ts';
import type { RoutePart } from '../../routing/chain.ts';
import type { Named, Person } from '../../routing/person.ts';
import type { Problem } from '../typed.ts';
import type { Unreadable } from '../unreadable.ts';
import type { Case, CaseEvent, Draft, Notice } from './model.ts';

/** What every card of a case needs: language, the rules of the school and its time zone. */
interface Setting {
  readonly language: Language;
  readonly policy: Policy;
  /** Time zone of the school, in which times are shown. */
  readonly zone: string;
  /** When the card is made: "today" and "tomorrow" hang on it. */
  readonly now: Date;
}

/** The form of a report. First aid stands above it; what was typed stands in it, right or wrong. */
export interface ReportFormReply extends Setting {
  readonly kind: 'report-form';
  readonly audience: Audience;
  readonly aid: Aid;
  /** Somebody may be in danger: the emergency numbers come first. */
  readonly emergency: boolean;
  readonly draft: Draft;
  readonly problems: readonly Problem[];
}

/** Asks whether to go on with a draft or with a new report. What was started now is kept meanwhile. */
export interface DraftChoiceReply extends Setting {
  readonly kind: 'draft-choice';
  /** First aid above the question, as on the form. */
  readonly aid: Aid;
  readonly emergency: boolean;
  /** What was changed last comes first. */
  readonly drafts: readonly Draft[];
  /** What was started now; empty where no words led to it. */
  readonly next: Draft;
}

/** The report before it is sent: who will get it, when, and what it says. */
export interface ReportCheckReply extends Setting {
  readonly kind: 'report-check';
  readonly draft: Draft;
  readonly route: readonly RoutePart[];
  /** Who is told when the whole route stays silent; absent when the directory names nobody. */
  readonly last: Named | undefined;
  readonly aid: Aid;
  readonly emergency: boolean;
}

/** The route is empty: nobody could be told. The draft stays. */
export interface NoRouteReply extends Setting {
  readonly kind: 'no-route';
  /** Whom the policy names. */
  readonly firstAid: FirstAid;
  readonly aid: Aid;
  readonly emergency: boolean;
  readonly draft: Draft;
}

/** How the viewer stands to the case. `asked`: in the chain and told; `offered`: asked to take over; `guard`: told by the alarm. */
export type Part = 'reporter' | 'holder' | 'asked' | 'offered' | 'guard';

/** What somebody can do with a case; each is a button. */
export const CASE_ACTS = [
  'open',
  'acknowledge',
  'ask',
  'plan',
  'hand-over',
  'close',
  'accept',
  'decline',
  'answer',
  'add',
  'correct',
  'withdraw',
  'reopen',
  'rate',
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** A case as one person may see it. Without `opened` it holds no words of the report. */
export interface CaseReply extends Setting {
  readonly kind: 'case';
  readonly case: Case;
  readonly part: Part;
  /** Object id of the viewer: sentences say "you" to them. */
  readonly viewer: string;
  /** Why the card is sent or shown; absent when somebody just looks. */
  readonly headline: Notice | 'sent' | 'done' | undefined;
  /** The pressed card was out of date, or somebody else was first: nothing was done. */
  readonly refused: 'stale' | 'not-now' | undefined;
  /** The words of the report and what happened, oldest first; reading them is an event. */
  readonly opened: { readonly events: readonly CaseEvent[] } | undefined;
  /** In the order of importance. */
  readonly acts: readonly CaseAct[];
  /** What whoever reported it can do first. */
  readonly aid: Aid;
  /** Channel id of the viewer, for the card's own refresh; absent where it is not known. */
  readonly viewerId: string | undefined;
}

/** Acts that need words, a date or a choice. */
export type CaseFormAct = Extract<
  CaseAct,
  'ask' | 'plan' | 'hand-over' | 'close' | 'answer' | 'add' | 'correct' | 'withdraw' | 'reopen' | 'rate'
>;

/** The form of an act on a case, with what was typed before. */
export interface CaseFormReply extends Setting {
  readonly kind: 'case-form';
  readonly case: Case;
  readonly aid: Aid;
  readonly act: CaseFormAct;
  /** Values of the inputs by their ids: see `action.ts`. */
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** The case changed while the form was open: look again and press again. */
  readonly stale: boolean;
  /** `hand-over`: whom to choose from; empty when the directory lists nobody or too many: then a people picker. */
  readonly colleagues: readonly Person[];
  /** `close`: what can be cited. */
  readonly articles: readonly Article[];
  /** `plan`: deep links to a chat and a meeting with the reporter; absent without an address. */
  readonly links: { readonly chat: string; readonly meeting: string } | undefined;
}

/** A case that waits for somebody who typed something. */
export interface Prompt {
  readonly case: Case;
  readonly part: Part;
  /** Who asked the reporter, where somebody did. */
  readonly asker: Named | undefined;
}

/** Words that somebody typed while cases wait for them: are they for one of those, or a question about the rules? */
export interface CaseTypedReply extends Setting {
  readonly kind: 'case-typed';
  readonly aid: Aid;
  readonly emergency: boolean;
  /** The words sound as if somebody may be in danger: the lines that help stand on top too. */
  readonly crisis: boolean;
  readonly text: string;
  readonly prompts: readonly Prompt[];
}

/** One's own reports and the cases that one was told of; newest first. */
export interface CasesReply extends Setting {
  readonly kind: 'cases';
  /** An open case of the third level with its first aid, when there is one. */
  readonly urgent: { readonly case: Case; readonly aid: Aid } | undefined;
  /** Object id of the viewer. */
  readonly viewer: string;
  readonly own: readonly Case[];
  readonly led: readonly Case[];
  readonly unreadable: readonly Unreadable[];
}

/** A line of text without a card. */
export interface CaseNoticeReply {
  readonly kind: 'case-notice';
  readonly language: Language;
  readonly notice:
    | 'not-found'
    | 'no-longer'
    | 'declined'
    | 'dropped'
    | 'no-reports'
    | 'unknown-person'
    | 'parent'
    | 'newer';
  /** The case that it is about, where it names one. */
  readonly about?: { readonly reference: string; readonly holder: Named | undefined } | undefined;
}

/** Everything that the flow can say. */
export type EscalationFlowReply =
  | ReportFormReply
  | DraftChoiceReply
  | ReportCheckReply
  | NoRouteReply
  | CaseReply
  | CaseFormReply
  | CaseTypedReply
  | CasesReply
  | CaseNoticeReply;
