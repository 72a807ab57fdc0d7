import type { Case } from '../flows/escalation/model.ts';
import type { Group, GroupEvent } from '../flows/group-chat/model.ts';
import type { Unreadable } from '../flows/unreadable.ts';
import type { CaseQuery, CaseScope, GroupQuery, GroupScope } from '../http/contract.ts';
import type { PersonRef } from '../routing/person.ts';

/** Where the lists of the tab come from; storage implements it. */

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** What the next page begins after; absent on the last one. */
  readonly next: string | undefined;
}

/** A query with what its search stands for in the language of whoever types. */
export interface WantedCases extends Omit<CaseQuery, 'search'> {
  readonly search?: { readonly text: string; readonly kinds: readonly string[] };
  /** What is due by then is overdue. */
  readonly at: Date;
}

export interface CaseLists {
  /** Cases in which somebody has a part, without a word of any report. Nothing when `after` is none of ours. */
  list(person: PersonRef, wanted: WantedCases): Promise<Page<Case | Unreadable> | undefined>;
  count(person: PersonRef, at: Date): Promise<Readonly<Record<CaseScope, number>>>;
}

export type WantedGroups = GroupQuery;

export interface GroupLists {
  /** Groups in which somebody has a part. Nothing when `after` is none of ours. */
  list(person: PersonRef, wanted: WantedGroups): Promise<Page<Group | Unreadable> | undefined>;
  count(person: PersonRef): Promise<Readonly<Record<GroupScope, number>>>;
  /** Which of these groups somebody was reminded about since a moment. */
  listReminded(
    ids: readonly string[],
    since: Date,
  ): Promise<readonly (GroupEvent & { readonly group: string })[]>;
}
