import { FAST_SECONDS } from './buckets.ts';
import { createDurationTally } from './duration-tally.ts';
import type { Exposition } from './expose-metrics.ts';
import type { MetricsOptions } from './metrics-options.ts';
import { toMethodLabel } from './route-class.ts';
import { createTally } from './tally.ts';

/** Combinations of method, route and status that are told apart. */
const MAX_REQUEST_LABELS = 500;

/** Measurements of the server. */
export interface Metrics {
  /** All of them in the text format of Prometheus. Runs are watched from the first call on, which costs a little ever after. */
  collect(): Promise<string>;
  /** Counts a request. `route` is its class (see `toRouteClass`), never a path with an id in it. */
  observeHttp(method: string, route: string, status: number, seconds: number): void;
  stop(): void;
}

/** Counts requests from now on, and measures the rest from the first time anybody asks. */
export function createMetrics(options: MetricsOptions): Metrics {
  const requests = createTally(MAX_REQUEST_LABELS);
  const durations = createDurationTally(FAST_SECONDS);
  let exposing: Promise<Exposition> | undefined;
  let exposition: Exposition | undefined;
  let isStopped = false;

  const expose = async () => {
    const { createExposition } = await import('./expose-metrics.ts');
    exposition = createExposition(options, { requests, durations });
    if (isStopped) exposition.stop();
    return exposition;
  };
  return {
    async collect() {
      exposing ??= expose().catch((error: unknown) => {
        exposing = undefined;
        throw error;
      });
      return (await exposing).collect();
    },
    observeHttp(method, route, status, seconds) {
      requests.add([toMethodLabel(method), route, String(status)]);
      durations.observe(route, seconds);
    },
    stop() {
      isStopped = true;
      exposition?.stop();
    },
  };
}
