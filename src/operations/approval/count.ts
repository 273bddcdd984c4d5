import * as z from 'zod';
import { operation } from '../operation.ts';

/** How many questions wait for a person. */
export const countApprovals = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/approvals/count',
    summary: 'Count open questions',
    description: 'Counts what runs ask people and nobody has answered: approvals, and effects a crash left uncertain.',
    tags: ['approval'],
  })
  .input(z.object({}))
  .output(z.object({ open: z.number().int().describe('Questions that wait for an answer') }))
  .handler(({ context: { services } }) => ({ open: services.questions.countOpen() }));
