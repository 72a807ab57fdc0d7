import { makeStyles } from '@fluentui/react-components';
import { type ReactElement, useCallback, useMemo, useState } from 'react';

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** A place on the page that screen readers read out when it changes, and what fills it. */
export function useAnnouncer(): { readonly announce: (text: string) => void; readonly region: ReactElement } {
  const { hidden } = useStyles();
  const [told, setTold] = useState({ text: '', count: 0 });
  const announce = useCallback((text: string) => setTold(({ count }) => ({ text, count: count + 1 })), []);
  const region = useMemo(
    () => (
      <div aria-live="polite" className={hidden} data-testid="announcer">
        {/* the same words twice must be read twice */}
        <span key={told.count}>{told.text}</span>
      </div>
    ),
    [hidden, told],
  );
  return { announce, region };
}
