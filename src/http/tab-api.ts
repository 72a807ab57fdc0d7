import type {
  Absence,
  AbsenceChange,
  CasePage,
  CaseQuery,
  GapDecision,
  GapList,
  GroupPage,
  GroupQuery,
  Insight,
  InsightQuery,
  Language,
  Me,
  Press,
  Question,
  Reminded,
  Ruled,
  Rules,
  RulesQuery,
  Session,
  Shown,
} from './contract.ts';

/** Who asks, once their token was checked. */
export interface Caller {
  readonly tenant: string;
  /** Entra object id. */
  readonly id: string;
  readonly language: Language;
}

/** Why nothing is given: the route turns it into 403, 404 or 400. `message` is for people, in the caller's language. */
export interface Refusal {
  readonly refused: 'unknown-person' | 'forbidden' | 'not-found' | 'bad-request' | 'too-often';
  readonly message: string;
}

export type Given<T> = Promise<T | Refusal>;

export const isRefusal = (found: unknown): found is Refusal =>
  typeof found === 'object' && found !== null && 'refused' in found;

/** What stands behind the routes of the tab. Each checks by itself who may have what. */
export interface TabApi {
  /** People to be, where there is no sign-in. */
  session(): Promise<Session>;
  me(caller: Caller): Given<Me>;
  listCases(caller: Caller, query: CaseQuery): Given<CasePage>;
  listGroups(caller: Caller, query: GroupQuery): Given<GroupPage>;
  remind(caller: Caller, group: string): Given<Reminded>;
  press(caller: Caller, press: Press): Given<Shown>;
  ask(caller: Caller, question: Question): Given<Shown>;
  getRules(caller: Caller, query: RulesQuery): Given<Rules>;
  getAbsence(caller: Caller): Given<Absence>;
  setAbsence(caller: Caller, change: AbsenceChange): Given<Absence>;
  endAbsence(caller: Caller): Given<Absence>;
  getInsight(caller: Caller, query: InsightQuery): Given<Insight>;
  /** The same as a table: UTF-8 with a header, for a spreadsheet. */
  getInsightCsv(caller: Caller, query: InsightQuery): Given<string>;
  listGaps(caller: Caller): Given<GapList>;
  decideGap(caller: Caller, gap: string, decision: GapDecision): Given<Ruled>;
}
