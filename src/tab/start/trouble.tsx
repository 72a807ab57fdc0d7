import { Button, makeStyles, Text, Title3, tokens } from '@fluentui/react-components';
import { RequestFailure } from '../api/client.ts';
import type { Say } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalL,
    maxWidth: '36rem',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface Props {
  readonly say: Say;
  readonly failure: Error;
  readonly onRetry: () => void;
  /** Only where one can be somebody else. */
  readonly onLeave?: () => void;
}

/** A page that says why it does not go on, and what to do. */
export function Trouble({ say, failure, onRetry, onLeave }: Props) {
  const styles = useStyles();
  const isSignIn = failure instanceof RequestFailure && failure.code === 'not-signed-in';
  const reference = failure instanceof RequestFailure ? failure.reference : undefined;
  return (
    <main className={styles.root}>
      <Title3 as="h1">{say(isSignIn ? 'trouble.sign-in-title' : 'trouble.title')}</Title3>
      <Text role="alert">{failure.message}</Text>
      {isSignIn && <Text>{say('trouble.sign-in-help')}</Text>}
      {reference && <Text>{say('trouble.reference', { reference })}</Text>}
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={onRetry}>
          {say('retry')}
        </Button>
        {onLeave && <Button onClick={onLeave}>{say('person.other')}</Button>}
      </div>
    </main>
  );
}
