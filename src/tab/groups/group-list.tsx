import { makeStyles, tokens } from '@fluentui/react-components';
import type { GroupPage, GroupRow, GroupScope } from '../../http/contract.ts';
import type { Pages } from '../api/use-pages.ts';
import { Empty } from '../shell/empty.tsx';
import { Failed } from '../shell/failed.tsx';
import { People, Search } from '../shell/icons.ts';
import { Loading } from '../shell/loading.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { useTab } from '../shell/tab-context.ts';
import { GroupItem } from './group-item.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalM },
});

interface Props {
  readonly pages: Pages<GroupRow, GroupPage>;
  readonly scope: GroupScope;
  readonly isSearch: boolean;
  readonly openId?: string;
}

/** The groups that were asked for. */
export function GroupList({ pages, scope, isSearch, openId }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const { first, rows, failure, hasMore, isLoadingMore, more, reload } = pages;
  return (
    <div className={styles.root}>
      {failure && <Failed failure={failure} onRetry={reload} />}
      {!first && !failure && <Loading lines={8} />}
      {first && rows.length === 0 && (
        <Empty
          icon={isSearch ? <Search /> : <People />}
          text={say(isSearch ? 'nothing-found' : `groups.empty.${scope}`)}
        />
      )}
      {rows.length > 0 && (
        <ul className={styles.list} aria-label={say(`groups.scopes.${scope}`)}>
          {rows.map((row) => (
            <li key={row.id}>
              <GroupItem row={row} isOpen={row.id === openId} onReminded={reload} />
            </li>
          ))}
        </ul>
      )}
      {hasMore && <MoreButton isBusy={isLoadingMore} onMore={more} />}
    </div>
  );
}
