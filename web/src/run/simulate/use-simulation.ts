import { useStore } from 'zustand';
import type { EditorStore } from '#web/canvas/store/editor-store.ts';
import { type SimulationResult, simulationOf } from './simulation-data.ts';

/** Simulating the document of a canvas. */
export interface Simulation {
  /** What is on the canvas; undefined while nothing is simulated. */
  readonly result: SimulationResult | undefined;
  /** Opens the form that asks for the input. */
  begin(): void;
  /** Takes the simulation off the canvas. */
  exit(): void;
}

/** The simulation of a canvas, for a button; `SimulationHost` draws the form and the result. */
export function useSimulation(store: EditorStore): Simulation {
  const held = simulationOf(store);
  return {
    result: useStore(held, ({ result }) => result),
    begin: () => held.setState({ isAsking: true }),
    exit() {
      held.setState({ result: undefined, isAsking: false });
      store.getState().setOverlay(undefined);
    },
  };
}
