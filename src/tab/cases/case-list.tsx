import { makeStyles, tokens } from '@fluentui/react-components';
import type { CasePage, CaseRow } from '../../http/contract.ts';
import type { Pages } from '../api/use-pages.ts';
import { Empty } from '../shell/empty.tsx';
import { Failed } from '../shell/failed.tsx';
import { CheckmarkCircle, Search } from '../shell/icons.ts';
import { Loading } from '../shell/loading.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { useTab } from '../shell/tab-context.ts';
import { CaseItem } from './case-item.tsx';
import { type CaseFilter, isNarrowed } from './filter.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: { listStyleType: 'none', margin: 0, padding: 0, containerType: 'inline-size' },
});

interface Props {
  readonly pages: Pages<CaseRow, CasePage>;
  readonly filter: CaseFilter;
  readonly openId?: string;
}

/** The reports that the filter leaves. */
export function CaseList({ pages, filter, openId }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const { first, rows, failure, hasMore, isLoadingMore, more, reload } = pages;
  return (
    <div className={styles.root}>
      {failure && <Failed failure={failure} onRetry={reload} />}
      {!first && !failure && <Loading lines={8} />}
      {first && rows.length === 0 && (
        <Empty
          icon={isNarrowed(filter) ? <Search /> : <CheckmarkCircle />}
          text={say(isNarrowed(filter) ? 'nothing-found' : `cases.empty.${filter.scope}`)}
        />
      )}
      {rows.length > 0 && (
        <ul className={styles.list} aria-label={say(`cases.scopes.${filter.scope}`)}>
          {rows.map((row) => (
            <CaseItem key={row.id} row={row} isOpen={row.id === openId} />
          ))}
        </ul>
      )}
      {hasMore && <MoreButton isBusy={isLoadingMore} onMore={more} />}
    </div>
  );
}
