import type { Body, Edge, Step } from '#contract/workflow.ts';
import { toEdgeKey } from '#web/canvas/model/edge-key.ts';
import { countOpen, type StepView } from './step-view.ts';

/** What went through one scope of a document: the whole workflow, or the body of a loop over all its iterations. */
export interface Flow {
  /** How often each edge was taken, by key; edges not decided yet are absent. */
  readonly edges: ReadonlyMap<string, number>;
  /** Steps that were not and will not be run. */
  readonly skipped: ReadonlySet<string>;
}

/** What the steps of a scope did, and whether more can come. */
export interface FlowFacts {
  readonly steps: ReadonlyMap<string, StepView>;
  /** Ports of a block, the default one first. */
  readonly portsOf: (step: Step) => readonly string[];
  /** Whether the scope is over for good. */
  readonly isOver: boolean;
}

/**
 * The edges taken and the steps passed over. The journal says only which steps ran and by which ports they left; the rest follows from the
 * document as in `settle` of the engine: a step all of whose edges are dead is skipped, and its own edges die with it.
 * Costs time proportional to the scope.
 */
export function traceFlow(scope: Pick<Body, 'steps' | 'edges'>, facts: FlowFacts): Flow {
  const byId = new Map(scope.steps.map((step) => [step.id, step]));
  const out = new Map<string, Edge[]>();
  const pending = new Map<string, number>();
  for (const edge of scope.edges) {
    if (!byId.has(edge.from) || !byId.has(edge.to)) continue;
    const leaving = out.get(edge.from);
    if (leaving === undefined) out.set(edge.from, [edge]);
    else leaving.push(edge);
    pending.set(edge.to, (pending.get(edge.to) ?? 0) + 1);
  }
  const edges = new Map<string, number>();
  const skipped = new Set<string>();
  /** Most often an edge into the step was taken: how often a disabled step was passed through. */
  const reached = new Map<string, number>();
  const hasIncoming = new Set(pending.keys());
  const queue = scope.steps.filter((step) => !hasIncoming.has(step.id));

  for (let at = 0; at < queue.length; at += 1) {
    const step = queue[at];
    if (step === undefined) continue;
    const view = facts.steps.get(step.id);
    const passes = hasIncoming.has(step.id) ? (reached.get(step.id) ?? 0) : 1;
    const taken = countTaken(step, view, facts.portsOf(step), passes);
    const isSettled = facts.isOver || isStepSettled(step, view, passes);
    if (isSettled && view === undefined) skipped.add(step.id);
    const defaultPort = facts.portsOf(step)[0] ?? '';
    for (const edge of out.get(step.id) ?? []) {
      const count = taken.get(edge.port ?? defaultPort) ?? 0;
      if (count > 0 || isSettled) edges.set(toEdgeKey(edge), count);
      reached.set(edge.to, Math.max(reached.get(edge.to) ?? 0, count > 0 || isSettled ? count : Number.NaN));
      const left = (pending.get(edge.to) ?? 0) - 1;
      pending.set(edge.to, left);
      const target = byId.get(edge.to);
      if (left === 0 && target !== undefined) queue.push(target);
    }
  }
  return { edges, skipped };
}

/** Whether nothing more can leave a step that was reached `passes` times; NaN stands for not decided. */
function isStepSettled(step: Step, view: StepView | undefined, passes: number): boolean {
  if (view !== undefined) return countOpen(view) === 0;
  return passes === 0 || (passes > 0 && step.process.disabled === true);
}

function countTaken(
  step: Step,
  view: StepView | undefined,
  ports: readonly string[],
  passes: number,
): ReadonlyMap<string, number> {
  const defaultPort = ports[0] ?? '';
  if (view === undefined) {
    return step.process.disabled === true && passes > 0 ? new Map([[defaultPort, passes]]) : new Map();
  }
  const taken = new Map<string, number>();
  const add = (port: string, count: number) => taken.set(port, (taken.get(port) ?? 0) + count);
  for (const [port, count] of view.ports) add(port === '' ? defaultPort : port, count);
  const { onError } = step.process;
  if (view.failed > 0 && onError === 'branch') add('error', view.failed);
  if (view.failed > 0 && onError === 'continue') add(defaultPort, view.failed);
  return taken;
}
