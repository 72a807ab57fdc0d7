import { makeStyles, Title2, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CasePage, CaseRow } from '../../http/contract.ts';
import { usePages } from '../api/use-pages.ts';
import { Split } from '../shell/split.tsx';
import { useTab } from '../shell/tab-context.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { useTitle } from '../shell/use-title.ts';
import { AbsenceButton } from './absence-button.tsx';
import { CaseDetail } from './case-detail.tsx';
import { CaseFilters } from './case-filters.tsx';
import { CaseList } from './case-list.tsx';
import { type CaseFilter, scopesFor, startFilter } from './filter.ts';
import { useNews } from './use-news.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  title: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
});

/** The board: who must do what about which report, by when. */
export function CasesPage({ id }: { readonly id?: string }) {
  const styles = useStyles();
  const { say, me } = useTab();
  const [filter, setFilter] = useState<CaseFilter>(() => startFilter(me.role));
  const search = useDebounced(filter.search);
  const pages = usePages<CaseRow, CasePage>('/cases', { ...filter, search });
  useNews(pages.first, filter);
  const open = pages.rows.find((row) => row.id === id);
  useTitle(say('page.cases'));

  const list = (
    <div className={styles.root}>
      <div className={styles.title}>
        <Title2 as="h1">{say('page.cases')}</Title2>
        {me.role === 'staff' && <AbsenceButton />}
      </div>
      <CaseFilters
        filter={filter}
        onChange={setFilter}
        scopes={scopesFor(me.role)}
        {...(pages.first ? { page: pages.first } : {})}
      />
      <CaseList pages={pages} filter={filter} {...(id ? { openId: id } : {})} />
    </div>
  );
  if (id === undefined) return <Split list={list} />;
  const detail = (
    <CaseDetail
      key={id}
      id={id}
      onChanged={pages.reload}
      {...(open ? { reference: open.reference, version: open.version } : {})}
    />
  );
  return <Split list={list} detail={detail} />;
}
