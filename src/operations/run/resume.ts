import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import type { Answer } from '#hosts/host.ts';
import { assertMay } from '../assert-may.ts';
import { toErrors } from '../errors.ts';
import { RunIdInput, StepPath } from '../ids.ts';
import { AnyJson } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { RunState } from './shapes.ts';
import { getRunRecord } from './to-run-summary.ts';

const ResumeInput = z.object({
  runId: RunIdInput,
  path: StepPath.optional().describe('With `decision`: the step whose effect is uncertain'),
  decision: z
    .enum(['retry', 'succeeded', 'failed'])
    .optional()
    .describe('What became of an effect that a crash cut off: run it again, it succeeded, or it failed'),
  output: AnyJson.optional().describe('With the decision `succeeded`: what the step gave'),
});

/** Carries a run on. */
export const resumeRun = operation
  .meta({ permission: 'run:control', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/runs/{runId}/resume',
    summary: 'Resume a run',
    description:
      'Takes over a run that no living process drives. With a decision, also says what became of an effect that a crash cut off; that needs the permission to answer approvals too.',
    tags: ['run'],
  })
  .errors(toErrors('run-not-found', 'run-finished', 'wait-not-open'))
  .input(ResumeInput)
  .output(RunState)
  .handler(async ({ input, context: { services, principal } }) => {
    const { runId } = input;
    const { finishedAt, status } = getRunRecord(services, runId);
    const decision = toDecision(input, principal.name);
    if (decision !== undefined) assertMay(principal, 'approval:answer', 'run.resume with a decision');
    if (finishedAt !== undefined) {
      throw new AppError('run-finished', `Run ${runId} has ended already (${status}). Fork it to run its steps again.`);
    }
    await services.host.recover([runId]);
    if (decision !== undefined) await services.host.answer(runId, decision);
    return { runId, status: getRunRecord(services, runId).status };
  });

function toDecision({ path, decision, output }: z.output<typeof ResumeInput>, by: string): Answer | undefined {
  if ((path === undefined) !== (decision === undefined) || (output !== undefined && decision !== 'succeeded')) {
    throw new AppError(
      'input-invalid',
      '`path` and `decision` go together, and `output` goes with the decision `succeeded`.',
      {
        data: { field: path === undefined ? 'path' : 'decision' },
      },
    );
  }
  if (path === undefined || decision === undefined) return undefined;
  return { kind: 'decision', path, decision, by, ...(output === undefined ? {} : { output }) };
}
