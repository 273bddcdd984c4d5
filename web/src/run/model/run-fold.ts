import type { RunEvent, StoredEvent } from '#contract/run-event.ts';
import type { RunDetail } from '#web/api/shapes.ts';
import { applyToInstance, createInstance, finish, fromSummary, type InstanceView, type PathEvent } from './instance.ts';
import { createInstanceWindow } from './instance-window.ts';
import { toIterationPath } from './path.ts';
import type { RetryPlan } from './retry-plan.ts';
import { createRunHead, type RunHead } from './run-head.ts';
import type { RunView } from './run-view.ts';
import { countInstance, type StepView, takeBackFailure } from './step-view.ts';

/** Builds the view of one run from its events. */
export interface RunFold {
  /** Place of the newest event taken into account. */
  readonly lastSeq: number;
  /** Takes the next event; one that was taken before is left out. Costs the same however long the run is. */
  add(stored: StoredEvent): void;
  /** Begins in the middle: with what the server knows of a run too long to be read event by event. Before any `add`. */
  seed(detail: RunDetail): void;
  /** The run now; undefined before its first event. The same object while nothing changed. */
  view(): RunView | undefined;
}

/** Starts a view. Without a retry plan a step that failed counts as failed until its next attempt begins. */
export function createRunFold(plan: { readonly retries?: RetryPlan } = {}): RunFold {
  const window = createInstanceWindow();
  const steps = new Map<string, StepView>();
  let head: RunHead | undefined;
  let lastSeq = 0;
  let isPartial = false;
  let made: RunView | undefined;

  const put = (before: InstanceView | undefined, after: InstanceView): void => {
    window.put(after);
    steps.set(after.stepId, countInstance(steps.get(after.stepId), before, after));
  };
  const cancel = (row: InstanceView, at: number): void => put(row, finish(row, at, 'cancelled'));

  const addToInstance = (event: PathEvent, seq: number): void => {
    let row = window.get(event.path);
    const before = row;
    if (row === undefined) {
      row = createInstance(event.path, event.at, seq);
      const step = steps.get(row.stepId);
      // It failed, was forgotten, and is tried again.
      const isBack = event.type === 'retry-due' || (event.type === 'step-started' && event.attempt > 1);
      if (isBack && step !== undefined) steps.set(row.stepId, takeBackFailure(step));
    }
    const retryAt = event.type === 'step-failed' ? plan.retries?.(row.stepId, event) : undefined;
    const after = applyToInstance(row, event, seq, retryAt);
    if (after !== before) put(before, after);
    // What waited inside is dropped without an event of its own.
    if (event.type === 'iteration-finished') {
      for (const open of window.openUnder(toIterationPath(event.path, event.index))) cancel(open, event.at);
    } else if (after.loop !== undefined && after.status !== 'running' && after.status !== 'succeeded') {
      for (const open of window.openInLoop(event.path)) cancel(open, event.at);
    }
  };

  const add = (event: RunEvent, seq: number): void => {
    head = createRunHead(head, event);
    if ('path' in event && event.type !== 'variables-set' && event.type !== 'stop-requested') addToInstance(event, seq);
    if (event.type === 'run-finished') for (const open of window.open()) cancel(open, event.at);
  };

  return {
    get lastSeq() {
      return lastSeq;
    },
    add({ seq, event }) {
      if (seq <= lastSeq) return;
      lastSeq = seq;
      made = undefined;
      add(event, seq);
    },
    seed(detail) {
      made = undefined;
      isPartial = true;
      lastSeq = detail.eventCount;
      head = createRunHead(undefined, detail);
      for (const step of detail.steps) put(undefined, fromSummary(step));
      window.addHidden(detail.hiddenSteps);
    },
    view() {
      if (head === undefined) return undefined;
      made ??= {
        ...head,
        status: head.status === 'running' ? toActiveStatus(window.open()) : head.status,
        steps: new Map(steps),
        instances: window.snapshot(),
        hiddenInstances: window.hidden(),
        isPartial,
        lastSeq,
      };
      return made;
    },
  };
}

/** How a run under way is: as `findIdleStatus` of the engine says. */
function toActiveStatus(open: Iterable<InstanceView>): 'running' | 'waiting' | 'uncertain' {
  let status: 'running' | 'waiting' | 'uncertain' = 'running';
  for (const row of open) {
    if (row.status === 'running' && (row.loop === undefined || isLoopOver(row.loop))) return 'running';
    if (row.status === 'uncertain') status = 'uncertain';
    else if (row.status !== 'running' && status === 'running') status = 'waiting';
  }
  return status;
}

function isLoopOver({ count, finished }: NonNullable<InstanceView['loop']>): boolean {
  return count !== null && finished >= count;
}
