import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useRunOverlay } from '#web/run/page/use-run-overlay.ts';
import { recentRunsQuery } from '#web/run/queries.ts';
import { simulationOf } from '#web/run/simulate/simulation-data.ts';
import { useRunView } from '#web/run/use-run-view.ts';
import type { EditorStore } from '../store/editor-store.ts';

/** The run that lies on the canvas: the one of the address, or the newest of the workflow, live; none while a simulation does. */
export function useShownRun(store: EditorStore, workflowId: string, chosen: string | undefined): string | undefined {
  const recent = useQuery(recentRunsQuery(workflowId, 1));
  const isSimulated = useStore(simulationOf(store), ({ result }) => result !== undefined);
  const runId = chosen ?? recent.data?.[0]?.id;
  const shown = isSimulated ? undefined : runId;
  const snapshot = useRunView(shown);
  const workflow = useStore(store, (state) => state.workflow);
  useRunOverlay({ runId: shown, store: isSimulated ? undefined : store, workflow, snapshot, iteration: undefined });
  useEffect(() => {
    if (runId === undefined && !isSimulated) store.getState().setOverlay(undefined);
  }, [store, runId, isSimulated]);
  return runId;
}
