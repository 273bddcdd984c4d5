import { defineStrings } from '#web/strings/define-strings.ts';
import { formatDuration, formatNumber, plural } from '#web/strings/format.ts';

/** Words of simulating. */
export const text = defineStrings('run-simulate', {
  title: (name: string) => `Simulate ${name}`,
  simulate: 'Simulate',
  bar: 'Simulation',
  wouldSucceed: 'Simulation: it would succeed',
  wouldFail: 'Simulation: it would fail',
  wouldEnd: 'Simulation: it would end early',
  wouldWrite: (count: number) => `Would write ${formatNumber(count)}:`,
  written: 'Show what would be written',
  writtenBy: (step: string) => `What ${step} would get; the last time when it runs often`,
  writesNothing: 'Would write nothing.',
  times: (count: number) => (count === 1 ? '' : ` (${formatNumber(count)} times)`),
  reads: 'Reads were real.',
  sampledReads: 'Reads were samples.',
  estimate: (p50: number, p95: number) =>
    p50 === p95
      ? `Takes about ${formatDuration(p50)}`
      : `Takes about ${formatDuration(p50)}, seldom more than ${formatDuration(p95)}`,
  estimateUnknown: (count: number) => `without ${plural(count, 'step')} that never ran`,
  noHistory: 'No run has ended yet, so there is no estimate of the time.',
  cut: (count: number) => `${plural(count, 'event')} more than can be shown.`,
  stale: 'The workflow was changed since.',
  again: 'Simulate again',
  exit: 'Leave simulation',
});
