import type { RunEvent, StoredEvent } from '#contract/run-event.ts';
import type { Step, Workflow } from '#contract/workflow.ts';
import { createRetryPlan } from '../retry-plan.ts';
import { createRunFold } from '../run-fold.ts';
import type { RunView } from '../run-view.ts';

/** An event without its time: `at` counts up by itself. */
export type EventSketch = {
  [Type in RunEvent['type']]: Omit<Extract<RunEvent, { type: Type }>, 'at'> & { at?: number };
}[RunEvent['type']];

/** A journal: a created and started run, then these events, 10 ms apart. */
export function toJournal(
  events: readonly EventSketch[],
  input: RunEvent & { type: 'run-created' } = CREATED,
): StoredEvent[] {
  const all: EventSketch[] = [input, { type: 'run-started' }, ...events];
  return all.map((event, index) => ({ seq: index + 1, event: { at: 1_000 + index * 10, ...event } as RunEvent }));
}

const CREATED: Extract<RunEvent, { type: 'run-created' }> = {
  type: 'run-created',
  at: 1_000,
  workflow: { id: 'shop', version: 1 },
  input: {},
  trigger: { kind: 'manual' },
  depth: 0,
};

/** The view after a journal. */
export function viewOf(journal: readonly StoredEvent[], workflow?: Workflow): RunView {
  const fold = createRunFold(workflow === undefined ? {} : { retries: createRetryPlan(workflow) });
  for (const stored of journal) fold.add(stored);
  const view = fold.view();
  if (view === undefined) throw new Error('The journal has no beginning.');
  return view;
}

/** A document of these steps; a step is its id and what differs from a plain one. */
export function toWorkflow(
  steps: readonly (Pick<Step, 'id'> & Partial<Step>)[],
  edges: Workflow['edges'] = [],
): Workflow {
  return {
    flowright: 1,
    id: 'shop',
    name: 'Shop',
    inputs: [],
    steps: steps.map((step) => ({ process: { block: 'data.set' }, ...step })),
    edges,
  };
}
