import { makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { Me } from '../../http/contract.ts';
import type { Client } from '../api/client.ts';
import type { Host } from '../start/host.ts';
import type { Looks } from '../start/looks.ts';
import type { Say } from '../texts.ts';
import { useAnnouncer } from './announcer.tsx';
import { CurrentPage } from './current-page.tsx';
import { Header } from './header.tsx';
import { PageList } from './page-list.tsx';
import { useRoute } from './route.ts';
import { TabContext } from './tab-context.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', minHeight: '100vh', minWidth: 0 },
  main: {
    minWidth: 0,
    flexGrow: 1,
    width: '100%',
    maxWidth: '90rem',
    boxSizing: 'border-box',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
    '@media (min-width: 640px)': { padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL}` },
  },
});

interface Props {
  readonly host: Host;
  readonly say: Say;
  readonly looks: Looks;
  readonly client: Client;
  readonly me: Me;
  readonly onLeave?: () => void;
}

/** The pages that somebody may open, with the list of them on top. */
export function Frame({ host, say, looks, client, me, onLeave }: Props) {
  const styles = useStyles();
  const route = useRoute();
  const { announce, region } = useAnnouncer();
  const tab = useMemo(
    () => ({ host, client, me, say, announce, language: looks.language }),
    [host, client, me, say, announce, looks.language],
  );
  const page = me.pages.find((name) => name === route.page) ?? me.pages[0] ?? 'rules';
  const isAlone = new URLSearchParams(location.search).get('page') === 'rules';
  const leave = onLeave ? { onLeave } : {};
  return (
    <TabContext value={tab}>
      <div className={styles.root}>
        {(host.kind === 'browser' || onLeave) && <Header looks={looks} {...leave} />}
        {!isAlone && <PageList page={page} />}
        <main className={styles.main}>
          <CurrentPage
            page={isAlone ? 'rules' : page}
            {...(page === route.page && route.id ? { id: route.id } : {})}
          />
        </main>
        {region}
      </div>
    </TabContext>
  );
}
