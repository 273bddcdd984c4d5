import type { RunState } from './state.ts';

/**
 * Whether nothing of a run is being worked on. `waiting`: every active step waits for time, a person or a call, so the run needs no
 * memory; `uncertain`: the same, and a person must say what an effect did; `calling`: some step waits for a run it called.
 * Costs time proportional to what is active.
 */
export function findIdleStatus(state: RunState): 'waiting' | 'uncertain' | 'calling' | undefined {
  if (state.active.size === 0) return undefined;
  let status: 'waiting' | 'uncertain' | 'calling' = 'waiting';
  for (const { phase, drain, loop } of state.active.values()) {
    // A failing loop may have no iteration left that shows it.
    if (phase === 'running' || drain !== undefined || loop?.drain !== undefined) return undefined;
    if (phase === 'child') status = 'calling';
    else if (phase === 'uncertain' && status === 'waiting') status = 'uncertain';
  }
  for (const scope of state.scopes.values()) if (scope.completed || scope.drain !== undefined) return undefined;
  return status;
}
