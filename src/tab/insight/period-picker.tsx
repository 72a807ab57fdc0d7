import { Field, Select } from '@fluentui/react-components';
import type { PeriodKind } from '../../http/contract.ts';
import { useTab } from '../shell/tab-context.ts';

const KINDS: readonly PeriodKind[] = ['week', 'month'];

interface Props {
  readonly by: PeriodKind;
  readonly onChange: (by: PeriodKind) => void;
}

/** Chooses weeks or months. */
export function PeriodPicker({ by, onChange }: Props) {
  const { say } = useTab();
  return (
    <Field label={say('insight.period')}>
      <Select value={by} onChange={(_, { value }) => onChange(value as PeriodKind)}>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {say(`insight.periods.${kind}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
