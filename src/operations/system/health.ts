import * as z from 'zod';
import { At } from '../ids.ts';
import { operation } from '../operation.ts';

/** How the server is. */
export const getHealth = operation
  .meta({ permission: null, effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/health',
    summary: 'Health',
    description:
      'Answers whether runs are driven. Anybody may ask; why they are not is told to those who may see settings.',
    tags: ['system'],
  })
  .input(z.object({}))
  .output(
    z.object({
      status: z.enum(['ok', 'failed']).describe('`failed`: nothing goes on until the server is started again'),
      version: z.string().describe('Version of Flowright'),
      startedAt: At.describe('When the server started, in milliseconds since 1970 (UTC)'),
      uptimeMs: z.number().describe('Milliseconds since then'),
      runs: z
        .object({
          queued: z.number().int().describe('Runs that wait for their turn'),
          running: z.number().int().describe('Runs under way'),
        })
        .describe('Runs in this process'),
      reason: z.string().optional().describe('Why it failed'),
    }),
  )
  .handler(({ context: { services, principal } }) => {
    const failure = services.failure();
    const { queued, running } = services.host.load;
    const isTold = failure !== undefined && principal.permissions.has('settings:read');
    return {
      status: failure === undefined ? ('ok' as const) : ('failed' as const),
      version: services.version,
      startedAt: services.startedAt,
      uptimeMs: Math.max(0, services.now() - services.startedAt),
      runs: { queued, running },
      ...(isTold ? { reason: failure.message } : {}),
    };
  });
