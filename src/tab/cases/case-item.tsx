import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { CaseRow } from '../../http/contract.ts';
import { Clock, Warning } from '../shell/icons.ts';
import { hrefOf } from '../shell/route.ts';
import { useTab } from '../shell/tab-context.ts';
import { ToneBadge } from '../shell/tone-badge.tsx';
import { SeverityMark } from './severity-mark.tsx';

const useStyles = makeStyles({
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  link: {
    display: 'grid',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@container (min-width: 46rem)': {
      gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 3fr) minmax(0, 4fr)',
      alignItems: 'center',
    },
  },
  open: { boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}` },
  part: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  subtle: { color: tokens.colorNeutralForeground2 },
  next: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalXS },
  late: { color: tokens.colorStatusDangerForeground3 },
  icon: { flexShrink: 0, marginTop: '2px' },
});

/** One report on the board, without its words. */
export function CaseItem({ row, isOpen }: { readonly row: CaseRow; readonly isOpen: boolean }) {
  const styles = useStyles();
  const { say } = useTab();
  const { reporter, holder, next } = row;
  return (
    <li className={styles.item}>
      <a
        href={hrefOf({ page: 'cases', id: row.id })}
        className={mergeClasses(styles.link, isOpen && styles.open)}
        aria-current={isOpen}
        data-case={row.id}
      >
        <span className={styles.part}>
          <Text weight="semibold">{row.kind}</Text>
          <SeverityMark severity={row.severity} label={row.severityLabel} />
          <Text size={200} className={styles.subtle}>
            {[row.reference, reporter && say('cases.from', { name: reporter }), row.created]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </span>
        <span className={styles.part}>
          <ToneBadge tone={row.tone} text={row.state} />
          {holder && <Text size={200}>{say('cases.holder', { name: holder })}</Text>}
        </span>
        {next && (
          <span className={mergeClasses(styles.part, next.overdue && styles.late)}>
            <span className={styles.next}>
              {next.overdue ? <Warning className={styles.icon} /> : <Clock className={styles.icon} />}
              <Text>
                {next.text} · <Text weight="semibold">{next.left}</Text>
              </Text>
            </span>
          </span>
        )}
      </a>
    </li>
  );
}
