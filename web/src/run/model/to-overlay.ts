import type { Body, Workflow } from '#contract/workflow.ts';
import { toEdgeKey } from '#web/canvas/model/edge-key.ts';
import type { CanvasOverlay, EdgeMark, StepMark } from '#web/canvas/model/types.ts';
import { eachStep } from './each-step.ts';
import { type Flow, type FlowFacts, traceFlow } from './flow.ts';
import type { StepProgress } from './progress.ts';
import { toMarkStatus, toStepLabel, toStepProgress } from './step-mark.ts';
import { countOpen, type StepView } from './step-view.ts';

/** What an overlay is drawn from. */
export interface OverlayFacts {
  readonly workflow: Workflow;
  readonly steps: ReadonlyMap<string, StepView>;
  /** Ports of a block by id, the default one first. */
  readonly blocks: ReadonlyMap<string, { readonly ports: readonly string[] }>;
  /** Whether the run has ended. */
  readonly isOver: boolean;
  /** Whether steps inside loops were not counted from the beginning: they then show how their loop is, and no figures. */
  readonly isPartial?: boolean;
  /** Now, for what is under way. */
  readonly now: number;
  readonly progress?: ReadonlyMap<string, StepProgress>;
}

/**
 * The picture of a run on its document. Marks that did not change since `before` are the very same objects, so that only what changed is
 * drawn again.
 */
export function toOverlay(facts: OverlayFacts, before?: CanvasOverlay): CanvasOverlay {
  const steps = new Map<string, StepMark>();
  const edges = new Map<string, EdgeMark>();
  const portsOf: FlowFacts['portsOf'] = (step) => facts.blocks.get(step.process.block)?.ports ?? ['out'];

  /** The steps of a loop of which only the end was read. */
  const drawUncounted = (scope: Pick<Body, 'steps'>, status: StepMark['status']): void => {
    if (status === undefined) return;
    for (const { id } of eachStep(scope)) steps.set(id, keep(before?.steps.get(id), { status }));
  };
  const draw = (scope: Pick<Body, 'steps' | 'edges'>, isOver: boolean, inLoop: boolean): void => {
    const flow = traceFlow(scope, { steps: facts.steps, portsOf, isOver });
    for (const step of scope.steps) {
      const view = facts.steps.get(step.id);
      const mark = toStepMark(step.id, view, flow, facts);
      if (mark !== undefined) steps.set(step.id, keep(before?.steps.get(step.id), mark));
      if (step.body === undefined) continue;
      if (facts.isPartial === true && view !== undefined) {
        drawUncounted(step.body, mark?.status);
        continue;
      }
      const isBodyOver = isOver || flow.skipped.has(step.id) || (view !== undefined && countOpen(view) === 0);
      draw(step.body, isBodyOver, true);
    }
    for (const edge of scope.edges) {
      const key = toEdgeKey(edge);
      const mark = toEdgeMark(flow.edges.get(key), facts.steps.get(edge.from), facts.steps.get(edge.to), inLoop);
      if (mark !== undefined) edges.set(key, keep(before?.edges.get(key), mark));
    }
  };
  draw(facts.workflow, facts.isOver, false);
  return { steps, edges };
}

function toStepMark(id: string, view: StepView | undefined, flow: Flow, facts: OverlayFacts): StepMark | undefined {
  if (view === undefined) return flow.skipped.has(id) ? { status: 'skipped' } : undefined;
  const told = facts.progress?.get(view.latest.path);
  const progress = toStepProgress(view, told);
  const label = toStepLabel(view, facts.now, told);
  return {
    status: toMarkStatus(view),
    ...(label === '' ? {} : { label }),
    ...(progress === undefined ? {} : { progress }),
  };
}

function toEdgeMark(
  taken: number | undefined,
  from: StepView | undefined,
  to: StepView | undefined,
  inLoop: boolean,
): EdgeMark | undefined {
  if (taken === undefined) return undefined;
  if (taken === 0) return { state: 'dead' };
  const count = inLoop ? taken : from?.items;
  const isActive = to !== undefined && to.running > 0;
  return {
    state: isActive ? 'active' : 'taken',
    ...(count === undefined || (inLoop && count === 1) ? {} : { count }),
  };
}

function keep<T extends StepMark | EdgeMark>(before: T | undefined, now: T): T {
  if (before === undefined) return now;
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  for (const name of names) if (Reflect.get(before, name) !== Reflect.get(now, name)) return now;
  return before;
}

/** Ids of the steps inside a loop's body, however deep. */
export function stepsInside(workflow: Workflow, loopStepId: string): ReadonlySet<string> {
  for (const step of eachStep(workflow)) {
    if (step.id === loopStepId && step.body !== undefined) {
      return new Set([...eachStep(step.body)].map((inner) => inner.id));
    }
  }
  return new Set();
}
