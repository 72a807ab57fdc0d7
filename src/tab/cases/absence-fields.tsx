import { Field, Input, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import type { Absence, AbsenceChange } from '../../http/contract.ts';
import { useTab } from '../shell/tab-context.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface Props {
  readonly absence: Absence;
  readonly change: AbsenceChange;
  readonly onChange: (change: AbsenceChange) => void;
}

/** From when until when, and who stands in. */
export function AbsenceFields({ absence, change, onChange }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const { from, until, deputy } = change;
  const isTurned = from !== '' && until !== '' && until < from;
  return (
    <div className={styles.root}>
      <Text>{say('absence.why')}</Text>
      {absence.standing && <Text>{say('absence.standing', { name: absence.standing })}</Text>}
      <Field label={say('absence.from')} required>
        <Input type="date" value={from} onChange={(_, { value }) => onChange({ ...change, from: value })} />
      </Field>
      <Field
        label={say('absence.until')}
        required
        {...(isTurned ? { validationMessage: say('absence.turned') } : {})}
      >
        <Input type="date" value={until} onChange={(_, { value }) => onChange({ ...change, until: value })} />
      </Field>
      <Field label={say('absence.deputy')} required>
        <Select value={deputy} onChange={(_, { value }) => onChange({ ...change, deputy: value })}>
          <option value="">{say('choose')}</option>
          {absence.colleagues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
