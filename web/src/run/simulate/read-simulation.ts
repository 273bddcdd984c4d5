import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { RunStatus, StoredEvent } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import { toStepId } from '../model/path.ts';
import { createRetryPlan } from '../model/retry-plan.ts';
import { createRunFold } from '../model/run-fold.ts';
import type { SimulatedData, SimulationResult } from './simulation-data.ts';

/** What `workflow.simulate` answers. */
export interface SimulationAnswer {
  readonly status: RunStatus;
  readonly output?: unknown;
  readonly error?: ErrorInfo | undefined;
  readonly events: readonly StoredEvent[];
  readonly moreEvents: number;
}

/** Turns the events of a dry run into what the canvas and the inspector show. */
export function readSimulation(
  workflow: Workflow,
  answer: SimulationAnswer,
  given: { readonly input: JsonObject; readonly reads: boolean },
): SimulationResult {
  const fold = createRunFold({ retries: createRetryPlan(workflow) });
  const data = new Map<string, SimulatedData>();
  const simulated = new Map<string, number>();
  for (const stored of answer.events) {
    fold.add(stored);
    const { event } = stored;
    if (!('path' in event)) continue;
    const stepId = toStepId(event.path);
    const before = data.get(stepId);
    const known = before?.path === event.path ? before : { path: event.path, at: event.at, status: 'running' };
    if (event.type === 'step-started') {
      data.set(stepId, { ...known, ...(event.input === undefined ? {} : { input: event.input }) });
    } else if (event.type === 'step-succeeded') {
      data.set(stepId, { ...known, output: event.output, status: 'succeeded', at: event.at });
      if (event.simulated === true) simulated.set(stepId, (simulated.get(stepId) ?? 0) + 1);
    } else if (event.type === 'step-failed') {
      data.set(stepId, { ...known, error: event.error, status: 'failed', at: event.at });
    }
  }
  const view = fold.view();
  return {
    status: answer.status,
    workflow,
    ...(answer.output === undefined ? {} : { output: answer.output as JsonValue }),
    ...(answer.error === undefined ? {} : { error: answer.error }),
    ...given,
    moreEvents: answer.moreEvents,
    steps: view?.steps ?? new Map(),
    data,
    simulated,
  };
}
