import { makeStyles, Select, tokens } from '@fluentui/react-components';
import type { ThemeName } from '../start/host.ts';
import type { Looks } from '../start/looks.ts';
import type { Say } from '../texts.ts';

const useStyles = makeStyles({
  root: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
});

/** Theme and language, which Teams settles where there is a Teams. */
export function LookSwitches({ looks, say }: { readonly looks: Looks; readonly say: Say }) {
  return (
    <div className={useStyles().root}>
      <Select
        size="small"
        aria-label={say('look.theme')}
        value={looks.theme}
        onChange={(_, { value }) => looks.setTheme(value as ThemeName)}
      >
        <option value="default">{say('look.light')}</option>
        <option value="dark">{say('look.dark')}</option>
        <option value="contrast">{say('look.contrast')}</option>
      </Select>
      <Select
        size="small"
        aria-label={say('look.language')}
        value={looks.language}
        onChange={(_, { value }) => looks.setLanguage(value === 'en' ? 'en' : 'nl')}
      >
        <option value="nl" lang="nl">
          {say('look.nl')}
        </option>
        <option value="en" lang="en">
          {say('look.en')}
        </option>
      </Select>
    </div>
  );
}
