import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import type { PageName } from '../../http/contract.ts';
import { goTo } from './route.ts';
import { useTab } from './tab-context.ts';

const useStyles = makeStyles({
  root: {
    flexWrap: 'wrap',
    padding: `0 ${tokens.spacingHorizontalXS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (min-width: 640px)': { padding: `0 ${tokens.spacingHorizontalL}` },
  },
  // four names beside each other on the smallest phone
  name: { '@media (max-width: 359px)': { fontSize: tokens.fontSizeBase200 } },
  tab: {
    '@media (max-width: 480px)': {
      paddingLeft: tokens.spacingHorizontalSNudge,
      paddingRight: tokens.spacingHorizontalSNudge,
    },
  },
});

/** The pages that one may open. */
export function PageList({ page }: { readonly page: PageName }) {
  const styles = useStyles();
  const { say, me } = useTab();
  return (
    <nav aria-label={say('pages')} className="not-on-paper">
      <TabList
        className={styles.root}
        selectedValue={page}
        onTabSelect={(_, { value }) => goTo({ page: String(value) })}
      >
        {me.pages.map((name) => (
          <Tab key={name} value={name} className={styles.tab}>
            <span className={styles.name}>{say(`page.${name}`)}</span>
          </Tab>
        ))}
      </TabList>
    </nav>
  );
}
