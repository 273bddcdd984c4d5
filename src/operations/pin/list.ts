import * as z from 'zod';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { Pin, toPin } from './shapes.ts';

/** Lists the pinned outputs of a workflow. */
export const listPins = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows/{workflowId}/pins',
    summary: 'List pinned outputs',
    description: 'Lists the outputs that stand in for what steps would give, in runs that are started with them.',
    tags: ['pin'],
  })
  .input(z.object({ workflowId: WorkflowIdInput }))
  .output(z.object({ items: z.array(Pin).describe('The pinned outputs, by step') }))
  .handler(({ input, context: { services } }) => ({ items: services.pins.list(input.workflowId).map(toPin) }));
