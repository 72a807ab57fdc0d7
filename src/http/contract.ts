/**
 * What the tab and the server say to each other under `/api/v1`, as JSON. Types only: the tab imports nothing else of
 * the server. Texts are in the language of `Accept-Language` (`nl` or `en`); moments are ISO 8601 in UTC, days
 * `2026-11-21`. A request that fails has a status and a `Failure`.
 *
 * | route | gives | who |
 * | --- | --- | --- |
 * | GET /session | `Session` | anybody, before signing in |
 * | GET /me | `Me` | everybody whom the directory knows |
 * | GET /cases | `CasePage` for a `CaseQuery` | staff; students their own reports only |
 * | GET /groups | `GroupPage` for a `GroupQuery` | staff |
 * | POST /groups/:id/reminder | `Reminded` | who has a part in the group |
 * | POST /press | `Shown` for a `Press` | everybody; rights as on a card in the chat |
 * | POST /ask | `Shown` for a `Question` | everybody |
 * | GET /rules | `Rules` for a `RulesQuery` | everybody |
 * | GET /absence, PUT /absence, DELETE /absence | `Absence` | staff |
 * | GET /insight, GET /insight.csv | `Insight` for an `InsightQuery` | who keeps the policy, school leaders |
 * | GET /gaps, POST /gaps/:id | `GapList`; `Ruled` for a `GapDecision` | the same |
 */

export type Language = 'nl' | 'en';
export type Role = 'staff' | 'student' | 'parent';

/** Why a request failed, in words for people; `reference` is in the log beside an unexpected fault. */
export interface Failure {
  readonly code:
    | 'not-signed-in'
    | 'unknown-person'
    | 'forbidden'
    | 'not-found'
    | 'bad-request'
    | 'too-large'
    | 'too-often'
    | 'failed';
  readonly message: string;
  readonly reference?: string;
}

/** How to sign in. `demo`: pick a person, and send `Authorization: Demo <id>`; else `Bearer <token of getAuthToken()>`. */
export type Session =
  | { readonly mode: 'teams' }
  | { readonly mode: 'demo'; readonly people: readonly { id: string; name: string; role: Role }[] };

export type PageName = 'cases' | 'groups' | 'rules' | 'insight';

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly school: string;
  /** Language that they chose in the chat; absent when they chose none. */
  readonly language?: Language;
  /** What they may open, in the order of the tab list. */
  readonly pages: readonly PageName[];
  /** Deep links to the tab need it; absent without an app id. */
  readonly appId?: string;
}

/**
 * `open`: not ended; `overdue`: its next step should have been done, also when whoever has it was reminded or nobody reacted;
 * `mine`: open and held by me; `deputised`: open, came to me for somebody else; `reported`: by me; `ended`.
 */
export type CaseScope = 'open' | 'overdue' | 'mine' | 'deputised' | 'reported' | 'ended';

export interface CaseQuery {
  readonly scope: CaseScope;
  readonly kind?: string;
  readonly severity?: '1' | '2' | '3';
  /** Looks in references, kinds and names, never in the words of a report. */
  readonly search?: string;
  /** `due`: what is due first; `new`: newest first; `severity`: worst first. */
  readonly sort?: 'due' | 'new' | 'severity';
  /** `next` of the page before. */
  readonly after?: string;
}

/** How something stands, by a colour that is never alone: there is always a word and an icon beside it. */
export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'alarm';

/** A case without its words. To read these is an event: see `Press`. */
export interface CaseRow {
  readonly id: string;
  /** What people read out over the phone. */
  readonly reference: string;
  readonly version: number;
  readonly kind: string;
  readonly severity: '1' | '2' | '3';
  readonly severityLabel: string;
  readonly state: string;
  readonly tone: Tone;
  /** Absent on one's own report. */
  readonly reporter?: string;
  readonly holder?: string;
  /** What must happen next, by when; absent once it ended. */
  readonly next?: {
    readonly text: string;
    readonly at: string;
    readonly left: string;
    readonly overdue: boolean;
  };
  readonly createdAt: string;
  readonly created: string;
}

export interface CasePage {
  readonly rows: readonly CaseRow[];
  readonly next?: string;
  /** Of all that the viewer may see; for the tabs above the list. */
  readonly counts: Readonly<Record<CaseScope, number>>;
  /** What the filters offer. */
  readonly kinds: readonly Choice[];
  readonly severities: readonly Choice[];
}

export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** `running`: in the register and not at its end; `pending` (somebody must still say yes) and `review` are among these. */
export type GroupScope = 'running' | 'pending' | 'review' | 'draft' | 'closed';

export interface GroupQuery {
  readonly scope: GroupScope;
  readonly search?: string;
  readonly after?: string;
}

/** `checked`: Teams was asked; `attested`: somebody said so; `waiting`: asked of somebody; `missing`: not done. */
export type StandingKind = 'checked' | 'attested' | 'waiting' | 'missing';

export interface GroupRow {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly medium: string;
  readonly owner: string;
  readonly isOwn: boolean;
  readonly second?: string;
  readonly state: string;
  readonly tone: Tone;
  readonly review?: { readonly on: string; readonly text: string; readonly overdue: boolean };
  readonly requirements: readonly {
    readonly text: string;
    readonly article: string;
    readonly standing: StandingKind;
    readonly label: string;
  }[];
  /** Whom a reminder would go to now; absent when nobody is waited for, or a reminder went out today. */
  readonly reminder?: { readonly to: string };
}

export interface GroupPage {
  readonly rows: readonly GroupRow[];
  readonly next?: string;
  readonly counts: Readonly<Record<GroupScope, number>>;
}

export interface Reminded {
  readonly message: string;
}

/**
 * The data of a button, as a card in the chat sends it: `{ do: 'case-show', id }` opens a case, and so on. Cards that
 * come back hold buttons with such data; inputs of the card are merged into it.
 */
export interface Press {
  readonly data: Readonly<Record<string, unknown>>;
}

/** What comes in the place of what was shown: a card (Adaptive Cards 1.5), or a line of text. */
export type Shown =
  | { readonly kind: 'card'; readonly card: Readonly<Record<string, unknown>>; readonly summary: string }
  | { readonly kind: 'text'; readonly text: string };

export interface Question {
  readonly text: string;
}

export interface RulesQuery {
  /** Absent: the viewer's own role. */
  readonly audience?: Role;
}

export type Verdict =
  | 'allowed'
  | 'conditional'
  | 'discouraged'
  | 'not-allowed'
  | 'required'
  | 'info'
  | 'unknown';

export interface Rules {
  readonly school: string;
  readonly source: { readonly title: string; readonly version: string; readonly link?: string };
  readonly audience: Role;
  /** For whom there are rules. */
  readonly audiences: readonly { readonly id: Role; readonly label: string }[];
  readonly themes: readonly {
    readonly id: string;
    readonly title: string;
    readonly topics: readonly RuleTopic[];
  }[];
  readonly articles: readonly RuleArticle[];
}

/** What the rules say of one act. With more than one case the verdict depends on the situation. */
export interface RuleTopic {
  readonly id: string;
  readonly title: string;
  readonly cases: readonly {
    /** In which situation; absent where it always holds. */
    readonly when?: string;
    readonly verdict: Verdict;
    readonly label: string;
    readonly tone: Tone;
    readonly answer: string;
    readonly conditions: readonly string[];
    readonly next?: string;
    readonly articles: readonly string[];
  }[];
}

export interface RuleArticle {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** A period in which somebody else gets what would come to the viewer. */
export interface Absence {
  /** Absent: no period is set. */
  readonly period?: { readonly from: string; readonly until: string; readonly deputy: string };
  /** Who can stand in; by name. */
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  /** Who stands in when no period is set. */
  readonly standing?: string;
}

export interface AbsenceChange {
  readonly from: string;
  readonly until: string;
  readonly deputy: string;
}

export type PeriodKind = 'week' | 'month';

/** The last twelve weeks or months of the calendar that are over. */
export interface InsightQuery {
  readonly by?: PeriodKind;
}

/** A count without names, rounded to fives; `null` below five: too few to say, or none. */
export type Count = number | null;

export interface Insight {
  readonly from: string;
  readonly until: string;
  readonly by: PeriodKind;
  /** Each week or month by its first day. */
  readonly periods: readonly string[];
  /** Themes with too few questions in a period are counted together there, under `other`. */
  readonly themes: readonly {
    readonly id: string;
    readonly title: string;
    readonly counts: readonly Count[];
  }[];
  readonly answers: {
    readonly asked: Count;
    readonly unanswered: Count;
    readonly helpful: Count;
    readonly notHelpful: Count;
  };
  /** Of cases that began in the period. Times are medians in minutes of clock time; absent below five cases. */
  readonly cases: {
    readonly begun: Count;
    readonly acknowledged: Count;
    readonly closed: Count;
    readonly passedOn: Count;
    readonly minutesToAcknowledge?: number;
    readonly minutesToClose?: number;
  };
}

export interface GapList {
  readonly gaps: readonly Gap[];
  /** What a gap can be said to be about. */
  readonly topics: readonly Choice[];
}

/** Questions that are nearly the same and got no good answer. */
export interface Gap {
  readonly id: string;
  readonly questions: readonly string[];
  readonly notes: readonly string[];
  /** How many; questions of fewer than five people are shown all the same, for they hold no names. */
  readonly count: number;
  readonly audience: Role;
  /** What the engine takes it for. */
  readonly proposed?: Choice;
  readonly decision?: {
    readonly kind: 'accepted' | 'rejected';
    readonly topic?: string;
    readonly on: string;
  };
}

export type GapDecision =
  | { readonly kind: 'accepted'; readonly topic: string }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'undecided' };

export interface Ruled {
  readonly gap: Gap;
}
