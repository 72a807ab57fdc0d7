import { app, authentication, FrameContexts, pages } from '@microsoft/teams-js';
import { languageOf } from '../texts.ts';
import { type Host, type TabSettings, themeOf } from './host.ts';

/** Shakes hands with Teams. Never settles where nobody answers. */
export async function connectTeams(): Promise<Host> {
  await app.initialize();
  const context = await app.getContext();
  const place = context.page.subPageId;
  return {
    kind: 'teams',
    theme: themeOf(context.app.theme),
    language: languageOf(context.app.locale),
    ...(place ? { place } : {}),
    onTheme: (listen) => app.registerOnThemeChangeHandler((name) => listen(themeOf(name))),
    getToken: () => authentication.getAuthToken(),
    openLink: (url) => {
      app.openLink(url).catch(() => window.open(url, '_blank', 'noopener,noreferrer'));
    },
    share: async (subPageId, subPageLabel) => {
      pages.shareDeepLink({ subPageId, subPageLabel });
      return 'shown';
    },
    // elsewhere Teams takes no settings
    offerSettings: context.page.frameContext === FrameContexts.settings ? offerSettings : () => undefined,
    loaded: app.notifyAppLoaded,
    ready: () => {
      app.notifySuccess().catch(() => undefined);
    },
    failed: (message) => app.notifyFailure({ reason: app.FailedReason.Other, message }),
  };
}

function offerSettings(settings: TabSettings): void {
  pages.config.registerOnSaveHandler((saving) => {
    pages.config
      .setConfig(settings)
      .then(() => saving.notifySuccess())
      .catch((error: unknown) => saving.notifyFailure(String(error)));
  });
  pages.config.setValidityState(true);
}
