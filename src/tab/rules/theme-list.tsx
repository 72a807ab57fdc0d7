import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Link,
  makeStyles,
  Text,
  Title3,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import type { Rules } from '../../http/contract.ts';
import { Empty } from '../shell/empty.tsx';
import { Search } from '../shell/icons.ts';
import { hrefOf } from '../shell/route.ts';
import { useTab } from '../shell/tab-context.ts';
import { searchRules } from './search.ts';
import { TopicView } from './topic-view.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  topics: { display: 'grid', gap: tokens.spacingVerticalL, paddingBottom: tokens.spacingVerticalL },
  articles: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingLeft: tokens.spacingHorizontalL,
  },
  panel: { marginLeft: tokens.spacingHorizontalM, marginRight: 0 },
});

interface Props {
  readonly rules: Rules;
  readonly search: string;
  readonly openTopic?: string;
}

/** The themes with their topics; while one searches, only what was found, opened. */
export function ThemeList({ rules, search, openTopic }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const { themes, articles } = useMemo(() => searchRules(rules, search), [rules, search]);
  const [opened, setOpened] = useState<readonly string[]>([]);
  useEffect(() => {
    const theme = rules.themes.find(({ topics }) => topics.some(({ id }) => id === openTopic));
    if (theme) setOpened((before) => [...new Set([...before, theme.id])]);
  }, [rules, openTopic]);
  const isSearch = search.trim() !== '';
  if (themes.length === 0 && articles.length === 0) {
    return <Empty icon={<Search />} text={say('nothing-found')} />;
  }
  return (
    <div className={styles.root}>
      <Accordion
        multiple
        collapsible
        openItems={isSearch ? themes.map(({ id }) => id) : [...opened]}
        onToggle={(_, { openItems }) => setOpened(openItems as string[])}
      >
        {themes.map(({ id, title, topics }) => (
          <AccordionItem key={id} value={id}>
            <AccordionHeader as="h2" size="large">
              {title} ({topics.length})
            </AccordionHeader>
            <AccordionPanel className={styles.panel}>
              <div className={styles.topics}>
                {topics.map((topic) => (
                  <TopicView key={topic.id} topic={topic} isAimed={topic.id === openTopic} />
                ))}
              </div>
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
      {articles.length > 0 && (
        <>
          <Title3 as="h2">{say('rules.articles')}</Title3>
          <ul className={styles.articles}>
            {articles.map(({ id, title }) => (
              <li key={id}>
                <Link href={hrefOf({ page: 'rules', id })}>
                  <Text>
                    {say('rules.article', { id })} {title}
                  </Text>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
