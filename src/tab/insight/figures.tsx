import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import type { Insight } from '../../http/contract.ts';
import { Loading } from '../shell/loading.tsx';
import { useTab } from '../shell/tab-context.ts';
import { sayCount, sayMinutes, sayPeriod, saySum, shareOf, sumOf } from './counts.ts';
import { FigureSection } from './figure-section.tsx';
import { Tiles } from './tiles.tsx';

const BarChart = lazy(async () => ({ default: (await import('./bar-chart.tsx')).BarChart }));
const PeriodChart = lazy(async () => ({ default: (await import('./period-chart.tsx')).PeriodChart }));

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(24rem, 100%), 1fr))',
    gap: tokens.spacingVerticalXXL,
  },
});

/** All figures of a period: each as a chart with the same in a table below. */
export function Figures({ insight }: { readonly insight: Insight }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <Suspense fallback={<Loading lines={8} />}>
        <Answers {...insight} />
        <div className={styles.pair}>
          <ByTheme {...insight} />
          <ByPeriod {...insight} />
        </div>
        <Cases {...insight} />
      </Suspense>
    </div>
  );
}

function Answers({ answers }: Insight) {
  const { say } = useTab();
  const { asked, unanswered, helpful, notHelpful } = answers;
  const rated = helpful === null || notHelpful === null ? null : helpful + notHelpful;
  const percent = (share: number | undefined) =>
    share === undefined ? say('insight.few-questions') : say('insight.percent', { share });
  const rows = [
    [say('insight.asked'), sayCount(say, asked)],
    [say('insight.unanswered'), sayCount(say, unanswered)],
    [say('insight.helpful'), sayCount(say, helpful)],
    [say('insight.not-helpful'), sayCount(say, notHelpful)],
  ];
  return (
    <FigureSection
      title={say('insight.answers')}
      head={[say('insight.what'), say('insight.count')]}
      rows={rows}
    >
      <Tiles
        tiles={[
          [say('insight.asked'), sayCount(say, asked)],
          [say('insight.unanswered-share'), percent(shareOf(unanswered, asked))],
          [say('insight.helpful-share'), percent(shareOf(helpful, rated))],
        ]}
      />
      <BarChart
        bars={[
          [say('insight.asked'), asked],
          [say('insight.unanswered'), unanswered],
          [say('insight.helpful'), helpful],
          [say('insight.not-helpful'), notHelpful],
        ]}
      />
    </FigureSection>
  );
}

function ByTheme({ themes, periods, by }: Insight) {
  const { say, language } = useTab();
  const rows = themes.map(({ title, counts }) => [title, ...counts.map((count) => sayCount(say, count))]);
  const head = [say('insight.theme'), ...periods.map((period) => sayPeriod(language, by, period))];
  return (
    <FigureSection title={say('insight.by-theme')} note={say('insight.few-note')} head={head} rows={rows}>
      <BarChart
        bars={themes.map(({ title, counts }) => [title, sumOf(counts), saySum(say, counts)] as const)}
      />
    </FigureSection>
  );
}

function ByPeriod({ themes, periods, by }: Insight) {
  const { say, language } = useTab();
  const [chosen, setChosen] = useState('');
  const shown = themes.filter(({ id }) => chosen === '' || id === chosen);
  const sums = periods.map((period, index) => {
    const counts = shown.map((theme) => theme.counts[index] ?? null);
    return { label: sayPeriod(language, by, period), count: sumOf(counts) ?? 0, words: saySum(say, counts) };
  });
  return (
    <FigureSection
      title={say(`insight.by-${by}`)}
      note={say('insight.few-note')}
      head={[say(`insight.${by}`), say('insight.count')]}
      rows={sums.map(({ label, words }) => [label, words])}
    >
      <Field label={say('insight.theme')}>
        <Select value={chosen} onChange={(_, { value }) => setChosen(value)}>
          <option value="">{say('insight.all-themes')}</option>
          {themes.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      </Field>
      <PeriodChart periods={sums} title={say(`insight.by-${by}`)} />
    </FigureSection>
  );
}

function Cases({ cases }: Insight) {
  const { say } = useTab();
  const bars = [
    [say('insight.begun'), cases.begun],
    [say('insight.acknowledged'), cases.acknowledged],
    [say('insight.closed'), cases.closed],
    [say('insight.passed-on'), cases.passedOn],
  ] as const;
  const times = [
    [say('insight.to-acknowledge'), sayMinutes(say, cases.minutesToAcknowledge)],
    [say('insight.to-close'), sayMinutes(say, cases.minutesToClose)],
  ] as const;
  const rows = [...bars.map(([label, count]) => [label, sayCount(say, count)]), ...times];
  return (
    <FigureSection
      title={say('insight.cases')}
      head={[say('insight.what'), say('insight.count')]}
      rows={rows}
    >
      <Tiles tiles={times} />
      <BarChart bars={bars} />
    </FigureSection>
  );
}
