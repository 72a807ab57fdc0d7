import { Button } from '@fluentui/react-components';
import { useTab } from './tab-context.ts';

/** Asks for the next page of a list. */
export function MoreButton({ isBusy, onMore }: { readonly isBusy: boolean; readonly onMore: () => void }) {
  const { say } = useTab();
  return (
    <Button onClick={onMore} disabledFocusable={isBusy}>
      {say(isBusy ? 'loading' : 'more')}
    </Button>
  );
}
