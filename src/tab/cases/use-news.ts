import { useEffect, useRef } from 'react';
import type { CasePage } from '../../http/contract.ts';
import { useTab } from '../shell/tab-context.ts';
import type { CaseFilter } from './filter.ts';

/** Tells who listens to the page when reports come to the list by themselves, and when one becomes late. */
export function useNews(page: CasePage | undefined, filter: CaseFilter): void {
  const { say, announce } = useTab();
  const before = useRef<{ key: string; ids: ReadonlySet<string>; overdue: number }>(undefined);
  const key = JSON.stringify(filter);
  useEffect(() => {
    if (!page) return;
    const ids = new Set(page.rows.map(({ id }) => id));
    const { overdue } = page.counts;
    const last = before.current;
    before.current = { key, ids, overdue };
    if (last?.key !== key) return;
    const count = [...ids].filter((id) => !last.ids.has(id)).length;
    if (count > 0) announce(say(count === 1 ? 'cases.news-one' : 'cases.news-many', { count }));
    else if (overdue > last.overdue) announce(say('cases.news-late'));
  }, [page, key, say, announce]);
}
