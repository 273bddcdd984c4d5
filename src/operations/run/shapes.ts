import * as z from 'zod';
import { ErrorInfo } from '#contract/error-info.ts';
import { RunStatus } from '#contract/run-event.ts';
import { At } from '../ids.ts';
import { AnyJson, AnyJsonObject } from '../json-shape.ts';

/** A run in a list. */
export const RunSummary = z
  .object({
    id: z.string().describe('Id of the run'),
    workflowId: z.string().describe('Id of its workflow'),
    version: z.number().int().describe('Version of the workflow it runs'),
    status: RunStatus.describe('How the run is'),
    triggerKind: z
      .string()
      .describe('What started it: `manual`, `api`, `cli`, `webhook`, `schedule`, `workflow`, `fork`…'),
    priority: z.number().int().describe('Higher runs first when runs queue'),
    parentRunId: z.string().optional().describe('Run that called it as a sub-workflow'),
    parentPath: z.string().optional().describe('Step of the parent that called it'),
    idempotencyKey: z.string().optional().describe('Key it was started with'),
    createdAt: At.describe('When it was accepted, in milliseconds since 1970 (UTC)'),
    startedAt: At.optional().describe('When its first step could start, in milliseconds since 1970 (UTC)'),
    finishedAt: At.optional().describe('When it ended, in milliseconds since 1970 (UTC)'),
    error: ErrorInfo.optional().describe('Why it failed'),
    eventCount: z.number().int().describe('Events in its journal'),
  })
  .describe('A run in a list');
export type RunSummary = z.infer<typeof RunSummary>;

/** How an instance of a step can be. */
export const STEP_STATUSES = [
  'running',
  'retrying',
  'waiting',
  'uncertain',
  'succeeded',
  'failed',
  'cancelled',
  'abandoned',
] as const;

const stepFields = {
  path: z.string().describe('Which instance of which step, e.g. `each_order[3].fetch`'),
  stepId: z.string().describe('Id of the step in the document'),
  status: z
    .enum(STEP_STATUSES)
    .describe(
      'How the step is. `retrying`: it failed and will be tried again. `abandoned`: it was cancelled and did not stop in time',
    ),
  attempts: z.number().int().describe('Attempts so far; 0 for a step taken over from another run'),
  startedAt: At.describe('When it first started, in milliseconds since 1970 (UTC)'),
  endedAt: At.optional().describe('When it ended, in milliseconds since 1970 (UTC)'),
  waitedMs: z.number().optional().describe('Milliseconds it spent waiting for time, a person or a call'),
  ports: z.array(z.string()).optional().describe('Ports it took, where it was not the default one'),
  error: ErrorInfo.optional().describe('Why its last attempt failed'),
  loop: z
    .object({
      count: z.number().int().nullable().describe('Number of items; null when each round decides about the next'),
      finished: z.number().int().describe('Iterations that have ended'),
      failed: z.number().int().describe('Iterations that ended with an error'),
    })
    .optional()
    .describe('Of a loop: how far it is'),
  childRunId: z.string().optional().describe('Run it called'),
  simulated: z.boolean().optional().describe('Its effect was replaced by a sample'),
  copied: z.boolean().optional().describe('Taken over from the run this one was forked from'),
  pinned: z.boolean().optional().describe('Its output was pinned: it did not run'),
};

/** An instance of a step, as the journal tells it. */
export const StepSummary = z.object(stepFields).describe('An instance of a step, without its data');
export type StepSummary = z.infer<typeof StepSummary>;

/** An instance of a step with its data. */
export const StepDetail = z
  .object({
    ...stepFields,
    seq: z.number().int().describe('Place of its first event in the journal'),
    input: AnyJson.optional().describe('Resolved input of the last attempt; secrets by name only'),
    output: AnyJson.optional().describe('What it gave'),
  })
  .describe('An instance of a step, with its input and output');
export type StepDetail = z.infer<typeof StepDetail>;

/** What a run waits for. */
export const OpenWait = z
  .object({
    path: z.string().describe('Step that waits; empty for the time limit of the run'),
    kind: z
      .enum(['timer', 'approval', 'callback', 'retry', 'uncertain', 'child', 'deadline'])
      .describe(
        'What for: time, a person, a call, the next attempt, a decision, a called run, or the time limit of the run',
      ),
    dueAt: At.optional().describe('When it ends or expires, in milliseconds since 1970 (UTC)'),
    childRunId: z.string().optional().describe('The called run'),
  })
  .describe('What a run waits for');

/** A run with its data. */
export const RunDetail = RunSummary.extend({
  input: AnyJson.optional().describe('Input the run was started with'),
  output: AnyJson.optional().describe('What it answered; present once it succeeded'),
  trigger: z
    .object({
      kind: z.string().describe('What started it'),
      by: z.string().optional().describe('Who or what started it'),
      data: AnyJsonObject.optional().describe('What expressions see as `trigger`'),
    })
    .describe('What started it'),
  forkedFrom: z
    .object({
      runId: z.string().describe('The run it was forked from'),
      steps: z.array(z.string()).describe('Steps that were run again'),
    })
    .optional()
    .describe('Of a fork: where it comes from'),
  simulated: z.boolean().optional().describe('Whether effects were replaced by samples'),
  upTo: z
    .array(z.string())
    .optional()
    .describe('Only these steps and all that lead to them run; every step when absent'),
  pinnedSteps: z.array(z.string()).optional().describe('Steps whose output is pinned in this run'),
  steps: z
    .array(StepSummary)
    .describe(
      'Its steps in the order they started; of those inside loops the failed ones and those under way, up to a limit',
    ),
  hiddenSteps: z.number().int().describe('Steps inside loops that are not among `steps`'),
  waits: z.array(OpenWait).describe('What it waits for now, at most 1000'),
}).describe('A run with its input, output, steps and waits');
export type RunDetail = z.infer<typeof RunDetail>;

/** What starting, retrying and forking answer. */
export const StartedRun = z
  .object({
    runId: z.string().describe('Id of the run'),
    existing: z.boolean().describe('True when the idempotency key was used before, so that this is the run of then'),
  })
  .describe('A run that was accepted: its creation is on disk');

/** What carrying a run on answers. */
export const RunState = z
  .object({
    runId: z.string().describe('Id of the run'),
    status: RunStatus.describe('How the run is now'),
  })
  .describe('A run and how it is');
