import { AppError } from '#contract/app-error.ts';
import type { EventOf, RunEvent, StoredEvent } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { ForkRequest } from '../host.ts';
import { optional } from './optional.ts';
import type { Pins, RunScope } from './run-scope.ts';

/** Ids of root steps that are run again when `from` are: these and all that follow them. */
function toRerun(workflow: Workflow, from: readonly string[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const edge of workflow.edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  const rerun = new Set<string>();
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (rerun.has(id)) continue;
    rerun.add(id);
    queue.push(...(next.get(id) ?? []));
  }
  return rerun;
}

/** Whether a step succeeded, or a person vouched for it. */
function isSuccess(event: RunEvent): event is EventOf<'step-succeeded'> | EventOf<'uncertain-resolved'> {
  return event.type === 'step-succeeded' || (event.type === 'uncertain-resolved' && event.decision === 'succeeded');
}

/** Root steps that ended with a failure, or did not end. */
function findUnfinished(workflow: Workflow, events: readonly StoredEvent[]): readonly string[] {
  const started = new Set<string>();
  const succeeded = new Set<string>();
  for (const { event } of events) {
    if (!('path' in event) || event.path.includes('.') || event.path.includes('[')) continue;
    started.add(event.path);
    if (isSuccess(event)) succeeded.add(event.path);
  }
  return workflow.steps.map((step) => step.id).filter((id) => started.has(id) && !succeeded.has(id));
}

function toCopy(event: EventOf<'step-succeeded'> | EventOf<'uncertain-resolved'>, pins: Pins): RunEvent {
  const { at, path } = event;
  if (Object.hasOwn(pins, path)) {
    const ports = event.type === 'step-succeeded' ? event.ports : undefined;
    return { type: 'step-succeeded', at, path, ...optional('ports', ports), output: pins[path] ?? null, pinned: true };
  }
  if (event.type === 'step-succeeded') {
    // That it was pinned, or not, holds for the run it comes from.
    const { pinned: _, ...rest } = event;
    return { ...rest, copied: true };
  }
  return { type: 'step-succeeded', at, path, output: event.output ?? null, copied: true };
}

/**
 * What a fork takes over from the run it comes from: the ends of root steps that are not run again, in their order,
 * and the variables these set. A pinned output goes before the one of then.
 * @throws AppError step-not-found for an unknown step, conflict when nothing failed and no step is named
 */
export function toForkEvents(
  workflow: Workflow,
  events: readonly StoredEvent[],
  { from, overrides = {}, pins = {}, scope }: Pick<ForkRequest, 'from' | 'overrides'> & RunScope,
): { readonly steps: readonly string[]; readonly events: readonly RunEvent[] } {
  const ids = new Set(workflow.steps.map((step) => step.id));
  const unknown = [...(from ?? []), ...Object.keys(overrides)].find((id) => !ids.has(id));
  if (unknown !== undefined) {
    const reason =
      scope === undefined
        ? `The workflow "${workflow.id}" has no step "${unknown}" to fork from. Name a step of its root`
        : `There is no step "${unknown}" to fork from on the way to ${scope.join(', ')}. Name one of these`;
    throw new AppError('step-not-found', `${reason}: ${[...ids].join(', ')}.`);
  }
  const steps = from ?? findUnfinished(workflow, events);
  if (steps.length === 0) {
    throw new AppError(
      'conflict',
      'Every step of the run succeeded, so there is none to go on from. Name the step to fork from with --from.',
    );
  }
  const rerun = toRerun(workflow, steps);
  const taken: RunEvent[] = [];
  for (const { event } of events) {
    if (!isSuccess(event) && event.type !== 'variables-set') continue;
    const root = event.path.split(/[.[]/, 1)[0] ?? event.path;
    if (!ids.has(root) || rerun.has(root)) continue;
    if (event.type === 'variables-set') taken.push(event);
    else if (event.path === root) taken.push(toCopy(event, pins));
  }
  return { steps, events: taken };
}
