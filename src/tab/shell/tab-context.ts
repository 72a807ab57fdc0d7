import { createContext, useContext } from 'react';
import type { Language, Me } from '../../http/contract.ts';
import type { Client } from '../api/client.ts';
import type { Host } from '../start/host.ts';
import type { Say } from '../texts.ts';

/** What every part of the tab may need once somebody is signed in. */
export interface Tab {
  readonly host: Host;
  readonly client: Client;
  readonly me: Me;
  readonly language: Language;
  readonly say: Say;
  /** Tells something to who listens to the page. */
  announce(text: string): void;
}

/** Filled by `start/launch.tsx`. */
export const TabContext = createContext<Tab | undefined>(undefined);

/** @throws {Error} outside the provider: a programming error. */
export function useTab(): Tab {
  const tab = useContext(TabContext);
  if (!tab) throw new Error('useTab outside TabContext');
  return tab;
}
