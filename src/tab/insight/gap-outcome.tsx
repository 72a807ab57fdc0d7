import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Choice, Gap, GapDecision } from '../../http/contract.ts';
import { useTab } from '../shell/tab-context.ts';
import { ToneBadge } from '../shell/tone-badge.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginTop: 'auto',
  },
});

interface Props {
  readonly decision: NonNullable<Gap['decision']>;
  readonly topics: readonly Choice[];
  readonly isBusy: boolean;
  readonly onDecide: (decision: GapDecision) => void;
}

/** What was decided, with the way back. */
export function GapOutcome({ decision, topics, isBusy, onDecide }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const topic = topics.find(({ id }) => id === decision.topic)?.label ?? decision.topic ?? '';
  return (
    <span className={styles.root}>
      {decision.kind === 'accepted' ? (
        <ToneBadge tone="good" text={say('gaps.accepted', { topic })} />
      ) : (
        <ToneBadge tone="neutral" text={say('gaps.rejected')} />
      )}
      <Button size="small" disabledFocusable={isBusy} onClick={() => onDecide({ kind: 'undecided' })}>
        {say('gaps.undo')}
      </Button>
    </span>
  );
}
