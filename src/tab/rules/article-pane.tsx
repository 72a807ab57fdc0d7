import { Link, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { RuleArticle, Rules } from '../../http/contract.ts';
import { DetailBar } from '../card/detail-bar.tsx';
import { hrefOf } from '../shell/route.ts';
import { useTab } from '../shell/tab-context.ts';
import { SourceLine } from './source-line.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
  title: { ...typographyStyles.title3, margin: 0 },
  text: { whiteSpace: 'pre-line' },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL, lineHeight: tokens.lineHeightBase400 },
});

/** One article, and the topics that rest on it. */
export function ArticlePane({ article, rules }: { readonly article: RuleArticle; readonly rules: Rules }) {
  const styles = useStyles();
  const { say } = useTab();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const topics = rules.themes
    .flatMap((theme) => theme.topics)
    .filter(({ cases }) => cases.some(({ articles }) => articles.includes(article.id)));
  const name = `${say('rules.article', { id: article.id })} ${article.title}`;
  return (
    <article className={styles.root} aria-label={name}>
      <DetailBar page="rules" id={article.id} label={name} />
      <h2 ref={title} tabIndex={-1} className={styles.title}>
        {name}
      </h2>
      <Text className={styles.text}>{article.text}</Text>
      {topics.length > 0 && (
        <>
          <Text weight="semibold">{say('rules.about')}</Text>
          <ul className={styles.list}>
            {topics.map((topic) => (
              <li key={topic.id}>
                <Link href={hrefOf({ page: 'rules', id: topic.id })}>{topic.title}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <SourceLine rules={rules} />
    </article>
  );
}
