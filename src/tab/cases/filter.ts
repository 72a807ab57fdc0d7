import type { CaseQuery, CaseScope, Role } from '../../http/contract.ts';

/** What the board shows of all reports. Empty means all. */
export interface CaseFilter {
  readonly scope: CaseScope;
  readonly kind: string;
  readonly severity: '' | '1' | '2' | '3';
  readonly search: string;
  readonly sort: NonNullable<CaseQuery['sort']>;
}

const STAFF: readonly CaseScope[] = ['open', 'overdue', 'mine', 'deputised', 'reported', 'ended'];

/** What there is to choose from: who is no staff sees what they reported themselves. */
export const scopesFor = (role: Role): readonly CaseScope[] => (role === 'staff' ? STAFF : ['reported']);

/** How the board begins. */
export const startFilter = (role: Role): CaseFilter => ({
  scope: role === 'staff' ? 'open' : 'reported',
  kind: '',
  severity: '',
  search: '',
  sort: role === 'staff' ? 'due' : 'new',
});

/** How many filters leave something out, beside scope and search. */
export const countFilters = ({ kind, severity }: CaseFilter): number =>
  [kind, severity].filter((chosen) => chosen !== '').length;

/** Whether something is left out beside the scope. */
export const isNarrowed = (filter: CaseFilter): boolean =>
  countFilters(filter) > 0 || filter.search.trim() !== '';
