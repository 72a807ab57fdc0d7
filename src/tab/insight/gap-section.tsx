import { makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { Gap, GapList } from '../../http/contract.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { Empty } from '../shell/empty.tsx';
import { Failed } from '../shell/failed.tsx';
import { CheckmarkCircle } from '../shell/icons.ts';
import { Loading } from '../shell/loading.tsx';
import { useTab } from '../shell/tab-context.ts';
import { GapItem } from './gap-item.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(22rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
});

/** Questions that the rules had no good answer to, for who keeps the policy to judge. */
export function GapSection() {
  const styles = useStyles();
  const { say, client } = useTab();
  const list = useLoaded(useCallback(() => client.get<GapList>('/gaps'), [client]));
  const { data, failure, replace } = list;
  const onRuled = (gap: Gap) => {
    if (data) replace({ ...data, gaps: data.gaps.map((one) => (one.id === gap.id ? gap : one)) });
  };
  return (
    <section className={styles.root} aria-label={say('gaps.title')}>
      <Subtitle1 as="h2">{say('gaps.title')}</Subtitle1>
      <Text>{say('gaps.why')}</Text>
      {failure && <Failed failure={failure} onRetry={list.reload} />}
      {!data && !failure && <Loading />}
      {data?.gaps.length === 0 && <Empty icon={<CheckmarkCircle />} text={say('gaps.empty')} />}
      {data && data.gaps.length > 0 && (
        <ul className={styles.list}>
          {data.gaps.map((gap) => (
            <li key={gap.id}>
              <GapItem gap={gap} topics={data.topics} onRuled={onRuled} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
