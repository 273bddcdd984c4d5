import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { recentRunsQuery } from '#web/api/queries/runs.ts';
import { activationsQuery, workflowListQuery, workflowNamesQuery } from '#web/api/queries/workflows.ts';
import type { Activation, RecentRun } from '#web/api/shapes-of-pages.ts';
import { isUnderTag } from './tag-tree.ts';

/** Most workflows `run.recent` answers about at once. */
const CHUNK = 100;

/** What the address says about the list. */
export interface WorkflowsFilter {
  readonly text: string;
  /** A tag; its workflows and those of the tags below it. */
  readonly tag: string | undefined;
  readonly sort: 'id' | 'updated';
}

/** The workflows of the list, with their last runs and what is active. */
export function useWorkflows({ text, tag, sort }: WorkflowsFilter) {
  const names = useQuery(workflowNamesQuery);
  // The server knows tags, not folders: one with tags below is looked up among all.
  const isFolder = useMemo(
    () => tag !== undefined && [...(names.data?.values() ?? [])].some(({ tags }) => isBelow(tags, tag)),
    [names.data, tag],
  );
  const list = useInfiniteQuery({
    ...workflowListQuery({
      sort,
      ...(text === '' ? {} : { search: text }),
      ...(tag === undefined || isFolder ? {} : { tag }),
    }),
    refetchInterval: 30_000,
  });
  const rows = useMemo(() => {
    const all = list.data?.pages.flatMap((page) => page.items) ?? [];
    return tag !== undefined && isFolder ? all.filter((workflow) => isUnderTag(workflow.tags, tag)) : all;
  }, [list.data, tag, isFolder]);
  const chunks = useMemo(() => {
    const ids = rows.map((workflow) => workflow.id);
    return Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, at) => ids.slice(at * CHUNK, (at + 1) * CHUNK));
  }, [rows]);
  const recent = useQueries({
    queries: chunks.map((ids) => ({ ...recentRunsQuery(ids), refetchInterval: 15_000 })),
    combine: (answers) =>
      new Map<string, readonly RecentRun[]>(
        answers.flatMap(({ data }) => data?.items.map(({ workflowId, runs }) => [workflowId, runs] as const) ?? []),
      ),
  });
  const activations = useQuery(activationsQuery).data;
  const active = useMemo(
    () => new Map<string, Activation>(activations?.items.map((one) => [one.workflowId, one]) ?? []),
    [activations],
  );
  return { list, rows, recent, active, names: names.data };
}

function isBelow(tags: readonly string[], folder: string): boolean {
  return tags.some((tag) => tag.startsWith(`${folder}/`));
}
