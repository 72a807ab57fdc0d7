import { useCallback, useSyncExternalStore } from 'react';

/** Whether list and detail fit beside each other. */
export const useIsWide = (): boolean => useMedia('(min-width: 900px)');

function useMedia(query: string): boolean {
  const listen = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(listen, () => window.matchMedia(query).matches);
}
