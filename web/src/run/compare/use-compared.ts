import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '#web/api/client.ts';
import type { RunDetail, StepDetail } from '#web/api/shapes.ts';
import { alignSteps, type ComparedData, type ComparedStep, compareData } from '../model/compare-runs.ts';
import { runQuery } from '../queries.ts';

/** Pages of step data that are fetched of each run to find out what differs; beyond that a row tells when it is opened. */
const MAX_PAGES = 3;

/** Two runs, side by side. */
export interface Compared {
  readonly a: RunDetail | undefined;
  readonly b: RunDetail | undefined;
  readonly steps: readonly ComparedStep[];
  /** Differences in data by path, as far as they are known. */
  readonly data: ReadonlyMap<string, ComparedData>;
  readonly isPending: boolean;
  readonly error: unknown;
  refetch(): void;
}

/** Fetches two runs and puts them side by side. */
export function useCompared(a: string | undefined, b: string | undefined): Compared {
  const [first, second] = useQueries({
    queries: [a, b].map((id) => ({ ...runQuery(id ?? ''), enabled: id !== undefined })),
  });
  const ofA = useStepData(first?.data);
  const ofB = useStepData(second?.data);
  const steps = useMemo(
    () =>
      first?.data === undefined || second?.data === undefined ? [] : alignSteps(first.data.steps, second.data.steps),
    [first?.data, second?.data],
  );
  const data = useMemo(() => {
    const found = new Map<string, ComparedData>();
    if (ofA === undefined || ofB === undefined) return found;
    for (const { path } of steps) {
      const [before, after] = [ofA.get(path), ofB.get(path)];
      if (before !== undefined || after !== undefined) found.set(path, compareData(before, after));
    }
    return found;
  }, [steps, ofA, ofB]);
  return {
    a: first?.data,
    b: second?.data,
    steps,
    data,
    isPending: (a !== undefined && first?.isPending === true) || (b !== undefined && second?.isPending === true),
    error: first?.error ?? second?.error ?? undefined,
    refetch: () => {
      void first?.refetch();
      void second?.refetch();
    },
  };
}

/** Data of the first steps of a run, by path. */
function useStepData(run: RunDetail | undefined): ReadonlyMap<string, StepDetail> | undefined {
  return useQuery({
    queryKey: ['run', 'steps', run?.id, 'first', run?.eventCount],
    enabled: run !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    queryFn: async ({ signal }) => {
      const found = new Map<string, StepDetail>();
      let cursor: number | undefined;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const { items, nextCursor } = await client.run.steps(
          { runId: run?.id ?? '', limit: 100, ...(cursor === undefined ? {} : { cursor }) },
          { signal },
        );
        for (const item of items) found.set(item.path, item);
        if (nextCursor === undefined) break;
        cursor = Number(nextCursor);
      }
      return found;
    },
  }).data;
}

/** Whether anything in the data of a step differs; undefined when it is not known. */
export function dataDiffers(data: ComparedData | undefined): boolean | undefined {
  return data === undefined ? undefined : data.input.length + data.output.length + data.error.length > 0;
}
