import { expect } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { toEdgeKey } from '../edge-key.ts';
import { listScopes, listSteps } from '../find-step.ts';
import { hasCycle } from '../merge-edges.ts';

/** Fails unless a document is sound by structure: ids once, edges between steps of one body, no circle, groups of steps that are there. */
export function assertSound(workflow: Workflow): void {
  const ids = listSteps(workflow).map(({ step }) => step.id);
  expect(new Set(ids).size, `ids twice in ${ids.join(' ')}`).toBe(ids.length);
  for (const { steps, edges, id } of listScopes(workflow)) {
    const here = new Set(steps.map((step) => step.id));
    const stray = edges.filter(({ from, to }) => !here.has(from) || !here.has(to) || from === to);
    expect(stray, `edges of ${id ?? 'the workflow'} that lead nowhere`).toEqual([]);
    expect(new Set(edges.map(toEdgeKey)).size, 'edges twice').toBe(edges.length);
    expect(hasCycle(edges), 'a circle').toBe(false);
  }
  const all = new Set(ids);
  for (const group of workflow.groups ?? []) {
    expect(group.steps.filter((id) => !all.has(id))).toEqual([]);
    expect(new Set(group.steps).size).toBe(group.steps.length);
  }
  for (const marks of [workflow.notes ?? [], workflow.groups ?? [], workflow.inputs])
    expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
  expect(JSON.parse(JSON.stringify(workflow)), 'not JSON').toStrictEqual(workflow);
}
