import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  Subtitle1,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTab } from '../shell/tab-context.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  scroll: { overflowX: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { borderCollapse: 'collapse', minWidth: '50%' },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontWeight: tokens.fontWeightRegular,
  },
  panel: { margin: 0 },
  header: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

interface Props {
  readonly title: string;
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The chart. */
  readonly children: ReactNode;
}

/** A chart, with the same figures in a table that opens below. */
export function FigureSection({ title, note, head, rows, children }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const name = say('insight.table-of', { title });
  return (
    <section className={styles.root} aria-label={title}>
      <Subtitle1 as="h2">{title}</Subtitle1>
      {children}
      {note && <Text size={200}>{note}</Text>}
      <Accordion collapsible>
        <AccordionItem value="table">
          <AccordionHeader size="small" className={styles.header}>
            {say('insight.table')}
          </AccordionHeader>
          <AccordionPanel className={styles.panel}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
            <section className={styles.scroll} tabIndex={0} aria-label={name}>
              <Table head={head} rows={rows} />
            </section>
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </section>
  );
}

function Table({ head, rows }: Pick<Props, 'head' | 'rows'>) {
  const { cell, table } = useStyles();
  return (
    <table className={table}>
      <thead>
        <tr>
          {head.map((text) => (
            <th key={text} scope="col" className={cell}>
              <strong>{text}</strong>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr key={first}>
            <th scope="row" className={cell}>
              {first}
            </th>
            {rest.map((text, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
              <td key={column} className={cell}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
