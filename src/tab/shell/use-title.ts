import { useEffect } from 'react';

/** Names the page in the browser, where there is a tab to name. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
