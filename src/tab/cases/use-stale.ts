import { useEffect, useRef } from 'react';
import type { CardJson } from '../card/render-card.ts';
import type { CardState } from '../card/use-card.ts';

interface Parts {
  readonly id: string;
  /** How often the case changed, as the board has it. */
  readonly version: number | undefined;
  readonly state: CardState;
  readonly hasTyped: boolean;
  readonly refresh: () => void;
}

/**
 * Whether somebody else changed the case since its card came. The card is brought up to date at once where that
 * disturbs nobody: nothing was typed on it, and the keyboard is not on it.
 */
export function useStale({ id, version, state, hasTyped, refresh }: Parts): boolean {
  const { card, isBusy, failure } = state;
  const renewed = useRef<number>(undefined);
  const known = card && versionOn(card, id);
  const isStale = version !== undefined && known !== undefined && version > known;
  useEffect(() => {
    if (!isStale || isBusy || failure || hasTyped || renewed.current === version) return;
    if (document.activeElement?.closest('.ac-adaptiveCard')) return;
    renewed.current = version;
    refresh();
  }, [isStale, isBusy, failure, hasTyped, version, refresh]);
  return isStale && !isBusy;
}

/** The version of a case that the buttons of its card act upon. Absent where no button does. */
function versionOn(node: CardJson | unknown, id: string): number | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const { id: own, version } = node as { readonly id?: unknown; readonly version?: unknown };
  if (own === id && typeof version === 'number') return version;
  for (const child of Object.values(node)) {
    const found = versionOn(child, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
