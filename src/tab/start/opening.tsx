import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { Say } from '../texts.ts';

const useStyles = makeStyles({
  root: { display: 'grid', placeItems: 'center', minHeight: '60vh', padding: tokens.spacingHorizontalL },
});

/** What stands there until it is known who asks. */
export function Opening({ say }: { readonly say: Say }) {
  return (
    <main className={useStyles().root}>
      <Spinner label={say('start.opening')} />
    </main>
  );
}
