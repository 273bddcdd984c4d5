import type { RunStatus } from '#contract/run-status.ts';
import type { RunGroup, RunTrend, TimeRange } from '#journal/run-trend.ts';
import { toPercentiles, type Weighted } from '../percentile.ts';
import { createTurn } from '../turn.ts';

/** Runs counted by one query; a stretch with more is halved. */
const COUNTED_AT_ONCE = 20_000;
/** Runs whose durations are read, over all parts. */
const MAX_SAMPLE = 20_000;

/** What to measure. */
export interface TrendRequest extends TimeRange {
  readonly workflowId?: string | undefined;
  readonly buckets: number;
}

type Kind = 'succeeded' | 'failed' | 'cancelled' | 'timedOut' | 'unfinished';

/** Runs counted by how they ended. */
export type TrendCounts = Record<Kind, number> & { readonly p50Ms?: number; readonly p95Ms?: number };

/** A stretch of time in which a group has runs. */
interface Stretch {
  readonly group: RunGroup;
  readonly range: TimeRange;
}

const KINDS: Readonly<Record<RunStatus, Kind>> = {
  queued: 'unfinished',
  running: 'unfinished',
  waiting: 'unfinished',
  uncertain: 'unfinished',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  'timed-out': 'timedOut',
};

/** Counts runs and measures their durations, giving others their turn. Stops early when `signal` aborts. */
export async function measureTrend(trend: RunTrend, request: TrendRequest, signal?: AbortSignal) {
  const { from, to, buckets, workflowId } = request;
  const groups = trend.listGroups(workflowId);
  const turn = createTurn(signal);
  const edge = (index: number): number => Math.round(from + ((to - from) * index) / buckets);
  const total = noRuns();
  const all: Weighted[] = [];
  const parts: (TimeRange & TrendCounts)[] = [];
  let isSampled = false;
  for (let index = 0; index < buckets; index++) {
    const range = { from: edge(index), to: edge(index + 1) };
    const counts = noRuns();
    const ended: Stretch[] = [];
    for (const group of groups) {
      const kind = KINDS[group.status];
      const { count, stretches } = await countRuns(trend, { group, range }, turn);
      counts[kind] += count;
      total[kind] += count;
      if (kind !== 'unfinished') ended.push(...stretches);
    }
    const endedCount = counts.succeeded + counts.failed + counts.cancelled + counts.timedOut;
    const share = Math.min(1, MAX_SAMPLE / buckets / Math.max(1, endedCount));
    if (share < 1) isSampled = true;
    const durations = await readDurations(trend, ended, share, turn);
    all.push(...durations);
    parts.push({ ...range, ...counts, ...toPercentiles(durations) });
  }
  return { buckets: parts, total: { ...total, ...toPercentiles(all) }, sampled: isSampled };
}

function noRuns(): Record<Kind, number> {
  return { succeeded: 0, failed: 0, cancelled: 0, timedOut: 0, unfinished: 0 };
}

/** Counts a group in a stretch of time, by halves where there are many, so that no query takes long. */
async function countRuns(trend: RunTrend, whole: Stretch, turn: () => Promise<void> | undefined) {
  const stretches: Stretch[] = [];
  const open = [whole];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    await turn();
    const { group, range } = next;
    const { from, to } = range;
    const isWhole = to - from <= 1;
    const found = trend.count(group, range, isWhole ? Number.MAX_SAFE_INTEGER : COUNTED_AT_ONCE);
    if (found === COUNTED_AT_ONCE && !isWhole) {
      const middle = Math.floor((from + to) / 2);
      open.push({ group, range: { from: middle, to } }, { group, range: { from, to: middle } });
    } else if (found > 0) {
      count += found;
      stretches.push(next);
    }
  }
  return { count, stretches };
}

async function readDurations(
  trend: RunTrend,
  stretches: readonly Stretch[],
  share: number,
  turn: () => Promise<void> | undefined,
): Promise<readonly Weighted[]> {
  const durations: Weighted[] = [];
  for (const { group, range } of stretches) {
    await turn();
    for (const value of trend.sampleDurations(group, range, share)) durations.push({ value, weight: 1 / share });
  }
  return durations;
}
