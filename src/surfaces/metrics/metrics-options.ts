import type { Host } from '#hosts/host.ts';
import type { Journal } from '#journal/journal.ts';
import type { FindWorkflow } from './step-blocks.ts';

/** What is measured. */
export interface MetricsOptions {
  readonly version: string;
  readonly host: Pick<Host, 'watch' | 'load'>;
  readonly journal: Pick<Journal, 'findRun' | 'backlogBytes' | 'failure'>;
  readonly findWorkflow: FindWorkflow;
}
