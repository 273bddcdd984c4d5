import { SegmentedControl, Skeleton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { formatDuration, formatNumber } from '#web/strings/format.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import classes from './home.module.css';
import { Panel } from './panel.tsx';
import { text } from './strings.ts';
import { TrendCharts } from './trend-charts.tsx';
import { countRuns, formatRate, type TrendSpan, toSuccessRate } from './trend-maths.ts';
import { TrendTable } from './trend-table.tsx';
import { useTrend } from './use-trend.ts';

/** Outcomes and durations of the last day or week. */
export function TrendPanel() {
  const [span, setSpan] = useLocalStorage<TrendSpan>({
    key: 'flowright.home.trend',
    defaultValue: 'day',
    deserialize: (value) => (value?.includes('week') === true ? 'week' : 'day'),
    getInitialValueInEffect: false,
  });
  const trend = useTrend(span);
  const chooser = (
    <SegmentedControl
      size="xs"
      aria-label={text.span}
      value={span}
      onChange={(value) => setSpan(value === 'week' ? 'week' : 'day')}
      data={[
        { value: 'day', label: text.day },
        { value: 'week', label: text.week },
      ]}
    />
  );
  return (
    <Panel title={text.trend} actions={chooser} wide>
      {trend.isPending && <Skeleton height={196} />}
      {trend.isError && trend.data === undefined && (
        <ErrorState compact error={trend.error} onRetry={() => void trend.refetch()} />
      )}
      {trend.data !== undefined && (
        <>
          <dl className={classes.figures}>
            <Figure name={text.rate} value={toRate(toSuccessRate(trend.data.total))} />
            <Figure name={text.count} value={formatNumber(countRuns(trend.data.total))} />
            <Figure name={text.median} value={toDuration(trend.data.total.p50Ms)} />
            <Figure name={text.slowest} value={toDuration(trend.data.total.p95Ms)} />
          </dl>
          <TrendCharts trend={trend.data} />
          <TrendTable trend={trend.data} />
        </>
      )}
    </Panel>
  );
}

function toRate(rate: number | undefined): string {
  return rate === undefined ? text.noRate : formatRate(rate);
}

function toDuration(ms: number | undefined): string {
  return ms === undefined ? text.noRate : formatDuration(ms);
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
