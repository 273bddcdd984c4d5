import * as z from 'zod';
import { At } from '../ids.ts';
import { operation } from '../operation.ts';
import { PageInput, toPage, toPageShape, wholeNumber } from '../page.ts';

const AuditRecord = z
  .object({
    id: z.number().int().describe('Place in the chain, counted from 1'),
    at: At.describe('When, in milliseconds since 1970 (UTC)'),
    who: z.string().describe('Id of the principal'),
    what: z.string().describe('The operation, e.g. `workflow.save`'),
    target: z.string().optional().describe('Id of what it was about'),
    outcome: z.string().describe('`succeeded`, or the code of the error'),
    from: z.string().describe('Surface and address'),
    requestId: z.string().describe('Id of the request, as in the log'),
    hash: z.string().describe('SHA-256 over the hash of the entry before and this entry'),
  })
  .describe('Something that was done, or tried');

const Time = wholeNumber(0, Number.MAX_SAFE_INTEGER);
const MAX_TEXT = 300;

/** Lists the audit log. */
export const listAudit = operation
  .meta({ permission: 'audit:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/audit',
    summary: 'List the audit log',
    description: 'Lists who did what, the newest first.',
    tags: ['audit'],
  })
  .input(
    z.object({
      who: z.string().max(MAX_TEXT).optional().describe('Only entries of this principal'),
      what: z.string().max(MAX_TEXT).optional().describe('Only entries of this operation'),
      target: z.string().max(MAX_TEXT).optional().describe('Only entries about this id'),
      outcome: z.string().max(MAX_TEXT).optional().describe('Only entries that ended so: `succeeded` or an error code'),
      from: Time.optional().describe('Not before this time, in milliseconds since 1970 (UTC)'),
      to: Time.optional().describe('Before this time, in milliseconds since 1970 (UTC)'),
      ...PageInput,
      cursor: wholeNumber(1, Number.MAX_SAFE_INTEGER)
        .optional()
        .describe('`nextCursor` of the page before; the first page when absent'),
    }),
  )
  .output(toPageShape(AuditRecord))
  .handler(async ({ input: { cursor, limit, ...filter }, context: { services } }) => {
    // What was just done must show.
    await services.audit.flush();
    const found = services.audit.list({ ...filter, beforeId: cursor, limit: limit + 1 });
    return toPage(found, limit, (record) => String(record.id));
  });
