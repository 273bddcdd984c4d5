import * as z from 'zod';
import type { StoredEvent } from '#contract/run-event.ts';
import { toErrors } from '../errors.ts';
import { At, RunIdInput, StepPath } from '../ids.ts';
import { AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { PageInput, toPage, toPageShape, wholeNumber } from '../page.ts';
import { forEachEvent } from './fold-steps.ts';
import { getRunRecord } from './to-run-summary.ts';

const LogLine = z
  .object({
    seq: z.number().int().describe('Place in the journal'),
    at: At.describe('When it was written, in milliseconds since 1970 (UTC)'),
    path: z.string().describe('Step that wrote it'),
    attempt: z.number().int().describe('Attempt of the step, counted from 1'),
    level: z.enum(['debug', 'info', 'warn', 'error']).describe('How much it matters'),
    message: z.string().describe('What it says; long messages are cut'),
    data: AnyJsonObject.optional().describe('More about it'),
  })
  .describe('A line of the log of a step');
type LogLine = z.infer<typeof LogLine>;

/** What steps wrote to their logs. */
export const listLogs = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/runs/{runId}/logs',
    summary: 'Logs of steps',
    description:
      'Lists the lines that steps of a run wrote to their logs, oldest first. Of one call of a step at most 100 lines are kept, of a run 5000. New ones come with the events of the run.',
    tags: ['run'],
  })
  .errors(toErrors('run-not-found'))
  .input(
    z.object({
      runId: RunIdInput,
      path: StepPath.optional().describe('Only this instance of a step, and what is inside of it'),
      ...PageInput,
      cursor: wholeNumber(1, 4_294_967_295)
        .optional()
        .describe('`nextCursor` of the page before; the first page when absent'),
    }),
  )
  .output(toPageShape(LogLine))
  .handler(async ({ input: { runId, path, cursor, limit }, context: { services }, signal }) => {
    getRunRecord(services, runId);
    const lines: LogLine[] = [];
    const visit = (stored: StoredEvent): boolean => {
      const line = toLine(stored, path);
      if (line !== undefined) lines.push(line);
      return lines.length <= limit;
    };
    await forEachEvent(services.journal.read(runId, cursor ?? 1), visit, signal);
    return toPage(lines, limit, ({ seq }) => String(seq + 1));
  });

function toLine({ seq, event }: StoredEvent, wanted: string | undefined): LogLine | undefined {
  if (event.type !== 'step-logged') return undefined;
  const { at, path, attempt, level, message, data } = event;
  if (wanted !== undefined && path !== wanted && !path.startsWith(`${wanted}[`) && !path.startsWith(`${wanted}.`))
    return undefined;
  return { seq, at, path, attempt, level, message, ...(data === undefined ? {} : { data }) };
}
