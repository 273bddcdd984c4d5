import { queryOptions } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';
import { toFailure } from '#web/api/failure.ts';

/** How long what cannot change any more is kept, in milliseconds. */
const FOR_EVER = Number.POSITIVE_INFINITY;

/** A run with its steps and waits. */
export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', 'get', runId],
    queryFn: ({ signal }) => client.run.get({ runId }, { signal }),
  });

/** The document a run runs. Versions never change. */
export const versionQuery = (workflowId: string, version: number) =>
  queryOptions({
    queryKey: ['workflow', 'version', workflowId, version],
    queryFn: ({ signal }) => client.workflow.version({ workflowId, version }, { signal }),
    staleTime: FOR_EVER,
  });

/** The newest state of a workflow. */
export const workflowQuery = (workflowId: string) =>
  queryOptions({
    queryKey: ['workflow', 'get', workflowId],
    queryFn: ({ signal }) => client.workflow.get({ workflowId }, { signal }),
  });

/** Data of one instance of a step. `lastSeq`: its newest event, so that an older answer is not taken for the present one. */
export const stepQuery = (runId: string, path: string, lastSeq: number) =>
  queryOptions({
    queryKey: ['run', 'steps', runId, 'path', path, lastSeq],
    queryFn: async ({ signal }) => {
      const { items } = await client.run.steps({ runId, path, limit: 1 }, { signal });
      return items[0] ?? null;
    },
    staleTime: FOR_EVER,
    gcTime: 60_000,
  });

/** Newest instance data of a step, whichever iteration it is in. */
export const stepOfRunQuery = (runId: string, stepId: string, lastSeq: number) =>
  queryOptions({
    queryKey: ['run', 'steps', runId, 'step', stepId, lastSeq],
    queryFn: async ({ signal }) => {
      const { items } = await client.run.steps({ runId, stepId, limit: 1 }, { signal });
      return items[0] ?? null;
    },
    staleTime: FOR_EVER,
    gcTime: 60_000,
  });

/** Every instance inside one iteration of a loop, with data. */
export const iterationStepsQuery = (runId: string, iterationPath: string, lastSeq: number) =>
  queryOptions({
    queryKey: ['run', 'steps', runId, 'under', iterationPath, lastSeq],
    queryFn: async ({ signal }) => {
      const { items } = await client.run.steps({ runId, under: iterationPath, limit: 100 }, { signal });
      return items;
    },
    staleTime: FOR_EVER,
    gcTime: 60_000,
  });

/** The newest runs of a workflow, or of all. */
export const recentRunsQuery = (workflowId: string | undefined, limit = 30) =>
  queryOptions({
    queryKey: ['run', 'list', 'recent', workflowId ?? '', limit],
    queryFn: async ({ signal }) => {
      const filter = workflowId === undefined ? {} : { workflowId };
      return (await client.run.list({ ...filter, limit }, { signal })).items;
    },
    staleTime: 2_000,
  });

/** The runs a run called. */
export const childRunsQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', 'list', 'children', runId],
    queryFn: async ({ signal }) => (await client.run.list({ parentRunId: runId, limit: 50 }, { signal })).items,
  });

/** The questions a run asks. */
export const questionsQuery = (runId: string, lastSeq: number) =>
  queryOptions({
    queryKey: ['approval', 'list', runId, lastSeq],
    queryFn: async ({ signal }) => (await client.approval.list({ runId, limit: 50 }, { signal })).items,
  });

/** Outputs that people fixed for the editor. */
export const pinsQuery = (workflowId: string) =>
  queryOptions({
    queryKey: ['pin', 'list', workflowId],
    queryFn: async ({ signal }) => (await client.pin.list({ workflowId }, { signal })).items,
  });

/** How long a workflow and its steps took in earlier runs; of one that was never saved nothing is known. */
export const timingsQuery = (workflowId: string) =>
  queryOptions({
    queryKey: ['workflow', 'timings', workflowId],
    queryFn: async ({ signal }) => {
      try {
        return await client.workflow.timings({ workflowId }, { signal });
      } catch (error) {
        if (toFailure(error).code === 'workflow-not-found') return { runs: 0, steps: [] };
        throw error;
      }
    },
    staleTime: 60_000,
  });
