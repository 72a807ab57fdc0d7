import { ResponsiveContainer, VerticalBarChart } from '@fluentui/react-charts';
import { tokens } from '@fluentui/react-components';
import { Empty } from '../shell/empty.tsx';
import { Later } from '../shell/icons.ts';
import { useTab } from '../shell/tab-context.ts';

interface Props {
  readonly title: string;
  readonly periods: readonly { readonly label: string; readonly count: number }[];
}

/** A bar for each week or month, with its number on top. */
export function PeriodChart({ title, periods }: Props) {
  const { say } = useTab();
  if (periods.every(({ count }) => count === 0))
    return <Empty icon={<Later />} text={say('insight.few-periods')} />;
  const data = periods.map(({ label, count }) => ({
    x: label,
    y: count,
    legend: label,
    color: tokens.colorBrandForeground1,
  }));
  return (
    <ResponsiveContainer height={260}>
      <VerticalBarChart data={data} chartTitle={title} hideLegend useSingleColor roundedTicks />
    </ResponsiveContainer>
  );
}
