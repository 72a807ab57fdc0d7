import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useIsWide } from './use-media.ts';

const useStyles = makeStyles({
  both: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 26rem)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
  },
  detail: {
    position: 'sticky',
    top: tokens.spacingVerticalL,
    maxHeight: 'calc(100vh - 2rem)',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  hidden: { display: 'none' },
  part: { minWidth: 0 },
});

/** A list with its detail beside it; where that is too narrow, the detail instead of the list. */
export function Split({ list, detail }: { readonly list: ReactNode; readonly detail?: ReactNode }) {
  const styles = useStyles();
  const isWide = useIsWide();
  const isOpen = detail !== undefined;
  // the list stays mounted, so that its filters and its place are kept
  return (
    <div className={mergeClasses(isOpen && isWide && styles.both)}>
      <div className={mergeClasses(styles.part, isOpen && !isWide && styles.hidden)}>{list}</div>
      {isOpen && <div className={mergeClasses(styles.part, isWide && styles.detail)}>{detail}</div>}
    </div>
  );
}
