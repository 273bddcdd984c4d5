import * as z from 'zod';
import { operation } from '../operation.ts';

/** Checks the audit log. */
export const verifyAudit = operation
  .meta({ permission: 'audit:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/audit/verify',
    summary: 'Verify the audit log',
    description: 'Recomputes the whole hash chain: whether an entry was changed, removed or put in.',
    tags: ['audit'],
  })
  .input(z.object({}))
  .output(
    z.object({
      ok: z.boolean().describe('Whether the log is as it was written'),
      count: z.number().int().optional().describe('Entries checked, when it is'),
      brokenAt: z
        .number()
        .int()
        .optional()
        .describe('Place of the first entry that is missing or changed, when it is not'),
    }),
  )
  .handler(async ({ context: { services } }) => {
    await services.audit.flush();
    return services.audit.verify();
  });
