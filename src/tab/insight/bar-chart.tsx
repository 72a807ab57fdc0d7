import { HorizontalBarChart, HorizontalBarChartVariant } from '@fluentui/react-charts';
import { tokens } from '@fluentui/react-components';
import type { Count } from '../../http/contract.ts';
import { useTab } from '../shell/tab-context.ts';
import { sayCount } from './counts.ts';

/** `words` where the number alone does not say it. */
type Bar = readonly [label: string, count: Count, words?: string];

/** Bars below each other, each with its name and number above; too few to say is said so, and has no bar. */
export function BarChart({ bars }: { readonly bars: readonly Bar[] }) {
  const { say } = useTab();
  const largest = Math.max(1, ...bars.map(([, count]) => count ?? 0));
  const data = bars.map(([label, count, words = sayCount(say, count)]) => ({
    chartTitle: `${label}: ${words}`,
    chartData: [
      {
        legend: label,
        horizontalBarChartdata: { x: count ?? 0, total: largest },
        color: tokens.colorBrandForeground1,
      },
    ],
  }));
  return (
    <HorizontalBarChart
      data={data}
      variant={HorizontalBarChartVariant.AbsoluteScale}
      hideLabels
      hideTooltip
    />
  );
}
