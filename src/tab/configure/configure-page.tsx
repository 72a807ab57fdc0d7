import { makeStyles, Text, Title3, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Host } from '../start/host.ts';
import type { Say } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXXL,
    maxWidth: '36rem',
  },
});

/** What Teams shows to who adds the rules to a channel: nothing to choose, only to save. */
export function ConfigurePage({ host, say }: { readonly host: Host; readonly say: Say }) {
  const styles = useStyles();
  useEffect(() => {
    const address = new URL('/tab/?page=rules#/rules', location.href).href;
    host.offerSettings({
      entityId: 'rules',
      contentUrl: address,
      websiteUrl: address,
      suggestedDisplayName: say('configure.name'),
    });
    host.ready();
  }, [host, say]);
  return (
    <main className={styles.root}>
      <Title3 as="h1">{say('configure.title')}</Title3>
      <Text>{say('configure.what')}</Text>
      <Text>{say('configure.save')}</Text>
    </main>
  );
}
