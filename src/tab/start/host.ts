import type { Language } from '../../http/contract.ts';

/** The themes of Teams that there is a look for. */
export type ThemeName = 'default' | 'dark' | 'contrast';

/** What a channel tab is told when somebody adds it. */
export interface TabSettings {
  readonly entityId: string;
  readonly contentUrl: string;
  readonly websiteUrl: string;
  readonly suggestedDisplayName: string;
}

/** What surrounds the tab: Teams, or a plain browser. Nothing else of the tab knows which. */
export interface Host {
  readonly kind: 'teams' | 'browser';
  readonly theme: ThemeName;
  readonly language: Language;
  /** The place inside the tab that a link leads to, such as `cases/<id>`. */
  readonly place?: string;
  onTheme(listen: (theme: ThemeName) => void): void;
  /** A token for our own API. Rejects when the person or the school has not consented. */
  getToken(): Promise<string>;
  openLink(url: string): void;
  /** Offers a link to a place inside the tab. Resolves to whether it lies on the clipboard. */
  share(place: string, label: string): Promise<'shown' | 'copied'>;
  /** Lets the tab be saved as a channel tab with these settings. */
  offerSettings(settings: TabSettings): void;
  loaded(): void;
  ready(): void;
  failed(reason: string): void;
}

/** Anything that is not known looks light. */
export const themeOf = (name: string | undefined): ThemeName =>
  name === 'dark' || name === 'contrast' ? name : 'default';
