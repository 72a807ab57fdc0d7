import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import type { Language } from '../../http/contract.ts';
import { createSay } from '../texts.ts';
import { connectHost } from './connect.ts';
import type { Host, ThemeName } from './host.ts';
import { Opening } from './opening.tsx';
import { Rescue } from './rescue.tsx';
import { SignIn } from './sign-in.tsx';

const THEMES = { default: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

/** The whole tab: finds its host, takes over theme and language, and lets somebody sign in. */
export function Launch() {
  const renderer = useMemo(createRenderer, []);
  const host = useHost();
  const [theme, setTheme] = useState<ThemeName>('default');
  const [language, setLanguage] = useState<Language>();
  useEffect(() => {
    if (!host) return;
    setTheme(host.theme);
    host.onTheme(setTheme);
    host.loaded();
    if (host.place && location.hash.length < 3) location.replace(`#/${host.place}`);
  }, [host]);

  const spoken = language ?? host?.language ?? 'nl';
  const say = useMemo(() => createSay(spoken), [spoken]);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={THEMES[theme]} applyStylesToPortals>
        {host ? (
          <Rescue say={say} onFailure={host.failed}>
            <SignIn host={host} say={say} looks={{ theme, language: spoken, setTheme, setLanguage }} />
          </Rescue>
        ) : (
          <Opening say={say} />
        )}
      </FluentProvider>
    </RendererProvider>
  );
}

function useHost(): Host | undefined {
  const [host, setHost] = useState<Host>();
  useEffect(() => {
    let isCurrent = true;
    void connectHost().then((found) => isCurrent && setHost(found));
    return () => {
      isCurrent = false;
    };
  }, []);
  return host;
}

/** Style elements carry the nonce of this request, or the content security policy refuses them. */
function createRenderer() {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});
}
