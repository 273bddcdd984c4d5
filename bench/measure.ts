import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The value below which a share of the samples lies. `samples` need not be sorted. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Median of the samples. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** Resident memory of this process, in MB (10^6 bytes). */
export function rssMb(): number {
  return process.memoryUsage.rss() / 1e6;
}

/** Samples resident memory until stopped; answers the peak in MB. */
export function watchPeakRss(): () => number {
  let peak = rssMb();
  const timer = setInterval(() => {
    peak = Math.max(peak, rssMb());
  }, 20);
  return () => {
    clearInterval(timer);
    return Math.max(peak, rssMb());
  };
}

/** Measures how late the event loop is, in milliseconds. */
export function watchLag(): () => {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
} {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  return () => {
    histogram.disable();
    // The histogram counts the timer's own resolution of 1 ms as delay.
    const late = (share: number) => Math.max(0, histogram.percentile(share) / 1e6 - 1);
    return { p50: late(50), p95: late(95), p99: late(99), max: Math.max(0, histogram.max / 1e6 - 1) };
  };
}

/** Does `total` pieces of work, `concurrency` at a time. Answers how long each took, and all of them, in milliseconds. */
export async function load(
  total: number,
  concurrency: number,
  work: (index: number) => Promise<unknown>,
): Promise<{ readonly elapsedMs: number; readonly each: readonly number[] }> {
  const each: number[] = [];
  let next = 0;
  const started = performance.now();
  async function lane(): Promise<void> {
    while (next < total) {
      const from = performance.now();
      await work(next++);
      each.push(performance.now() - from);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane));
  return { elapsedMs: performance.now() - started, each };
}

/** A number for a table: three significant digits, thousands apart. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
