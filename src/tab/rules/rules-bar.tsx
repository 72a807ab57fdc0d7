import { Button, Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import type { Role, Rules } from '../../http/contract.ts';
import { Print } from '../shell/icons.ts';
import { useTab } from '../shell/tab-context.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end' },
  search: { flex: '2 1 12rem', minWidth: 0 },
  audience: { flex: '1 1 9rem', minWidth: 0 },
  box: { width: '100%', maxWidth: 'none' },
});

interface Props {
  readonly rules: Rules;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly onAudience: (audience: Role) => void;
}

/** For whom the rules are shown, and a search in them. */
export function RulesBar({ rules, search, onSearch, onAudience }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  return (
    <div className={styles.root}>
      <Field label={say('rules.search')} className={styles.search}>
        <SearchBox
          className={styles.box}
          value={search}
          onChange={(_, { value }) => onSearch(value)}
          dismiss={{ 'aria-label': say('clear') }}
        />
      </Field>
      <Field label={say('rules.audience')} className={styles.audience}>
        <Select value={rules.audience} onChange={(_, { value }) => onAudience(value as Role)}>
          {rules.audiences.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Button icon={<Print />} onClick={() => window.print()}>
        {say('rules.print')}
      </Button>
    </div>
  );
}
