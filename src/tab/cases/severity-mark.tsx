import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { CaseRow } from '../../http/contract.ts';
import { ErrorCircle, Info, Warning } from '../shell/icons.ts';

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  icon: { display: 'inline-flex' },
  worst: { color: tokens.colorStatusDangerForeground3 },
  middle: { color: tokens.colorStatusWarningForeground1 },
  least: { color: tokens.colorNeutralForeground2 },
});

/** How bad it is: a word, with an icon and a colour that say the same. */
export function SeverityMark({
  severity,
  label,
}: {
  readonly severity: CaseRow['severity'];
  readonly label: string;
}) {
  const styles = useStyles();
  const looks: Readonly<Record<CaseRow['severity'], readonly [className: string, icon: ReactElement]>> = {
    1: [styles.least, <Info key="1" />],
    2: [styles.middle, <Warning key="2" />],
    3: [styles.worst, <ErrorCircle key="3" />],
  };
  const [className, icon] = looks[severity];
  return (
    <span className={styles.root}>
      <span className={mergeClasses(styles.icon, className)}>{icon}</span>
      <Text size={200}>{label}</Text>
    </span>
  );
}
