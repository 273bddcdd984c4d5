import * as z from 'zod';
import { WorkflowId } from '#contract/workflow.ts';
import { wholeNumber } from './page.ts';

/** Id of a workflow, as an input. */
export const WorkflowIdInput = WorkflowId.describe('Id of the workflow');

/** Id of a run, as an input. */
export const RunIdInput = z.string().min(1).max(100).describe('Id of the run');

/** Number of a version, as an input. */
export const VersionInput = wholeNumber(1, 1_000_000_000).describe('Number of the version, counted from 1');

/** Place of a step instance, as an input. */
export const StepPath = z
  .string()
  .min(1)
  .max(2_000)
  .describe(
    'Which instance of which step: ids joined by dots, with the iteration of each loop, e.g. `each_order[3].fetch`',
  );

/** A time. */
export const At = z.number().describe('Milliseconds since 1970 (UTC)');
