import * as z from 'zod';
import { operation } from '../operation.ts';
import { MAX_USES } from './connections.ts';

/** Lists the secrets workflows are given. */
export const listConnections = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/connections',
    summary: 'List connections',
    description:
      'Lists the secrets that are set and those current versions of workflows refer to, with where. Their values are never told.',
    tags: ['connection'],
  })
  .input(z.object({}))
  .output(
    z.object({
      items: z
        .array(
          z
            .object({
              name: z.string().describe('Name of the secret, as in `{{ secrets.NAME }}`'),
              isSet: z.boolean().describe('Whether it has a value'),
              variable: z.string().describe('The environment variable that sets it, read when the program starts'),
              useCount: z.number().int().describe('Fields of workflows that open it'),
              usedBy: z
                .array(
                  z.object({
                    workflowId: z.string().describe('Id of the workflow'),
                    workflowName: z.string().describe('Name of the workflow'),
                    stepId: z.string().describe('The step'),
                    field: z.string().describe('The field of its input'),
                  }),
                )
                .describe(`The first ${MAX_USES} of them`),
            })
            .describe('A secret workflows are given by name'),
        )
        .describe('The secrets, by name'),
    }),
  )
  .handler(async ({ context: { services } }) => {
    const connections = await services.connections();
    return { items: connections.map(({ usedBy, ...rest }) => ({ ...rest, usedBy: [...usedBy] })) };
  });
