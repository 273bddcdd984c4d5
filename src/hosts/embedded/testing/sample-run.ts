import type { RunEvent } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import { createTestBlocks } from '../../suite/test-blocks.ts';
import { LiveRun } from '../live-run.ts';
import { compileProgram, type Program } from '../program.ts';

/** Distributes over the kinds of events, without their time. */
type Untimed = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'at'> : never) : never;

/** A workflow over the test blocks, compiled. */
export function toProgram(workflow: Workflow): Program {
  const blocks = createTestBlocks();
  return compileProgram(workflow, 1, (id) => blocks.get(id));
}

/** A run in memory that has just started. */
export function startRun(workflow: Workflow, input: Workflow['variables'] = {}): LiveRun {
  const facts = {
    id: 'run-1',
    workflowId: workflow.id,
    version: 1,
    priority: 0,
    triggerKind: 'manual',
    parent: undefined,
    idempotencyKey: undefined,
    createdAt: 0,
    depth: 0,
  };
  const run = new LiveRun(facts, toProgram(workflow));
  const trigger = { kind: 'manual', by: 'ann', data: { path: '/new' } };
  emit(run, { type: 'run-created', workflow: { id: workflow.id, version: 1 }, input, trigger, depth: 0 });
  emit(run, { type: 'run-started' });
  return run;
}

/** Makes an event happen at a time. */
export function emit(run: LiveRun, event: Untimed, at = 0): void {
  run.emit({ ...event, at } as RunEvent);
}

/** A step came to its end. */
export function succeed(run: LiveRun, path: string, output: Workflow['variables'] = {}): void {
  emit(run, { type: 'step-succeeded', path, output });
}
