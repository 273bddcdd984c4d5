import type { Edge, Step, Workflow } from '#contract/workflow.ts';

/** A workflow for tests. */
export function toWorkflow(
  steps: readonly Step[],
  edges: readonly Edge[] = [],
  more: Partial<Workflow> = {},
): Workflow {
  return { flowright: 1, id: 'sample', name: 'Sample', inputs: [], steps: [...steps], edges: [...edges], ...more };
}

/** A step of a block without side effects. */
export function toStep(id: string, more: Partial<Step> = {}): Step {
  return { id, position: { x: 0, y: 0 }, process: { block: 'data.set' }, ...more };
}

/** A loop with a body. */
export function toLoop(
  id: string,
  steps: readonly Step[],
  edges: readonly Edge[] = [],
  more: Partial<Step> = {},
): Step {
  return toStep(id, {
    process: { block: 'control.for_each' },
    body: { steps: [...steps], edges: [...edges] },
    ...more,
  });
}

/** A large workflow: a grid of chains with a branch now and then and a loop in every fiftieth place. */
export function toLargeWorkflow(count: number): Workflow {
  const steps: Step[] = [];
  const edges: Edge[] = [];
  for (let at = 0; at < count; at++) {
    const position = { x: (at % 100) * 336, y: Math.floor(at / 100) * 160 };
    const input = {
      url: `https://shop.example/${at}`,
      values: { total: at === 0 ? 1 : `{{ step_${at - 1}.total + 1 }}` },
    };
    const step = toStep(`step_${at}`, { name: `Step ${at}`, position, input });
    const inner = [toStep(`inner_${at}_a`, { input }), toStep(`inner_${at}_b`, { position: { x: 336, y: 0 } })];
    const isLoop = at % 50 === 49 && at + 2 < count;
    steps.push(
      isLoop ? { ...step, body: { steps: inner, edges: [{ from: `inner_${at}_a`, to: `inner_${at}_b` }] } } : step,
    );
    if (at % 100 > 0) edges.push({ from: `step_${at - 1}`, to: `step_${at}` });
    if (at >= 100 && at % 7 === 0) edges.push({ from: `step_${at - 100}`, to: `step_${at}` });
  }
  return toWorkflow(steps, edges);
}
