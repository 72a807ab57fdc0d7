import { makeStyles, Text, Title3, tokens } from '@fluentui/react-components';
import type { Say } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    maxWidth: '36rem',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
  },
  steps: { lineHeight: tokens.lineHeightBase500, paddingLeft: tokens.spacingHorizontalXL },
});

/** Says how to open the tab in Teams; outside there is no sign-in. */
export function OutsideTeams({ say }: { readonly say: Say }) {
  const styles = useStyles();
  return (
    <main className={styles.root}>
      <Title3 as="h1">{say('outside.title')}</Title3>
      <Text as="p" block>
        {say('outside.why')}
      </Text>
      <ol className={styles.steps}>
        <li>{say('outside.step-one')}</li>
        <li>{say('outside.step-two')}</li>
        <li>{say('outside.step-three')}</li>
      </ol>
    </main>
  );
}
