import * as z from 'zod';
import { RunStatus } from '#contract/run-event.ts';
import type { RunHead } from '#journal/run-heads.ts';
import { At, WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { createTurn } from '../turn.ts';

const MAX_WORKFLOWS = 100;
const MAX_RUNS = 20;

/** The newest runs of each of several workflows. */
export const listRecentRuns = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/runs/recent',
    summary: 'Newest runs of several workflows',
    description: 'Lists the newest runs of each of some workflows, for an overview.',
    tags: ['run'],
  })
  .input(
    z.object({
      workflowIds: z
        .preprocess(
          (value: string | readonly string[]) =>
            typeof value === 'string' ? value.split(',').filter((id) => id !== '') : value,
          z.array(WorkflowIdInput).max(MAX_WORKFLOWS),
        )
        .describe(`Ids of workflows, at most ${MAX_WORKFLOWS}; unknown ones have no runs`),
      limit: wholeNumber(1, MAX_RUNS).default(10).describe(`Runs of each, at most ${MAX_RUNS}; 10 by default`),
    }),
  )
  .output(
    z.object({
      items: z
        .array(
          z
            .object({
              workflowId: z.string().describe('Id of the workflow'),
              runs: z
                .array(
                  z
                    .object({
                      id: z.string().describe('Id of the run'),
                      status: RunStatus.describe('How the run is'),
                      version: z.number().int().describe('Version of the workflow it runs'),
                      triggerKind: z.string().describe('What started it'),
                      createdAt: At.describe('When it was accepted, in milliseconds since 1970 (UTC)'),
                      startedAt: At.optional().describe(
                        'When its first step could start, in milliseconds since 1970 (UTC)',
                      ),
                      finishedAt: At.optional().describe('When it ended, in milliseconds since 1970 (UTC)'),
                    })
                    .describe('A run'),
                )
                .describe('Its runs, newest first'),
            })
            .describe('A workflow and its newest runs'),
        )
        .describe('The workflows, in the order they were named'),
    }),
  )
  .handler(async ({ input: { workflowIds, limit }, context: { services }, signal }) => {
    const turn = createTurn(signal);
    const items = [];
    for (const workflowId of new Set(workflowIds)) {
      await turn();
      items.push({ workflowId, runs: services.heads.newest(workflowId, limit).map(toRecentRun) });
    }
    return { items };
  });

function toRecentRun({ id, status, version, triggerKind, createdAt, startedAt, finishedAt }: RunHead) {
  return {
    id,
    status,
    version,
    triggerKind,
    createdAt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  };
}
