import { Counter, Gauge, Registry } from 'prom-client';
import { FAST_SECONDS, STEP_SECONDS } from './buckets.ts';
import { createDurationTally, type DurationTally } from './duration-tally.ts';
import type { MetricsOptions } from './metrics-options.ts';
import { registerProcessMetrics } from './process-metrics.ts';
import { createBlockFinder } from './step-blocks.ts';
import { TalliedHistogram } from './tallied-histogram.ts';
import { createNameLimit, createTally, type Tally } from './tally.ts';
import { watchRuns } from './watch-runs.ts';

/** Names of workflows, and of blocks, that are told apart. */
const MAX_NAMES = 200;
/** Kinds of triggers: a handful, but documents and plugins may name their own. */
const MAX_TRIGGERS = 50;
const MAX_RUN_LABELS = 1_000;

/** What prom-client makes of the measurements. */
export interface Exposition {
  collect(): Promise<string>;
  stop(): void;
}

/** Starts measuring, and exposes what was counted before. Loaded when somebody asks for metrics for the first time. */
export function createExposition(
  options: MetricsOptions,
  http: { readonly requests: Tally; readonly durations: DurationTally },
): Exposition {
  const { host, journal, findWorkflow, version } = options;
  const registry = new Registry();
  const registers = [registry];
  const created = createTally(MAX_RUN_LABELS);
  const finished = createTally(MAX_RUN_LABELS);
  const steps = createTally(MAX_NAMES * 2);
  const runSeconds = createDurationTally(STEP_SECONDS);
  const stepSeconds = createDurationTally(STEP_SECONDS);
  const flushSeconds = createDurationTally(FAST_SECONDS);
  const nameWorkflow = createNameLimit(MAX_NAMES);
  const nameBlock = createNameLimit(MAX_NAMES);
  const nameTrigger = createNameLimit(MAX_TRIGGERS);

  const count = (name: string, help: string, labelNames: readonly string[], tally: Tally) => {
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const { labels, count: amount } of tally.entries()) this.labels(...labels).inc(amount);
      },
    });
  };
  const show = (name: string, help: string, read: () => number) => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  const measure = (name: string, help: string, label: string, tally: DurationTally) =>
    new TalliedHistogram({ name, help, label, tally, registers });

  new Gauge({ name: 'flowright_info', help: 'The version that runs', labelNames: ['version'], registers })
    .labels(version)
    .set(1);
  count('flowright_runs_created_total', 'Runs created, by what started them', ['trigger'], created);
  count('flowright_runs_finished_total', 'Runs that ended, by workflow and how', ['workflow', 'status'], finished);
  count('flowright_steps_total', 'Attempts of steps that ended, by block and how', ['block', 'outcome'], steps);
  measure('flowright_run_duration_seconds', 'From creation to end', 'status', runSeconds);
  measure('flowright_step_duration_seconds', 'Of one attempt', 'block', stepSeconds);
  show('flowright_runs_queued', 'Runs that wait for their turn in this process', () => host.load.queued);
  show('flowright_runs_running', 'Runs under way in this process', () => host.load.running);
  show('flowright_journal_backlog_bytes', 'Queued and not durable yet', () => journal.backlogBytes);
  show('flowright_journal_failed', '1 when nothing can be written any more', () =>
    Number(journal.failure !== undefined),
  );
  measure('flowright_journal_flush_seconds', 'From an event until it is durable', '', flushSeconds);
  count('flowright_http_requests_total', 'Requests answered', ['method', 'route', 'status'], http.requests);
  measure('flowright_http_request_duration_seconds', 'To the end of the answer', 'route', http.durations);
  const stopProcess = registerProcessMetrics(registry);

  const unwatch = watchRuns({
    host,
    journal,
    findBlock: createBlockFinder(findWorkflow),
    listener: {
      created: (trigger) => created.add([nameTrigger(trigger)]),
      finished(workflowId, status, seconds) {
        finished.add([nameWorkflow(workflowId), status]);
        runSeconds.observe(status, seconds);
      },
      step(block, outcome, seconds) {
        const name = nameBlock(block);
        steps.add([name, outcome]);
        if (seconds !== undefined) stepSeconds.observe(name, seconds);
      },
      durable: (seconds) => flushSeconds.observe('', seconds),
    },
  });
  return {
    collect: () => registry.metrics(),
    stop() {
      unwatch();
      stopProcess();
    },
  };
}
