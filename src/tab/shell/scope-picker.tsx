import { Field, makeStyles, Select, Tab, TabList, tokens } from '@fluentui/react-components';
import { useIsWide } from './use-media.ts';

const useStyles = makeStyles({
  tabs: { flexWrap: 'wrap' },
  count: { marginLeft: tokens.spacingHorizontalXS, color: tokens.colorNeutralForeground3 },
});

/** Some of all there is. */
export interface Scope<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly count?: number;
}

interface Props<Name extends string> {
  readonly label: string;
  readonly scopes: readonly Scope<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
}

/** Chooses what a list shows: tabs, or a menu where tabs do not fit. */
export function ScopePicker<Name extends string>({ label, scopes, chosen, onChoose }: Props<Name>) {
  const styles = useStyles();
  const isWide = useIsWide();
  const numbered = scopes.map(({ name, label: text, count }) => ({
    name,
    text,
    count: count === undefined ? '' : `(${count})`,
  }));
  if (scopes.length < 2) return null;
  if (!isWide) {
    return (
      <Field label={label}>
        <Select value={chosen} onChange={(_, { value }) => onChoose(value as Name)}>
          {numbered.map(({ name, text, count }) => (
            <option key={name} value={name}>{`${text} ${count}`}</option>
          ))}
        </Select>
      </Field>
    );
  }
  return (
    <TabList
      className={styles.tabs}
      size="small"
      appearance="subtle"
      aria-label={label}
      selectedValue={chosen}
      onTabSelect={(_, { value }) => onChoose(value as Name)}
    >
      {numbered.map(({ name, text, count }) => (
        <Tab key={name} value={name}>
          {text} <span className={styles.count}>{count}</span>
        </Tab>
      ))}
    </TabList>
  );
}
