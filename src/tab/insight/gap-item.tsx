import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Choice, Gap, GapDecision, Ruled } from '../../http/contract.ts';
import { Failed } from '../shell/failed.tsx';
import { useTab } from '../shell/tab-context.ts';
import { GapDecider } from './gap-decider.tsx';
import { GapOutcome } from './gap-outcome.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    height: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflowWrap: 'anywhere',
  },
  subtle: { color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
});

interface Props {
  readonly gap: Gap;
  readonly topics: readonly Choice[];
  readonly onRuled: (gap: Gap) => void;
}

/** Questions that are nearly the same, and what somebody made of them. */
export function GapItem({ gap, topics, onRuled }: Props) {
  const styles = useStyles();
  const { say, client, announce } = useTab();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const decide = async (decision: GapDecision) => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      const ruled = await client.send<Ruled>('POST', `/gaps/${encodeURIComponent(gap.id)}`, decision);
      announce(say(`gaps.told.${decision.kind}`));
      onRuled(ruled.gap);
    } catch (error) {
      setFailure(error as Error);
    }
    setIsBusy(false);
  };
  return (
    <article className={styles.root} aria-label={gap.questions[0]}>
      <Text weight="semibold">{gap.questions[0]}</Text>
      <Text size={200} className={styles.subtle}>
        {say(gap.count === 1 ? 'gaps.once' : 'gaps.times', { count: gap.count })} ·{' '}
        {say(`role.${gap.audience}`)}
      </Text>
      <Lines lines={gap.questions.slice(1)} />
      {gap.notes.length > 0 && <Text size={200}>{say('gaps.notes')}</Text>}
      <Lines lines={gap.notes} />
      {failure && <Failed failure={failure} />}
      {gap.decision ? (
        <GapOutcome decision={gap.decision} topics={topics} isBusy={isBusy} onDecide={decide} />
      ) : (
        <GapDecider
          topics={topics}
          isBusy={isBusy}
          onDecide={decide}
          {...(gap.proposed ? { proposed: gap.proposed } : {})}
        />
      )}
    </article>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const { list } = useStyles();
  if (lines.length === 0) return null;
  return (
    <ul className={list}>
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
