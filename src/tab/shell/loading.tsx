import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useTab } from './tab-context.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    paddingTop: tokens.spacingVerticalM,
  },
});

/** Grey lines where something will come. */
export function Loading({ lines = 5 }: { readonly lines?: number }) {
  const styles = useStyles();
  const { say } = useTab();
  return (
    <Skeleton aria-label={say('loading')} className={styles.root}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <SkeletonItem key={line} size={line % 2 === 0 ? 32 : 16} />
      ))}
    </Skeleton>
  );
}
