import * as z from 'zod';
import { ERROR_TABLE, type ErrorCode, isErrorCode } from './error-table.ts';
import { JsonObject } from './json.ts';

/** What is kept of an error in journals and answers: never a stack, never a secret. */
export const ErrorInfo = z
  .object({
    code: z
      .custom<ErrorCode>(isErrorCode, 'an error code of the table')
      .meta({ type: 'string', enum: Object.keys(ERROR_TABLE) })
      .describe('A code of the error table'),
    message: z.string().describe('What happened, to what, and what to do next'),
    data: JsonObject.optional().describe('Facts a program may use: field, limit, status…'),
    retry: z.enum(['never', 'later']).optional().describe('Overrides the table: whether trying again may help'),
  })
  .describe('A failure as people and programs see it');
export type ErrorInfo = z.infer<typeof ErrorInfo>;
