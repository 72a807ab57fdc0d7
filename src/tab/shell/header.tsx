import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Looks } from '../start/looks.ts';
import { PersonSwap } from './icons.ts';
import { LookSwitches } from './look-switches.tsx';
import { useTab } from './tab-context.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { flexGrow: 1 },
});

/** Who one is and how it looks: only where Teams does not settle it. */
export function Header({ looks, onLeave }: { readonly looks: Looks; readonly onLeave?: () => void }) {
  const styles = useStyles();
  const { say, me, host } = useTab();
  return (
    <header className={`${styles.root} not-on-paper`}>
      <Text weight="semibold" className={styles.name}>
        {say('person.you-are', { name: me.name })}
      </Text>
      {onLeave && (
        <Button size="small" appearance="subtle" icon={<PersonSwap />} onClick={onLeave}>
          {say('person.other')}
        </Button>
      )}
      {host.kind === 'browser' && <LookSwitches looks={looks} say={say} />}
    </header>
  );
}
