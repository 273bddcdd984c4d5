import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { RunStatus } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import { type EditorStore, useEditorStore } from '#web/canvas/store/editor-store.ts';
import type { StepView } from '../model/step-view.ts';

/** What a step got and gave in a simulation. */
export interface SimulatedData {
  readonly input?: JsonValue;
  readonly output?: JsonValue;
  readonly error?: ErrorInfo;
  readonly path: string;
  readonly at: number;
  readonly status: string;
}

/** A simulation that is on a canvas. */
export interface SimulationResult {
  readonly status: RunStatus;
  /** The document that was tried. */
  readonly workflow: Workflow;
  readonly output?: JsonValue;
  readonly error?: ErrorInfo;
  readonly input: JsonObject;
  readonly reads: boolean;
  /** Events of the dry run that were left out of the answer. */
  readonly moreEvents: number;
  readonly steps: ReadonlyMap<string, StepView>;
  readonly data: ReadonlyMap<string, SimulatedData>;
  /** Steps whose effect was replaced by a sample, and how often. */
  readonly simulated: ReadonlyMap<string, number>;
}

/** Where a canvas is with simulating. */
export interface SimulationState {
  readonly result: SimulationResult | undefined;
  /** Whether the form is open. */
  readonly isAsking: boolean;
}

/** The simulation of each canvas: it belongs to the store it is drawn on, and goes with it. */
const byCanvas = new WeakMap<EditorStore, StoreApi<SimulationState>>();

/** Holds the simulation of a canvas. */
export function simulationOf(canvas: EditorStore): StoreApi<SimulationState> {
  const found = byCanvas.get(canvas);
  if (found !== undefined) return found;
  const made = createStore<SimulationState>(() => ({ result: undefined, isAsking: false }));
  byCanvas.set(canvas, made);
  return made;
}

/** Data of a step in the simulation on the canvas around; undefined when there is none. */
export function useSimulationData(stepId: string | undefined): SimulatedData | undefined {
  return useStore(simulationOf(useEditorStore()), ({ result }) =>
    stepId === undefined ? undefined : result?.data.get(stepId),
  );
}
