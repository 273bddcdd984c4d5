import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import { useEditor } from '#web/canvas/store/editor-store.ts';
import { useLoopMark } from './loops/use-loop-mark.ts';
import { pinsQuery, recentRunsQuery, stepOfRunQuery, stepQuery } from './queries.ts';
import { useSimulationData } from './simulate/simulation-data.ts';
import { useStepSeq } from './use-run-view.ts';

/** The run a canvas shows, where it is not simply the newest of its workflow. */
export interface ShownRun {
  readonly runId: string;
  /** Iteration that is open, e.g. `each[3]`: data of steps inside it is of that iteration. */
  readonly iteration?: string;
}

/** Says which run the steps of the canvas inside get their data from. */
export const ShownRunContext = createContext<ShownRun | undefined>(undefined);

/** What a step got and gave last time. */
export interface StepData {
  readonly input?: JsonValue;
  readonly output?: JsonValue;
  readonly error?: ErrorInfo;
  /** The run it is from; absent for a simulation and when the step has not run. */
  readonly runId?: string;
  readonly path?: string;
  readonly at?: number;
  readonly status?: string;
  /** The output people fixed for this step. */
  readonly pinned?: { readonly output: JsonValue; readonly at: number };
  readonly isSimulated: boolean;
  readonly isLoading: boolean;
}

/** The run steps of the canvas get their data from, whether a step ran in it or not; `undefined` when there is none. */
export function useShownRunId(): string | undefined {
  const workflowId = useEditor((state) => state.workflow.id);
  const shown = useContext(ShownRunContext);
  const recent = useQuery({ ...recentRunsQuery(workflowId, 1), enabled: shown === undefined });
  return shown?.runId ?? recent.data?.[0]?.id;
}

/**
 * Real data of a step: of the simulation on the canvas, else of the run that is shown, else of the newest run of the workflow. Needs the
 * canvas's store around it.
 */
export function useStepData(stepId: string | undefined): StepData {
  const workflowId = useEditor((state) => state.workflow.id);
  const shown = useContext(ShownRunContext);
  const simulated = useSimulationData(stepId);
  const recent = useQuery({ ...recentRunsQuery(workflowId, 1), enabled: shown === undefined });
  const newest = recent.data?.[0];
  const runId = shown?.runId ?? newest?.id;
  // A step under way is asked about again with each of its events, but no more often than a person reads.
  const seq = useStepSeq(runId, stepId);
  const mark = useLoopMark(seq ?? 0, `${runId} ${stepId} ${seq === undefined}`);
  const path = shown?.iteration === undefined || stepId === undefined ? undefined : `${shown.iteration}.${stepId}`;
  const inIteration = useQuery({
    ...stepQuery(runId ?? '', path ?? '', mark),
    enabled: runId !== undefined && path !== undefined,
  });
  const anywhere = useQuery({
    ...stepOfRunQuery(runId ?? '', stepId ?? '', mark),
    enabled: runId !== undefined && stepId !== undefined && (path === undefined || inIteration.data === null),
    placeholderData: (before) => (before?.stepId === stepId ? before : undefined),
  });
  const pins = useQuery({ ...pinsQuery(workflowId), enabled: stepId !== undefined });
  const pin = pins.data?.find((item) => item.stepId === stepId);
  const pinned = pin === undefined ? {} : { pinned: { output: pin.output as JsonValue, at: pin.pinnedAt } };
  if (simulated !== undefined) return { ...simulated, ...pinned, isSimulated: true, isLoading: false };
  const found = inIteration.data ?? anywhere.data;
  const isLoading = (shown === undefined && recent.isPending) || anywhere.isLoading || inIteration.isLoading;
  if (found === undefined || found === null || runId === undefined) return { ...pinned, isSimulated: false, isLoading };
  return {
    ...(found.input === undefined ? {} : { input: found.input as JsonValue }),
    ...(found.output === undefined ? {} : { output: found.output as JsonValue }),
    ...(found.error === undefined ? {} : { error: found.error }),
    runId,
    path: found.path,
    at: found.endedAt ?? found.startedAt,
    status: found.status,
    ...pinned,
    isSimulated: false,
    isLoading,
  };
}
