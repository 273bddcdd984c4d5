import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';

const NS_PER_SECOND = 1e9;
/** Milliseconds between two looks at the event loop. */
const RESOLUTION_MS = 20;

/** Memory, processor time and lag of the event loop, under the names other Node programs give them. Returns how to stop. */
export function registerProcessMetrics(registry: Registry): () => void {
  const registers = [registry];
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();

  new Gauge({
    name: 'nodejs_eventloop_lag_seconds',
    help: 'How late the event loop was since the last look: 0.5 is the median, 1 the worst',
    labelNames: ['quantile'],
    registers,
    collect() {
      for (const quantile of [0.5, 0.95, 0.99, 1]) {
        // What is measured is the time between two looks; the lag is what that took too long.
        const ns = delay.count === 0 ? 0 : delay.percentile(quantile * 100);
        this.labels(String(quantile)).set(Math.max(0, ns / NS_PER_SECOND - RESOLUTION_MS / 1000));
      }
      delay.reset();
    },
  });
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time used',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  const memory = (name: string, help: string, read: (usage: NodeJS.MemoryUsage) => number) => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read(process.memoryUsage()));
      },
    });
  };
  memory('process_resident_memory_bytes', 'Memory the process holds', ({ rss }) => rss);
  memory('nodejs_heap_size_used_bytes', 'JavaScript objects', ({ heapUsed }) => heapUsed);
  memory('nodejs_heap_size_total_bytes', 'Room for JavaScript objects', ({ heapTotal }) => heapTotal);
  memory('nodejs_external_memory_bytes', 'Buffers and what libraries hold', ({ external }) => external);
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'When the process started, since 1970 (UTC)',
    registers,
  }).set(Math.round(Date.now() / 1000 - process.uptime()));
  return () => delay.disable();
}
