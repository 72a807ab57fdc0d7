import { makeStyles, Text, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(10rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  tile: {
    display: 'flex',
    flexDirection: 'column-reverse',
    justifyContent: 'flex-end',
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  figure: { margin: 0 },
});

/** The figures that matter most, large. */
export function Tiles({ tiles }: { readonly tiles: readonly (readonly [label: string, figure: string])[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.root}>
      {tiles.map(([label, figure]) => (
        <div key={label} className={styles.tile}>
          <dt>
            <Text size={200}>{label}</Text>
          </dt>
          <dd className={styles.figure}>
            <Text size={600} weight="semibold">
              {figure}
            </Text>
          </dd>
        </div>
      ))}
    </dl>
  );
}
