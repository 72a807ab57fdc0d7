import { Button, makeStyles, Toolbar, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Back, Dismiss, Link } from '../shell/icons.ts';
import { goTo, placeOf } from '../shell/route.ts';
import { useTab } from '../shell/tab-context.ts';
import { useIsWide } from '../shell/use-media.ts';

const useStyles = makeStyles({
  root: { justifyContent: 'space-between', padding: 0, marginBottom: tokens.spacingVerticalS },
});

interface Props {
  readonly page: string;
  readonly id: string;
  /** What a link to this place is called. */
  readonly label: string;
}

/** The buttons above a detail: the way back, and a link to it for others. */
export function DetailBar({ page, id, label }: Props) {
  const styles = useStyles();
  const { say, host, announce } = useTab();
  const isWide = useIsWide();
  const [told, setTold] = useState<string>();
  const share = () =>
    host.share(placeOf(page, id), label).then(
      (outcome) => {
        if (outcome !== 'copied') return;
        setTold(say('share.copied'));
        announce(say('share.copied'));
      },
      () => setTold(say('share.failed')),
    );
  return (
    <Toolbar className={styles.root} aria-label={say('detail')}>
      <Button
        appearance="subtle"
        icon={isWide ? <Dismiss /> : <Back />}
        onClick={() => goTo({ page })}
        autoFocus={!isWide}
      >
        {say(isWide ? 'close' : 'back')}
      </Button>
      <Button appearance="subtle" icon={<Link />} onClick={() => void share()}>
        {told ?? say('share.link')}
      </Button>
    </Toolbar>
  );
}
