import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { ErrorInfo } from '#contract/error-info.ts';
import { RunStatus } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import { toErrors } from '../errors.ts';
import { VersionInput, WorkflowIdInput } from '../ids.ts';
import { AnyJson, AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { StreamedEvent } from '../run/stream-shape.ts';
import type { Services } from '../services.ts';
import { MAX_DOCUMENT_BYTES } from './document-limit.ts';
import { getVersion } from './find-workflow.ts';
import { assertValid, readDocument } from './read-document.ts';
import { WorkflowDocument } from './shapes.ts';

/** Events answered; a dry run of a long loop has more. */
const MAX_EVENTS = 5_000;

const SimulateInput = z.object({
  workflow: WorkflowDocument.optional().describe('The document to try; or name a saved workflow'),
  workflowId: WorkflowIdInput.optional().describe('A saved workflow to try'),
  version: VersionInput.optional().describe('Version of the saved workflow; the current one by default'),
  input: AnyJsonObject.optional().describe('Values for the inputs the workflow declares'),
  reads: z.boolean().default(false).describe('Whether blocks that only read really do'),
});

/** A dry run. */
export const simulateWorkflow = operation
  .meta({ permission: 'run:start', effect: 'idempotent', audit: true, maxBodyBytes: MAX_DOCUMENT_BYTES })
  .route({
    method: 'POST',
    path: '/workflows/simulate',
    summary: 'Try a workflow without effects',
    description:
      'Runs a document or a saved workflow in memory. What has an effect answers samples, waits end at once, and people approve.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found', 'version-not-found', 'workflow-invalid'))
  .input(SimulateInput)
  .output(
    z.object({
      status: RunStatus.describe('How the dry run ended'),
      output: AnyJson.optional().describe('What it answered'),
      error: ErrorInfo.optional().describe('Why it failed'),
      events: z.array(StreamedEvent.omit({ kind: true })).describe(`The first ${MAX_EVENTS} events of its journal`),
      moreEvents: z.number().int().describe('Events left out'),
    }),
  )
  .handler(async ({ input, context: { services } }) => {
    const workflow = pickWorkflow(services, input);
    const { record, events } = await services.simulate(workflow, input.input ?? {}, { reads: input.reads });
    const { status, output, error } = record;
    return {
      status,
      ...(output === undefined ? {} : { output }),
      ...(error === undefined ? {} : { error }),
      events: events.slice(0, MAX_EVENTS).map(({ seq, event }) => ({ seq, event })),
      moreEvents: Math.max(0, events.length - MAX_EVENTS),
    };
  });

function pickWorkflow(services: Services, { workflow, workflowId, version }: z.output<typeof SimulateInput>): Workflow {
  if ((workflow === undefined) === (workflowId === undefined)) {
    throw new AppError(
      'input-invalid',
      'A dry run needs either a document as `workflow` or a saved one as `workflowId`.',
      {
        data: { field: 'workflow' },
      },
    );
  }
  if (workflow !== undefined) return assertValid(readDocument(services, workflow)).workflow;
  return getVersion(services, workflowId ?? '', version).document;
}
