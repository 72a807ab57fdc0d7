import { Button, Field, makeStyles, SearchBox, Title2, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { GroupPage, GroupRow, GroupScope } from '../../http/contract.ts';
import { usePages } from '../api/use-pages.ts';
import { Add } from '../shell/icons.ts';
import { goTo } from '../shell/route.ts';
import { ScopePicker } from '../shell/scope-picker.tsx';
import { Split } from '../shell/split.tsx';
import { useTab } from '../shell/tab-context.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { useTitle } from '../shell/use-title.ts';
import { GroupDetail } from './group-detail.tsx';
import { GroupList } from './group-list.tsx';
import { NEW_GROUP } from './new-group.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  title: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
  search: { width: '100%', maxWidth: '30rem' },
});

const SCOPES: readonly GroupScope[] = ['running', 'pending', 'review', 'draft', 'closed'];

/** The register of groups with students: who looks after them, and what is still to be done. */
export function GroupsPage({ id }: { readonly id?: string }) {
  const styles = useStyles();
  const { say } = useTab();
  const [scope, setScope] = useState<GroupScope>('running');
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed);
  const pages = usePages<GroupRow, GroupPage>('/groups', { scope, search });
  const counts = pages.first?.counts;
  useTitle(say('page.groups'));

  const list = (
    <div className={styles.root}>
      <div className={styles.title}>
        <Title2 as="h1">{say('page.groups')}</Title2>
        <Button appearance="primary" icon={<Add />} onClick={() => goTo({ page: 'groups', id: NEW_GROUP })}>
          {say('groups.new')}
        </Button>
      </div>
      <ScopePicker
        label={say('groups.scope')}
        scopes={SCOPES.map((name) => ({
          name,
          label: say(`groups.scopes.${name}`),
          ...(counts ? { count: counts[name] } : {}),
        }))}
        chosen={scope}
        onChoose={setScope}
      />
      <Field label={say('search')}>
        <SearchBox
          className={styles.search}
          placeholder={say('groups.search')}
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
          dismiss={{ 'aria-label': say('clear') }}
        />
      </Field>
      <GroupList pages={pages} scope={scope} isSearch={search !== ''} {...(id ? { openId: id } : {})} />
    </div>
  );
  if (id === undefined) return <Split list={list} />;
  const title = pages.rows.find((row) => row.id === id)?.title;
  const detail = <GroupDetail key={id} id={id} onChanged={pages.reload} {...(title ? { title } : {})} />;
  return <Split list={list} detail={detail} />;
}
