import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { StepId } from '#contract/workflow.ts';
import { WorkflowIdInput } from '../ids.ts';
import { AnyJson } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { Pin, toPin } from './shapes.ts';

/** Characters of the JSON text of one pin, and of all pins of a workflow: each run that is started with them holds them all. */
const MAX_OUTPUT = 1_000_000;
const MAX_TOGETHER = 10_000_000;
const MAX_PINS = 200;
/** JSON in the body of a request may be longer than the text it stands for: escapes. */
const MAX_BODY = 4_000_000;

/** Pins an output. */
export const setPin = operation
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: true, maxBodyBytes: MAX_BODY })
  .route({
    method: 'PUT',
    path: '/workflows/{workflowId}/pins/{stepId}',
    summary: 'Pin an output',
    description:
      'Makes an output stand in for what a step would give, in runs that are started with pinned outputs. It takes the place of one pinned before.',
    tags: ['pin'],
  })
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      stepId: StepId.describe('The step'),
      output: AnyJson.describe('What it gives instead of working, at most 1 MB'),
    }),
  )
  .output(Pin)
  .handler(async ({ input, context: { services, principal } }) => {
    const { workflowId, stepId, output } = input;
    if (output === undefined) {
      throw new AppError('input-invalid', 'There is no `output` to pin. Give the value the step is to answer.', {
        data: { field: 'output' },
      });
    }
    const { length } = JSON.stringify(output);
    assertWithin(length, MAX_OUTPUT, `The output is ${length} characters of JSON`);
    const others = services.pins.measure(workflowId, stepId);
    assertWithin(others.length + length, MAX_TOGETHER, `All pinned outputs of "${workflowId}" would be too large`);
    assertWithin(others.count + 1, MAX_PINS, `"${workflowId}" has ${others.count} pinned outputs already`);
    return toPin(await services.pins.set(workflowId, stepId, output, principal.name));
  });

function assertWithin(found: number, limit: number, what: string): void {
  if (found <= limit) return;
  throw new AppError('limit-exceeded', `${what}; the limit is ${limit}. Pin less, or remove another pin.`, {
    data: { limit },
  });
}
