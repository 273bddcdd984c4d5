import type { TrendBucket } from '#web/api/shapes-of-pages.ts';

const HOUR_MS = 3_600_000;

/** Spans of the trend: how long, and in how many parts. Parts begin on the hour, so that they stay the same while time goes on. */
export const TREND_SPANS = {
  day: { parts: 24, partMs: HOUR_MS },
  week: { parts: 28, partMs: 6 * HOUR_MS },
} as const;

/** One of {@link TREND_SPANS}. */
export type TrendSpan = keyof typeof TREND_SPANS;

/** What to ask the server for. */
export function toTrendWindow(span: TrendSpan, now: number) {
  const { parts, partMs } = TREND_SPANS[span];
  const to = Math.floor(now / HOUR_MS) * HOUR_MS + HOUR_MS;
  return { from: to - parts * partMs, to, buckets: parts };
}

/** Ways a run can have gone, from the bottom of a bar upwards. */
export const OUTCOMES = ['succeeded', 'unfinished', 'cancelled', 'timedOut', 'failed'] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

type Counts = Readonly<Record<Outcome, number>>;

/** Runs of all outcomes. */
export function countRuns(counts: Counts): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** Share of the runs that succeeded among those that ended by themselves, 0 to 1; nothing when none did. */
export function toSuccessRate({ succeeded, failed, timedOut }: Counts): number | undefined {
  const ended = succeeded + failed + timedOut;
  return ended === 0 ? undefined : succeeded / ended;
}

/** `98.6 %`; never rounded up to 100 when something failed. */
export function formatRate(rate: number): string {
  const percent = rate * 100;
  const rounded = Math.round(percent * 10) / 10;
  const shown = rounded === 100 && rate < 1 ? 99.9 : rounded;
  return `${Number.isInteger(shown) ? shown : shown.toFixed(1)} %`;
}

/** A part of a bar. */
export interface BarPart {
  readonly outcome: Outcome;
  readonly y: number;
  readonly height: number;
}

/** Stacks the counts of one bucket. `scale` is pixels for a run; what is there is at least 2 pixels high, failures above all. */
export function stackBar(counts: Counts, chartHeight: number, most: number): readonly BarPart[] {
  if (most <= 0) return [];
  let top = chartHeight;
  return OUTCOMES.flatMap((outcome) => {
    const count = counts[outcome];
    if (count <= 0) return [];
    const height = Math.max(2, (count / most) * chartHeight);
    top -= height;
    return [{ outcome, y: Math.max(0, top), height: Math.min(height, chartHeight) }];
  });
}

/**
 * Path of a line through the buckets that have the value; a gap where they have none. Durations differ by powers of ten, so the scale is
 * logarithmic between the smallest and largest.
 */
export function toLinePath(
  buckets: readonly TrendBucket[],
  key: 'p50Ms' | 'p95Ms',
  { width, height, lowest, highest }: { width: number; height: number; lowest: number; highest: number },
): string {
  const step = width / Math.max(1, buckets.length);
  const span = Math.log(Math.max(highest, lowest + 1)) - Math.log(lowest);
  let path = '';
  let isDrawing = false;
  buckets.forEach((bucket, index) => {
    const value = bucket[key];
    if (value === undefined) {
      isDrawing = false;
      return;
    }
    const isAlone = !isDrawing && buckets[index + 1]?.[key] === undefined;
    const x = round((index + 0.5) * step);
    const y = round(height - ((Math.log(Math.max(value, lowest)) - Math.log(lowest)) / span) * height);
    // A bucket between gaps has no line to be seen by: it is drawn as a dash of its own.
    if (isAlone) path += `M${round((index + 0.2) * step)} ${y}H${round((index + 0.8) * step)}`;
    else path += `${isDrawing ? 'L' : 'M'}${x} ${y}`;
    isDrawing = true;
  });
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Smallest and largest duration of all buckets, at least 1 ms. */
export function toDurationRange(buckets: readonly TrendBucket[]): {
  readonly lowest: number;
  readonly highest: number;
} {
  const values = buckets.flatMap(({ p50Ms, p95Ms }) => [p50Ms, p95Ms].filter((value) => value !== undefined));
  if (values.length === 0) return { lowest: 1, highest: 1 };
  return { lowest: Math.max(1, Math.min(...values)), highest: Math.max(1, ...values) };
}
