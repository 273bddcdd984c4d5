import type { JsonValue } from '#contract/json.ts';
import type { RunEvent } from '#contract/run-event.ts';
import type { NewRun } from '../journal.ts';

/** A run to create, with what a test cares about replaced. */
export function sampleRun(id: string, changes: Partial<NewRun> = {}): NewRun {
  return {
    id,
    workflowId: 'orders',
    version: 1,
    priority: 0,
    triggerKind: 'manual',
    parent: undefined,
    idempotencyKey: undefined,
    owner: 'host-a',
    createdAt: 1_000,
    ...changes,
  };
}

/** The first event of a run. */
export function sampleCreated(input: JsonValue): RunEvent {
  return {
    type: 'run-created',
    at: 1_000,
    workflow: { id: 'orders', version: 1 },
    input,
    trigger: { kind: 'manual' },
    depth: 0,
  };
}

/** A step that ended. */
export function sampleStep(path: string, output: JsonValue): RunEvent {
  return { type: 'step-succeeded', at: 2_000, path, output };
}
