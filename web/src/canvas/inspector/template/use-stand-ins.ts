import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { JsonValue } from '#contract/json.ts';
import { pinsQuery } from '#web/run/queries.ts';
import { findStep } from '../../model/find-step.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';

/** A value expressions are tried with in place of what a step gave. */
export interface StandIn {
  readonly stepId: string;
  readonly value: JsonValue;
  readonly kind: 'pinned' | 'sample';
  /** Another one for every other value. */
  readonly mark: number;
}

/** Finds the values that stand in for steps. */
export type FindStandIns = (stepIds: Iterable<string>) => readonly StandIn[];

/** What a test run would give without running the step: pinned outputs; and, while there is no run, what triggers hand on. */
export function useStandIns(runId: string | undefined): FindStandIns {
  const store = useEditorStore();
  const workflowId = useEditor((state) => state.workflow.id);
  const { data: pins } = useQuery(pinsQuery(workflowId));
  return useCallback(
    (stepIds) => {
      const found: StandIn[] = [];
      if (runId !== undefined && (pins === undefined || pins.length === 0)) return found;
      const { workflow, blocks } = store.getState();
      for (const stepId of new Set(stepIds)) {
        const pin = pins?.find((one) => one.stepId === stepId);
        if (pin !== undefined) {
          // Outputs are JSON.
          found.push({ stepId, value: pin.output as JsonValue, kind: 'pinned', mark: pin.pinnedAt });
          continue;
        }
        const step = runId === undefined ? findStep(workflow, stepId)?.step : undefined;
        const sample = step === undefined ? undefined : blocks.get(step.process.block)?.sample;
        if (sample !== undefined) found.push({ stepId, value: sample as JsonValue, kind: 'sample', mark: 0 });
      }
      return found;
    },
    [store, pins, runId],
  );
}
