import { eventIterator } from '@orpc/server';
import * as z from 'zod';
import type { LiveRuns } from '#events/live-runs.ts';
import type { RunNews } from '#events/pending-news.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { toAppError, toOrpcError } from '../to-app-error.ts';
import { RunSummary } from './shapes.ts';
import { toRunSummary } from './to-run-summary.ts';

const LiveEntry = z
  .discriminatedUnion('kind', [
    z
      .object({
        kind: z.literal('run').describe('A run was created, or its status changed'),
        run: RunSummary.describe('How it is now: states it left before this one was sent are not told'),
      })
      .describe('A run as it is now'),
    z
      .object({
        kind: z.literal('skipped').describe('More changed than could be told one by one: read the list of runs again'),
        count: z.number().int().describe('How many changes were left out'),
      })
      .describe('Changes that were left out'),
    z
      .object({
        kind: z.literal('open-questions').describe('The number of open questions, first and whenever it changes'),
        count: z.number().int().describe('Questions of all workflows that wait for a person: see approval.list'),
      })
      .describe('How many questions wait for a person'),
  ])
  .describe('A run that changed, or the number of open questions');
type LiveEntry = z.infer<typeof LiveEntry>;

/** Follows all runs. */
export const followRuns = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/runs/live',
    summary: 'Follow all runs',
    description:
      'Streams runs as they are created and change their status, from now on: of each run its newest state, at most four times a second. Whoever reads slower than runs change is told of fewer states, never of old ones.',
    tags: ['run'],
  })
  .input(z.object({ workflowId: WorkflowIdInput.optional().describe('Only runs of this workflow') }))
  .output(eventIterator(LiveEntry))
  .handler(async function* ({ input, context: { services }, signal }) {
    try {
      yield* toEntries(services.liveRuns, input.workflowId, signal);
    } catch (error) {
      throw toOrpcError(toAppError(error));
    }
  });

async function* toEntries(
  liveRuns: LiveRuns,
  workflowId: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<LiveEntry, void, void> {
  const reader = liveRuns.open(workflowId);
  signal?.addEventListener('abort', reader.wake);
  try {
    while (signal?.aborted !== true) {
      const news = reader.shift();
      if (news === undefined) await reader.whenFilled();
      else yield toEntry(news);
    }
  } finally {
    signal?.removeEventListener('abort', reader.wake);
    reader.close();
  }
}

function toEntry(news: RunNews): LiveEntry {
  return news.kind === 'run' ? { kind: 'run', run: toRunSummary(news.run) } : news;
}
