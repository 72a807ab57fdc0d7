import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { Failed } from '../shell/failed.tsx';
import { Loading } from '../shell/loading.tsx';
import type { CardState } from './use-card.ts';

const CardView = lazy(async () => ({ default: (await import('./card-view.tsx')).CardView }));

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
});

interface Props {
  readonly state: CardState;
  readonly onTyped?: () => void;
}

/** A card with what was told about it above: a line of text, or why something failed. */
export function CardPanel({ state, onTyped }: Props) {
  const styles = useStyles();
  const { card, summary, note, failure, isBusy, isAnswer, press, retry } = state;
  return (
    <div className={styles.root}>
      {note !== undefined && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{note}</MessageBarBody>
        </MessageBar>
      )}
      {failure && <Failed failure={failure} onRetry={retry} />}
      {card ? (
        <Suspense fallback={<Loading />}>
          <CardView
            card={card}
            summary={summary}
            isBusy={isBusy}
            onPress={press}
            takesFocus={isAnswer}
            {...(onTyped ? { onTyped } : {})}
          />
        </Suspense>
      ) : (
        isBusy && <Loading />
      )}
    </div>
  );
}
