import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Choice, GapDecision } from '../../http/contract.ts';
import { useTab } from '../shell/tab-context.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, marginTop: 'auto' },
  topic: { minWidth: 0, width: '100%' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface Props {
  readonly topics: readonly Choice[];
  readonly proposed?: Choice;
  readonly isBusy: boolean;
  readonly onDecide: (decision: GapDecision) => void;
}

/** Says which topic a question is about, or that it is none of ours. */
export function GapDecider({ topics, proposed, isBusy, onDecide }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const [topic, setTopic] = useState(proposed?.id ?? '');
  return (
    <div className={styles.root}>
      <Field
        label={say('gaps.topic')}
        {...(proposed ? { hint: say('gaps.proposed', { topic: proposed.label }) } : {})}
      >
        <Select className={styles.topic} value={topic} onChange={(_, { value }) => setTopic(value)}>
          <option value="">{say('choose')}</option>
          {topics.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <span className={styles.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={isBusy || topic === ''}
          onClick={() => onDecide({ kind: 'accepted', topic })}
        >
          {say('gaps.accept')}
        </Button>
        <Button disabledFocusable={isBusy} onClick={() => onDecide({ kind: 'rejected' })}>
          {say('gaps.reject')}
        </Button>
      </span>
    </div>
  );
}
