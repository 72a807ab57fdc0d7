import { Button, Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CasePage, CaseScope, Choice } from '../../http/contract.ts';
import { Filter } from '../shell/icons.ts';
import { ScopePicker } from '../shell/scope-picker.tsx';
import { useTab } from '../shell/tab-context.ts';
import { useIsWide } from '../shell/use-media.ts';
import { type CaseFilter, countFilters } from './filter.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(12.5rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  search: { maxWidth: 'none', width: '100%' },
});

interface Props {
  readonly filter: CaseFilter;
  readonly onChange: (filter: CaseFilter) => void;
  readonly scopes: readonly CaseScope[];
  readonly page?: CasePage;
}

const SORTS: readonly CaseFilter['sort'][] = ['due', 'new', 'severity'];

/** Chooses what the board shows. On a phone the reports come first: what is used less is behind a button there. */
export function CaseFilters({ filter, onChange, scopes, page }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const isWide = useIsWide();
  const [isOpen, setIsOpen] = useState(false);
  const count = countFilters(filter);
  const change = (part: Partial<CaseFilter>) => onChange({ ...filter, ...part });
  return (
    <div className={styles.root}>
      <ScopePicker
        label={say('cases.scope')}
        scopes={scopes.map((name) => ({
          name,
          label: say(`cases.scopes.${name}`),
          ...(page ? { count: page.counts[name] } : {}),
        }))}
        chosen={filter.scope}
        onChoose={(scope) => change({ scope })}
      />
      <div className={styles.row}>
        <Field label={say('search')}>
          <SearchBox
            className={styles.search}
            placeholder={say('cases.search')}
            value={filter.search}
            onChange={(_, { value }) => change({ search: value })}
            dismiss={{ 'aria-label': say('clear') }}
          />
        </Field>
        {!isWide && (
          <Button icon={<Filter />} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {say('cases.filter')}
            {count > 0 && ` (${count})`}
          </Button>
        )}
        {(isWide || isOpen) && (
          <>
            <Picker
              label={say('cases.kind')}
              value={filter.kind}
              choices={page?.kinds}
              onChange={(kind) => change({ kind })}
            />
            <Picker
              label={say('cases.severity')}
              value={filter.severity}
              choices={page?.severities}
              onChange={(severity) => change({ severity: severity as CaseFilter['severity'] })}
            />
            <Field label={say('cases.sort')}>
              <Select
                value={filter.sort}
                onChange={(_, { value }) => change({ sort: value as CaseFilter['sort'] })}
              >
                {SORTS.map((sort) => (
                  <option key={sort} value={sort}>
                    {say(`cases.sorts.${sort}`)}
                  </option>
                ))}
              </Select>
            </Field>
          </>
        )}
      </div>
    </div>
  );
}

interface PickerProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[] | undefined;
  readonly onChange: (value: string) => void;
}

function Picker({ label, value, choices = [], onChange }: PickerProps) {
  const { say } = useTab();
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        <option value="">{say('all')}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
