import { makeStyles, Title2, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Role, Rules } from '../../http/contract.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { Failed } from '../shell/failed.tsx';
import { Loading } from '../shell/loading.tsx';
import { Split } from '../shell/split.tsx';
import { useTab } from '../shell/tab-context.ts';
import { useTitle } from '../shell/use-title.ts';
import { ArticlePane } from './article-pane.tsx';
import { AskBox } from './ask-box.tsx';
import { PrintedRules } from './printed-rules.tsx';
import { RulesBar } from './rules-bar.tsx';
import { SourceLine } from './source-line.tsx';
import { ThemeList } from './theme-list.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

/** The rules of the school: to ask, to search, to read, to print. `id` is an article or a topic. */
export function RulesPage({ id }: { readonly id?: string }) {
  const styles = useStyles();
  const { say, client } = useTab();
  const [audience, setAudience] = useState<Role>();
  const [search, setSearch] = useState('');
  const rules = useLoaded(useCallback(() => client.get<Rules>('/rules', { audience }), [client, audience]));
  const { data, failure } = rules;
  useTitle(say('page.rules'));
  const article = data?.articles.find((one) => one.id === id);
  const list = (
    <div className={styles.root}>
      <Title2 as="h1">{say('page.rules')}</Title2>
      <AskBox />
      {failure && <Failed failure={failure} onRetry={rules.reload} />}
      {!data && !failure && <Loading lines={8} />}
      {data && (
        <>
          <RulesBar rules={data} search={search} onSearch={setSearch} onAudience={setAudience} />
          <ThemeList rules={data} search={search} {...(id && !article ? { openTopic: id } : {})} />
          <SourceLine rules={data} />
        </>
      )}
    </div>
  );
  return (
    <>
      <div className="not-on-paper">
        {data && article ? (
          <Split list={list} detail={<ArticlePane key={article.id} article={article} rules={data} />} />
        ) : (
          <Split list={list} />
        )}
      </div>
      {data && <PrintedRules rules={data} />}
    </>
  );
}
