import * as z from 'zod';
import { StepId } from '#contract/workflow.ts';
import { toErrors } from '../errors.ts';
import { RunIdInput, VersionInput } from '../ids.ts';
import { AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { StartedRun } from './shapes.ts';
import { readPins, ScopeInput } from './start-input.ts';
import { getRunRecord } from './to-run-summary.ts';

const MAX_STEPS = 1_000;

/** Runs an old run again from some steps on. */
export const forkRun = operation
  .meta({ permission: 'run:control', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/runs/{runId}/fork',
    summary: 'Fork a run',
    description:
      'Starts a new run that takes over what ended before some steps, and runs these and all that follow again, with edited inputs or another version if wanted. To run one step alone, name it in `from` and in `upTo`.',
    tags: ['run'],
    successStatus: 201,
  })
  .errors(
    toErrors(
      'run-not-found',
      'step-not-found',
      'version-not-found',
      'workflow-invalid',
      'conflict',
      'queue-full',
      'shutting-down',
    ),
  )
  .input(
    z.object({
      runId: RunIdInput,
      from: z.array(StepId).min(1).max(MAX_STEPS).optional().describe('Steps to run again; the failed ones by default'),
      inputs: z
        .record(StepId, AnyJsonObject)
        .optional()
        .describe('Inputs to replace, by step: an object with the fields of the step that change'),
      version: VersionInput.optional().describe('Version to run; that of the run by default'),
      ...ScopeInput,
    }),
  )
  .output(StartedRun)
  .handler(({ input: { runId, from, inputs, version, usePins, upTo }, context: { services } }) =>
    services.host.fork({
      runId,
      ...(upTo === undefined ? {} : { upTo }),
      ...(usePins ? { pins: readPins(services, getRunRecord(services, runId).workflowId) } : {}),
      ...(from === undefined ? {} : { from }),
      ...(inputs === undefined ? {} : { overrides: inputs }),
      ...(version === undefined ? {} : { version }),
    }),
  );
