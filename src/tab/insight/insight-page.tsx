import { makeStyles, Title2, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Insight } from '../../http/contract.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { Failed } from '../shell/failed.tsx';
import { Loading } from '../shell/loading.tsx';
import { useTab } from '../shell/tab-context.ts';
import { useTitle } from '../shell/use-title.ts';
import { CsvButton } from './csv-button.tsx';
import { Figures } from './figures.tsx';
import { GapSection } from './gap-section.tsx';
import { isPeriod, lastWeeks, type Period } from './period.ts';
import { PeriodPicker } from './period-picker.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL },
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end' },
});

/** How long the period is before anybody chose one, in weeks. */
const WEEKS = 12;

/** What people ask, how well that is answered, and how fast reports are taken up. No names. */
export function InsightPage() {
  const styles = useStyles();
  const { say, client } = useTab();
  const [period, setPeriod] = useState<Period>(() => lastWeeks(WEEKS, new Date()));
  const [asked, setAsked] = useState(period);
  const insight = useLoaded(useCallback(() => client.get<Insight>('/insight', asked), [client, asked]));
  const { data, failure } = insight;
  useTitle(say('page.insight'));
  const change = (next: Period) => {
    setPeriod(next);
    if (isPeriod(next)) setAsked(next);
  };
  return (
    <div className={styles.root}>
      <Title2 as="h1">{say('page.insight')}</Title2>
      <div className={styles.bar}>
        <PeriodPicker period={period} onChange={change} />
        <CsvButton period={asked} />
      </div>
      {failure && <Failed failure={failure} onRetry={insight.reload} />}
      {!data && !failure && <Loading lines={8} />}
      {data && <Figures insight={data} />}
      <GapSection />
    </div>
  );
}
