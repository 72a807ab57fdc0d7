import { makeStyles, Title2, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Insight, PeriodKind } from '../../http/contract.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { Failed } from '../shell/failed.tsx';
import { Loading } from '../shell/loading.tsx';
import { useTab } from '../shell/tab-context.ts';
import { useTitle } from '../shell/use-title.ts';
import { CsvButton } from './csv-button.tsx';
import { Figures } from './figures.tsx';
import { GapSection } from './gap-section.tsx';
import { PeriodPicker } from './period-picker.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL },
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end' },
});

/** What people ask, how well that is answered, and how fast reports are taken up. No names. */
export function InsightPage() {
  const styles = useStyles();
  const { say, client } = useTab();
  const [by, setBy] = useState<PeriodKind>('week');
  const insight = useLoaded(useCallback(() => client.get<Insight>('/insight', { by }), [client, by]));
  const { data, failure } = insight;
  useTitle(say('page.insight'));
  return (
    <div className={styles.root}>
      <Title2 as="h1">{say('page.insight')}</Title2>
      <div className={styles.bar}>
        <PeriodPicker by={by} onChange={setBy} />
        {data && <CsvButton insight={data} />}
      </div>
      {failure && <Failed failure={failure} onRetry={insight.reload} />}
      {!data && !failure && <Loading lines={8} />}
      {data && <Figures insight={data} />}
      <GapSection />
    </div>
  );
}
