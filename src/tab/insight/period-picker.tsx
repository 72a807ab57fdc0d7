import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTab } from '../shell/tab-context.ts';
import { isPeriod, lastWeeks, type Period, schoolYear } from './period.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

const SPANS = ['four-weeks', 'twelve-weeks', 'year', 'own'] as const;
type Span = (typeof SPANS)[number];

interface Props {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

/** Chooses a period: a usual one, or days of one's own. */
export function PeriodPicker({ period, onChange }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const [span, setSpan] = useState<Span>('twelve-weeks');
  const choose = (next: Span) => {
    setSpan(next);
    if (next !== 'own') onChange(periodOf(next));
  };
  const isWrong = !isPeriod(period);
  return (
    <div className={styles.root}>
      <Field label={say('insight.period')}>
        <Select value={span} onChange={(_, { value }) => choose(value as Span)}>
          {SPANS.map((name) => (
            <option key={name} value={name}>
              {say(`insight.spans.${name}`)}
            </option>
          ))}
        </Select>
      </Field>
      {span === 'own' && (
        <>
          <Field label={say('insight.from')}>
            <Input
              type="date"
              value={period.from}
              onChange={(_, { value }) => onChange({ ...period, from: value })}
            />
          </Field>
          <Field
            label={say('insight.until')}
            {...(isWrong ? { validationMessage: say('insight.turned') } : {})}
          >
            <Input
              type="date"
              value={period.until}
              onChange={(_, { value }) => onChange({ ...period, until: value })}
            />
          </Field>
        </>
      )}
    </div>
  );
}

function periodOf(span: Exclude<Span, 'own'>): Period {
  const today = new Date();
  if (span === 'year') return schoolYear(today);
  return lastWeeks(span === 'four-weeks' ? 4 : 12, today);
}
