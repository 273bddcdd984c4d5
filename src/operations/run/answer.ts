import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { toErrors } from '../errors.ts';
import { RunIdInput, StepPath } from '../ids.ts';
import { AnyJson, AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { RunState } from './shapes.ts';
import { getRunRecord } from './to-run-summary.ts';

const AnswerInput = z.object({
  runId: RunIdInput,
  path: StepPath,
  approved: z.boolean().optional().describe('The answer to an approval'),
  comment: z.string().max(50_000).optional().describe('With `approved`: why'),
  answer: AnyJsonObject.optional().describe('With `approved`: the form, as filled in'),
  data: AnyJson.optional().describe('Instead of `approved`: what a callback gets'),
});

/** Answers what a run waits for. */
export const answerRun = operation
  .meta({ permission: 'approval:answer', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/runs/{runId}/answer',
    summary: 'Answer an approval or callback',
    description: 'Gives a run the answer one of its steps waits for, and answers once it is on disk.',
    tags: ['approval'],
  })
  .errors(toErrors('run-not-found', 'run-finished', 'wait-not-open'))
  .input(AnswerInput)
  .output(RunState)
  .handler(async ({ input, context: { services, principal } }) => {
    const { runId, path } = input;
    getRunRecord(services, runId);
    await services.host.answer(runId, { kind: 'answer', path, data: toData(input), by: principal.name });
    return { runId, status: getRunRecord(services, runId).status };
  });

function toData({ approved, comment, answer, data }: z.output<typeof AnswerInput>): JsonValue {
  const isApproval = approved !== undefined;
  const hasMore = comment !== undefined || answer !== undefined;
  if (isApproval === (data !== undefined) || (!isApproval && hasMore)) {
    throw new AppError(
      'input-invalid',
      'An answer is either `approved`, with `comment` and `answer` if wanted, or `data` for a callback.',
      { data: { field: isApproval ? 'data' : 'approved' } },
    );
  }
  if (approved === undefined) return data ?? null;
  return {
    approved,
    ...(comment === undefined ? {} : { comment }),
    ...(answer === undefined ? {} : { answer }),
  };
}
